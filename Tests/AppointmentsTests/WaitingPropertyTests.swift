import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// Whatever happens on a list, in any order: one holder of a time, one offer of a case, and nobody is passed over.
@Suite struct WaitingPropertyTests {
    private static let hours: [ComingHours] = [
        .any, ComingHours(weekdays: 127, minutes: (10 * 60)..<(11 * 60)),
        ComingHours(weekdays: 1 << (tomorrow.weekday - 1), minutes: 0..<(10 * 60)),
    ]

    @Test(arguments: Engine.underTest, 1...4)
    func `a random day on the list`(engine: Engine, seed: Int) async throws {
        let sample = try await Sample(engine, desks: 2, times: 6)
        var random = SeededRandom(UInt64(seed))
        let files = (1...9).map { file($0 + 20, household(Int($0) % 3 + 1)) }
        var asks = Sample.asks
        asks.urgency = { ids, _ in
            Dictionary(
                uniqueKeysWithValues: ids.map { id in
                    (id, Urgency(priorityClass: Int(id.value) % 2))
                })
        }
        let room = Appointments(database: sample.database, asks: asks)
        var seconds: Int64 = 0
        for _ in 0..<60 {
            seconds += Int64.random(in: 1...900, using: &random)
            let now = later(seconds)
            let one = files[Int.random(in: 0..<files.count, using: &random)]
            let act = Int.random(in: 0..<6, using: &random)
            let hours = Self.hours[Int.random(in: 0..<3, using: &random)]
            let index = Int.random(in: 0..<6, using: &random)
            do {
                let known = asks
                try await sample.database.write { db in
                    try Self.act(act, one, hours, time(index), at: now, in: db, known)
                }
            } catch is BookingRefusal {
            } catch is OfferRefusal {}
            try await room.keepList(at: now)
            try await check(sample, files, asks, at: now)
        }
        if seed == 1 {
            let closing = Closing(
                office: lisbonCentre, desk: DeskID(2), days: tomorrow...tomorrow, exchange: nil)
            let (now, known) = (later(seconds + 60), asks)
            try await sample.database.write { db in
                _ = try CloseDays(closing: closing, reason: "Obras.", zone: .utc)
                    .perform(by: carla, at: now, in: db, known)
            }
            try await room.keepList(at: now)
            try await check(sample, files, asks, at: now)
        }
    }

    /// One of the things that people do.
    private static func act(
        _ number: Int, _ file: BookableCase, _ hours: ComingHours, _ start: Moment, at now: Moment,
        in db: Writer, _ asks: Asks
    ) throws {
        let offer = try TimeOffer.open(of: file.id, in: db)
        switch number {
        case 0, 1:
            try JoinList(file: file, hours: hours).perform(by: ana, at: now, in: db, asks)
        case 2: try LeaveList(file: file.asOwn).perform(by: ana, at: now, in: db, asks)
        case 3:
            guard let offer else { return }
            try AcceptTimeOffer(offer: offer, file: file).perform(by: ana, at: now, in: db)
        case 4:
            guard let offer else { return }
            try DeclineTimeOffer(offer: offer).perform(by: ana, at: now, in: db, asks)
        default:
            if let visit = try Visit.open(of: file.id, in: db) {
                try CancelVisit(visit: visit).perform(by: ana, at: now, in: db)
            } else {
                try BookVisit(file: file, start: start).perform(by: ana, at: now, in: db)
            }
        }
    }

    private func check(
        _ sample: Sample, _ files: [BookableCase], _ asks: Asks, at now: Moment
    ) async throws {
        try await sample.database.read { db in
            try Self.checkHolders(at: now, in: db)
            let waiting = try Demand.waiting(at: lisbonCentre, in: db)
            for (place, demand) in waiting.enumerated() {
                #expect(try Visit.open(of: demand.caseID, in: db) == nil)
                if try TimeOffer.open(of: demand.caseID, in: db) != nil { continue }
                let asked: [Moment] = try db.all(
                    "SELECT start FROM offer WHERE case_id = \(demand.caseID)"
                ).map { try $0[0] }
                func isWanted(_ start: Moment, _ minutes: Int) -> Bool {
                    !asked.contains(start) && start >= now.adding(seconds: offerLeadSeconds)
                        && demand.hours.fit(start, minutes: minutes, in: .utc)
                }
                // Nothing that it could use lies idle.
                let free = try FreeTimes(
                    office: lisbonCentre, service: demand.service, people: demand.people, now: now
                ).run(from: now, to: now.adding(seconds: offerAheadSeconds), in: db)
                #expect(!free.contains { isWanted($0.start, $0.minutes) })
                // Nothing that it could use went, just now, to whoever stands behind it.
                for other in waiting[(place + 1)...] {
                    guard let offer = try TimeOffer.open(of: other.caseID, in: db),
                        try db.count(
                            "SELECT COUNT(*) FROM offer WHERE id = \(offer.id) AND created = \(now)"
                        )
                            == 1
                    else { continue }
                    #expect(
                        offer.people < demand.people || offer.because == .closure
                            || !isWanted(offer.start, demand.people * 20))
                }
            }
        }
    }

    /// Every visit and every offer holds its own times and no others.
    private static func checkHolders(at now: Moment, in db: Reader) throws {
        for row in try db.all("SELECT id, people FROM visit WHERE state = 'booked'") {
            let (id, people): (VisitID, Int) = (try row[0], try row[1])
            #expect(
                try db.count("SELECT COUNT(*) FROM slot WHERE taken_by = \(id)") == people)
        }
        for row in try db.all("SELECT id, people FROM offer WHERE state = 'open'") {
            let (id, people): (OfferID, Int) = (try row[0], try row[1])
            #expect(try db.count("SELECT COUNT(*) FROM slot WHERE offer = \(id)") == people)
        }
        #expect(
            try db.count(
                "SELECT COUNT(*) FROM slot WHERE taken_by IS NOT NULL AND offer IS NOT NULL")
                == 0)
        #expect(
            try db.count(
                """
                SELECT COUNT(*) FROM slot WHERE taken_by IS NOT NULL
                    AND taken_by NOT IN (SELECT id FROM visit WHERE state = 'booked')
                """) == 0)
        #expect(
            try db.count(
                """
                SELECT COUNT(*) FROM (SELECT case_id FROM offer WHERE state = 'open'
                    GROUP BY case_id HAVING COUNT(*) > 1) AS twice
                """) == 0)
    }
}
