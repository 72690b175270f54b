public import Kernel
import Storage

/// A list as it looks in life: one household has a time held for it, others wait for a weekday on which nothing is open.
struct LoadDemoList: Sendable {
    let offered: BookableCase
    let waiting: [BookableCase]

    /// How many wait; none where some do already.
    func perform(at now: Moment, in db: Writer, _ asks: Asks) throws -> Int {
        guard try db.count("SELECT COUNT(*) FROM demand") == 0 else { return 0 }
        for (number, file) in ([offered] + waiting).enumerated() {
            let hours = number == 0 ? ComingHours.any : saturdays
            try JoinList(file: file, hours: hours).performForHouse(
                since: now.adding(seconds: -Int64(number + 3) * 86_400), by: .house, at: now,
                in: db, asks)
        }
        let times = FreeTimes(
            office: offered.office, service: offered.service, people: offered.people.count,
            now: now)
        let far = now.adding(seconds: demoLeadSeconds)
        let free = try times.run(from: far, to: far.adding(seconds: demoLeadSeconds), in: db)
        if let time = free.first {
            try MakeOffer(
                file: offered, start: time.start, until: lastMoment(for: time.start, at: now),
                because: .freed
            ).perform(by: .house, at: now, in: db)
        }
        return 1 + waiting.count
    }
}

extension Appointments {
    /// A time that is held for the first file of somebody that needs a visit, and others who wait; says what it loaded.
    public func loadDemoList(
        of person: Principal, waiting: [CaseID], at now: Moment
    ) async throws -> [String] {
        let asks = self.asks
        let added = try await database.write { db -> Int in
            let own = try asks.casesOf(person, now, db).first { file in
                try file.awaitsVisit && Visit.of([file.id], in: db).isEmpty
            }
            guard let own else { return 0 }
            let others = try waiting.compactMap { try asks.needing($0, db) }.filter { file in
                try Visit.of([file.id], in: db).isEmpty
            }
            return try LoadDemoList(offered: own, waiting: others)
                .perform(at: now, in: db, asks)
        }
        return ["\(added) households on the waiting list of an office (invented)"]
    }
}

private let saturdays = ComingHours(days: [6], minutes: 0..<minutesOfDay)
/// Nobody who books the first free time meets the one that is held.
private let demoLeadSeconds: Int64 = 14 * 86_400
