import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

/// One more person comes to a visit that is booked.
@Suite struct GrowTests {
    @Test(arguments: Engine.underTest)
    func `the visit stays at its time and takes the next one too`(engine: Engine) async throws {
        let sample = try await Sample(engine, desks: 2)
        let id = try await sample.book(Sample.files[2], time(2), by: olena)
        #expect(try await sample.grow(3, to: 3) == .longer)
        let visit = try await sample.visit(id, for: olena)
        #expect(visit.people == 3 && visit.minutes == 60 && visit.start == time(2))
        #expect(try await sample.held(by: id) == [time(2), time(3), time(4)])
        #expect(try await sample.kinds(3) == ["visit.booked", "visit.grown"])
        // There was room for as many already: nothing happens.
        #expect(try await sample.grow(3, to: 3) == .unchanged)
        #expect(try await sample.grow(2, to: 2) == .unchanged)
        #expect(try await sample.kinds(3).count == 2)
        #expect(try await sample.kinds(2).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `where the next time is taken another desk has them all, or the visit is given back`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, desks: 2)
        let id = try await sample.book(Sample.files[2], time(2), by: olena)
        try await sample.book(Sample.files[1], time(4), by: yusuf)
        // Whichever desk Yusuf got, one of the two has three times in a row from there.
        #expect(try await sample.grow(3, to: 3) == .longer)
        #expect(try await sample.held(by: id) == [time(2), time(3), time(4)])

        let single = try await Sample(engine)
        let lost = try await single.book(Sample.files[2], time(2), by: olena)
        try await single.book(Sample.files[1], time(4), by: yusuf)
        #expect(try await single.grow(3, to: 3) == .givenBack(time(2)))
        #expect(try await single.held(by: lost).isEmpty)
        #expect(try await single.visit(lost, for: olena).state == .cancelled)
        #expect(try await single.kinds(3) == ["visit.booked", "visit.cancelled"])
    }

    @Test(arguments: Engine.underTest)
    func `a visit that has begun is not moved, a household without one has none to grow`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[2], time(2), by: olena)
        #expect(try await sample.grow(3, to: 3, at: time(2)) == .unchanged)
        #expect(try await sample.visit(id, for: olena).people == 2)
        #expect(try await sample.grow(1, to: 4) == .unchanged)
    }
}

extension Sample {
    fileprivate func grow(
        _ number: Int64, to people: Int, at now: Moment = noon
    ) async throws -> GrownVisit {
        try await database.write { [room] db in
            try room.grow(CaseID(number), to: people, by: bruno, in: db, at: now)
        }
    }

    fileprivate func held(by visit: VisitID) async throws -> [Moment] {
        try await database.read { db in
            try db.all("SELECT start FROM slot WHERE taken_by = \(visit) ORDER BY start").map {
                try $0[0]
            }
        }
    }
}
