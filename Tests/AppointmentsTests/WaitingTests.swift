import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// The waiting list of an office: who comes first, for which times, and what is told.
@Suite struct WaitingTests {
    /// Three people who need one time each, and one family of two.
    private let first = file(11, ["A"])
    private let second = file(12, ["B"])
    private let third = file(13, ["C"])
    private let pair = file(14, ["D", "E"])

    /// A desk whose only time has a visit, so that whoever joins waits.
    private func full(_ engine: Engine, times: Int = 1) async throws -> (Sample, VisitID) {
        let sample = try await Sample(engine, times: times)
        let visit = try await sample.book(
            file(1, household(times)), time(0), by: ana)
        return (sample, visit)
    }

    private func holder(_ sample: Sample, of start: Moment) async throws -> CaseID? {
        try await sample.database.read { db in
            try db.value("SELECT case_id FROM offer WHERE start = \(start) AND state = 'open'")
        }
    }

    @Test(arguments: Engine.underTest)
    func `the order is class, legal date, how long; nobody is asked twice for one time`(
        engine: Engine
    ) async throws {
        let (sample, visit) = try await full(engine)
        let date = tomorrow.adding(days: 30)
        try await sample.join(first, .any, Urgency(priorityClass: 2))
        try await sample.join(second, .any, Urgency(priorityClass: 1), at: later(60))
        try await sample.join(
            third, .any, Urgency(priorityClass: 1, legalDate: date), at: later(120))
        try await sample.giveBack(visit)
        try await sample.offerFreed(at: later(600))
        for file in [third, second, first] {
            #expect(try await holder(sample, of: time(0)) == file.id)
            #expect(try await sample.free(1, at: later(700)).isEmpty)
            try await sample.decline(file, by: ana, at: later(700))
            // They keep their place.
            #expect(try await sample.demand(file) != nil)
        }
        #expect(try await holder(sample, of: time(0)) == nil)
        try await sample.offerFreed(at: later(800))
        #expect(try await sample.free(1, at: later(800)) == [time(0)])
    }

    @Test(arguments: Engine.underTest)
    func `a time goes to the first whom it fits, by people and by hours`(
        engine: Engine
    ) async throws {
        let (sample, visit) = try await full(engine)
        let afternoon = ComingHours(weekdays: 127, minutes: (13 * 60)..<(18 * 60))
        try await sample.join(pair)
        try await sample.join(first, afternoon, at: later(1))
        try await sample.join(second, at: later(2))
        let before = try await sample.database.read { db in
            try Demand.waiting(of: second.id, in: db)?.before(in: db)
        }
        #expect(before == 2)
        try await sample.giveBack(visit)
        try await sample.offerFreed(at: later(60))
        #expect(try await holder(sample, of: time(0)) == second.id)
        guard case .waits(_, let ahead) = try await sample.standing(first, at: later(60)) else {
            Issue.record("does not wait")
            return
        }
        #expect(ahead == 1)
    }

    @Test func `hours fit when the whole visit lies within them, on the days that were named`() {
        let monday = noon.utcDay
        let day = monday.adding(days: 1 - monday.weekday)
        let hours = ComingHours(days: [1, 3, 9], minutes: 540..<600)
        #expect(hours.weekdays == 0b101)
        #expect(hours.fit(Moment(day, hour: 9), minutes: 60, in: .utc))
        #expect(!hours.fit(Moment(day, hour: 9), minutes: 61, in: .utc))
        #expect(!hours.fit(Moment(day, hour: 8, minute: 59), minutes: 20, in: .utc))
        #expect(!hours.fit(Moment(day.adding(days: 1), hour: 9), minutes: 20, in: .utc))
        #expect(hours.fit(Moment(day.adding(days: 2), hour: 9), minutes: 20, in: .utc))
    }

    @Test(arguments: Engine.underTest)
    func `what nobody answers goes on at its moment, and who booked waits no longer`(
        engine: Engine
    ) async throws {
        let (sample, visit) = try await full(engine)
        try await sample.join(first)
        try await sample.join(second, at: later(1))
        try await sample.giveBack(visit)
        try await sample.keepList(at: later(60))
        let offer = try #require(try await sample.openOffer(first))
        // Half of the 75,540 seconds that are left: the time begins in less than two days.
        #expect(offer.until == later(60 + 37_770))
        try await sample.keepList(at: later(60 + 37_769))
        #expect(try await holder(sample, of: time(0)) == first.id)
        try await sample.keepList(at: later(60 + 37_770))
        #expect(try await holder(sample, of: time(0)) == second.id)
        #expect(try await sample.demand(first) != nil)
        try await sample.accept(second, by: bruno, at: later(60 + 37_800))
        #expect(try await sample.demand(second) == nil)
        #expect(
            try await sample.kinds(12) == [
                "demand.joined", "offer.made", "offer.accepted", "demand.served", "visit.booked",
            ])
    }

    @Test(arguments: Engine.underTest)
    func `the order follows the files while they wait`(engine: Engine) async throws {
        let (sample, visit) = try await full(engine)
        try await sample.join(first)
        try await sample.join(second, at: later(1))
        var asks = Sample.asks
        let urgent = Urgency(priorityClass: 0, legalDate: tomorrow)
        let (one, two) = (first.id, second.id)
        asks.urgency = { _, _ in [one: Urgency(priorityClass: 2), two: urgent] }
        try await sample.giveBack(visit)
        try await Appointments(database: sample.database, asks: asks).keepList(at: later(60))
        #expect(try await holder(sample, of: time(0)) == second.id)
        #expect(try await sample.demand(second)?.urgency == urgent)
    }

    @Test(arguments: Engine.underTest)
    func `who books another time gives the held one to the next`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 2)
        try await sample.offer(first, time(0), until: later(7_200))
        try await sample.book(first, time(1), at: later(60))
        #expect(try await sample.openOffer(first) == nil)
        #expect(try await sample.free(1, at: later(60)) == [time(0)])
        #expect(
            try await sample.kinds(11) == ["offer.made", "offer.declined", "visit.booked"])
    }

    @Test(arguments: Engine.underTest)
    func `a decided case, and one that grows, let go at once of what is held for them`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 2)
        let (room, hours) = (sample.room, ComingHours.any)
        try await sample.join(first, hours)
        try await sample.join(second, hours, at: later(1))
        // Both times are held: the first one for the first.
        #expect(try await holder(sample, of: time(0)) == first.id)
        #expect(try await holder(sample, of: time(1)) == second.id)
        try await sample.join(third, hours, at: later(2))
        let gone = first.id
        _ = try await sample.database.write { db in
            try room.release(gone, by: bruno, in: db, at: later(60))
        }
        #expect(try await holder(sample, of: time(0)) == third.id)
        #expect(try await sample.demand(first) == nil)
        let grows = second.id
        let grown = try await sample.database.write { db in
            try room.grow(grows, to: 2, by: bruno, in: db, at: later(120))
        }
        #expect(grown == .unchanged)
        #expect(try await sample.openOffer(second) == nil)
        #expect(try await sample.demand(second)?.people == 2)
        #expect(try await sample.kinds(12).last == "offer.lapsed")
    }

    @Test(arguments: Engine.underTest)
    func `an answer and a lapse at one moment leave one of them`(engine: Engine) async throws {
        for round in 0..<6 {
            let sample = try await Sample(engine, times: 1)
            try await sample.offer(first, time(0), until: later(3_600))
            let (file, moment) = (first, later(round % 2 == 0 ? 3_599 : 3_600))
            async let answer: VisitID? = try? sample.database.write { db in
                guard let offer = try TimeOffer.open(of: file.id, in: db) else {
                    throw OfferRefusal.over
                }
                return try AcceptTimeOffer(offer: offer, file: file)
                    .perform(by: ana, at: moment, in: db)
            }
            async let lapse: Void = sample.keepList(at: later(3_600))
            let visit = await answer
            try await lapse
            #expect(try await sample.openOffer(first) == nil)
            let kinds = try await sample.kinds(11)
            if let visit {
                #expect(kinds == ["offer.made", "offer.accepted", "visit.booked"])
                #expect(try await sample.holders() == [visit.value])
                #expect(moment == later(3_599))
            } else {
                #expect(kinds == ["offer.made", "offer.lapsed"])
                #expect(try await sample.holders().isEmpty)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `one person waits with two files at once, and changes the hours of both`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 1)
        @Sendable func own(_ number: Int64) -> BookableCase {
            BookableCase(
                id: CaseID(number), reference: Reference(kind: "RF", random: UInt64(number)),
                service: "residence", office: lisbonCentre, people: ["Ana"], isOwn: true,
                others: (91...93).filter { $0 != number }.map { CaseID($0) })
        }
        try await sample.join(own(91))
        try await sample.join(own(92))
        await #expect(throws: ListRefusal.tooMany) { try await sample.join(own(93)) }
        try await sample.database.write { db in
            try JoinList(file: own(93), hours: .any)
                .performForHouse(since: noon, by: .house, at: noon, in: db, Sample.asks)
        }
        try await sample.join(own(93), ComingHours(days: [1], minutes: 0..<1_440))
        try await sample.database.write { db in
            try LeaveList(file: own(93)).perform(by: ana, at: noon, in: db, Sample.asks)
            try LeaveList(file: own(91)).perform(by: ana, at: noon, in: db, Sample.asks)
        }
        try await sample.join(own(93))
        #expect(try await sample.demand(own(93)) != nil)
    }
}
