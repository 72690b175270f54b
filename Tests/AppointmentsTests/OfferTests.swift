import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// A time that is held for one household is nobody else's until its moment.
@Suite struct OfferTests {
    @Test(arguments: Engine.underTest)
    func `a held time is shown to nobody and booked by nobody until its moment`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 2)
        try await sample.offer(Sample.files[2], time(0), until: later(3_600))
        #expect(try await sample.free(1, at: noon).isEmpty)
        await #expect(throws: BookingRefusal.taken) {
            try await sample.book(Sample.files[1], time(0), by: yusuf, at: later(3_599))
        }
        await #expect(throws: BookingRefusal.taken) {
            try await sample.offer(Sample.files[1], time(1), until: later(7_200))
        }
        // At its moment, whether or not somebody has noted that it lapsed.
        #expect(try await sample.free(1, at: later(3_600)) == [time(0), time(1)])
        let visit = try await sample.book(
            Sample.files[1], time(0), by: yusuf, at: later(3_600))
        #expect(try await sample.visit(visit, for: yusuf).state == .booked)
        await #expect(throws: OfferRefusal.over) {
            try await sample.accept(Sample.files[2], by: olena, at: later(3_600))
        }
    }

    @Test(arguments: Engine.underTest)
    func `an accepted offer is a visit, and it is accepted once`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 2)
        try await sample.offer(Sample.files[2], time(0), until: later(3_600))
        let stale = try #require(try await sample.openOffer(Sample.files[2]))
        let visit = try await sample.accept(Sample.files[2], by: olena, at: later(60))
        #expect(try await sample.visit(visit, for: olena).minutes == 40)
        // The second tap had seen the offer open.
        await #expect(throws: OfferRefusal.over) {
            try await sample.accept(stale, Sample.files[2], by: olena, at: later(60))
        }
        #expect(try await sample.kinds(3) == ["offer.made", "offer.accepted", "visit.booked"])
        #expect(try await sample.holders() == [visit.value, visit.value])
    }

    @Test(arguments: Engine.underTest)
    func `one file has one offer, and none for a time that leaves no time to answer`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 6)
        try await sample.offer(Sample.files[1], time(0), until: later(3_600))
        await #expect(throws: OfferRefusal.alreadyOffered) {
            try await sample.offer(Sample.files[1], time(2), until: later(3_600))
        }
        await #expect(throws: OfferRefusal.tooLate) {
            try await sample.offer(Sample.files[2], time(2), until: time(3))
        }
        await #expect(throws: OfferRefusal.tooLate) {
            try await sample.offer(Sample.files[2], time(2), until: noon)
        }
        // Once its moment has passed another one may be made, and the first has lapsed.
        try await sample.offer(
            Sample.files[1], time(2), until: later(7_200), at: later(3_600))
        #expect(try await sample.kinds(2) == ["offer.made", "offer.lapsed", "offer.made"])
        #expect(try await sample.free(1, at: later(3_600)).contains(time(0)))
    }

    @Test(arguments: Engine.underTest)
    func `an accepted offer replaces the visit that the file has`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 4)
        let first = try await sample.book(Sample.files[1], time(3), by: yusuf)
        try await sample.offer(Sample.files[1], time(0), until: later(3_600))
        try await sample.accept(Sample.files[1], by: yusuf, at: later(60))
        #expect(try await sample.visit(first, for: yusuf).state == .cancelled)
        #expect(try await sample.free(1, at: later(60)) == [time(1), time(2), time(3)])
    }

    @Test(arguments: Engine.underTest)
    func `the schema lets no time have two holders`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 1)
        try await sample.offer(Sample.files[1], time(0), until: later(3_600))
        let visit = try await sample.bookAnywhere()
        await #expect(throws: (any Error).self) {
            try await sample.database.write { db in
                try db.run("UPDATE slot SET taken_by = \(visit) WHERE start = \(time(0))")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `people are told once of an offer and once that it lapsed`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 1)
        try await sample.offer(Sample.files[1], time(0), until: later(3_600))
        let told = Told()
        let asks = told.asks
        for second in [60, 120, 3_600, 3_660] as [Int64] {
            try await Appointments(database: sample.database, asks: asks).keepList(
                at: later(second))
        }
        #expect(told.news.map(\.kase) == [CaseID(2), CaseID(2)])
        #expect(told.news.map(\.until) == [later(3_600), nil])
        #expect(try await sample.free(1, at: later(3_660)) == [time(0)])
        #expect(try await sample.openOffer(Sample.files[1]) == nil)
    }
}

/// So many seconds after noon.
func later(_ seconds: Int64) -> Moment { noon.adding(seconds: seconds) }
