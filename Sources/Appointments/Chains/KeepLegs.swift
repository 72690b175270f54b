import Kernel
import Storage

extension BookVisit {
    /// The times at other counters of the visit that this one replaces.
    func otherLegs(in db: Reader) throws -> [VisitLeg] {
        guard let replacing else { return [] }
        return try VisitLeg.of(replacing, in: db).filter { $0.service != file.service }
    }

    /// Who moves the agency's time alone keeps the times at other counters, and the words that are said there; but none at
    /// which they would be at two counters at once, on another day, or that somebody took meanwhile.
    func keep(
        _ legs: [VisitLeg], beside own: FreeStart, of visit: VisitID, at now: Moment,
        in db: Writer
    ) throws {
        var kept: [(service: String, time: FreeStart, word: String)] = []
        for leg in legs where abs(leg.start.seconds(since: own.start)) < daySeconds {
            let times = FreeTimes(
                office: file.office, service: leg.service, people: file.people.count, now: now)
            let free = try times.desks(at: leg.start, in: db).first { $0.desk == leg.desk }
            guard let free, free.end <= own.start || free.start >= own.end else { continue }
            try free.hold(for: visit, at: now, in: db)
            kept.append((leg.service, free, leg.word))
        }
        if kept.isEmpty { return }
        let word = VisitLeg.words(kept.count + 1).first { word in
            !kept.contains { $0.word == word }
        }
        kept.append((file.service, own, word ?? ""))
        for (index, part) in kept.sorted(by: { $0.time.start < $1.time.start }).enumerated() {
            try VisitLeg(index + 1, part.service, part.time, word: part.word)
                .insert(of: visit, in: db)
        }
    }
}

/// No centre opens its counters for longer than this on one day.
private let daySeconds: Int64 = 12 * 3_600
