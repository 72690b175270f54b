import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

@Suite struct BookingTests {
    @Test(arguments: Engine.underTest)
    func `a family takes as many times as it has people at one desk`(engine: Engine) async throws {
        let sample = try await Sample(engine, desks: 2)
        let id = try await sample.book(Sample.files[0], time(2))
        let visit = try await sample.visit(id)
        #expect(visit.people == 3)
        #expect(visit.minutes == 60)
        #expect(visit.start == time(2))
        let held: [(desk: DeskID, start: Moment)] = try await sample.database.read { db in
            try db.all("SELECT desk, start FROM slot WHERE taken_by = \(id) ORDER BY start").map {
                (try $0[0], try $0[1])
            }
        }
        #expect(held.map(\.start) == [time(2), time(3), time(4)])
        #expect(Set(held.map(\.desk)).count == 1)
        #expect(try await sample.kinds(1) == ["visit.booked"])
        let line = try await sample.database.read { db in try db.journal(of: "case/1").first }
        #expect(line?.fields["people"] == "3")
        #expect(line?.actor == ana.account)
    }

    @Test(arguments: Engine.underTest)
    func `a break between times is not sat through`(engine: Engine) async throws {
        let sample = try await Sample(engine, desks: 2, times: 6, gap: 2)
        #expect(try await sample.free(3) == [time(3)])
        await #expect(throws: BookingRefusal.taken) {
            try await sample.book(Sample.files[0], time(1))
        }
        #expect(try await sample.kinds(1).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a time that is taken, past or not there is refused`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        try await sample.book(Sample.files[0], time(0))
        await #expect(throws: BookingRefusal.taken) {
            try await sample.book(Sample.files[1], time(2))
        }
        await #expect(throws: BookingRefusal.taken) {
            try await sample.book(Sample.files[2], time(9))
        }
        let between = time(4).adding(seconds: 60)
        await #expect(throws: BookingRefusal.taken) {
            try await sample.book(Sample.files[1], between)
        }
        await #expect(throws: BookingRefusal.past) {
            try await sample.book(Sample.files[1], time(4), at: time(4))
        }
        #expect(try await sample.kinds(2).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a file has one open visit at most`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        try await sample.book(Sample.files[0], time(0))
        await #expect(throws: BookingRefusal.alreadyBooked) {
            try await sample.book(Sample.files[0], time(5))
        }
        await #expect(throws: BookingRefusal.alreadyBooked) {
            try await sample.book(Sample.files[1], time(5), replacing: VisitID(99))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a file that needs no visit and too large a household are refused`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        await #expect(throws: BookingRefusal.noVisitNeeded) {
            try await sample.book(file(7, ["Ana"], awaitsVisit: false), time(0))
        }
        await #expect(throws: BookingRefusal.tooManyPeople) {
            try await sample.book(file(7, household(11)), time(0))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a visit that is given back is free at once`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 3)
        let id = try await sample.book(Sample.files[0], time(0))
        #expect(try await sample.free(1).isEmpty)
        let visit = try await sample.visit(id)
        try await sample.cancel(visit)
        #expect(try await sample.free(3) == [time(0)])
        #expect(try await sample.kinds(1) == ["visit.booked", "visit.cancelled"])
        try await sample.book(Sample.files[2], time(1), by: olena)
        await #expect(throws: BookingRefusal.over) { try await sample.cancel(visit) }
        #expect(try await sample.free(1) == [time(0)])
    }

    @Test(arguments: Engine.underTest)
    func `a visit whose time has come is not cancelled any more`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(0)))
        await #expect(throws: BookingRefusal.past) { try await sample.cancel(visit, at: time(0)) }
    }

    @Test(arguments: Engine.underTest)
    func `a new time replaces the old one, even by one step`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 4)
        let old = try await sample.book(Sample.files[0], time(0))
        let new = try await sample.book(
            Sample.files[0], time(1), replacing: old, at: noon.adding(seconds: 1))
        #expect(try await sample.visit(old).state == .cancelled)
        #expect(try await sample.visit(new).state == .booked)
        #expect(try await sample.free(1) == [time(0)])
        #expect(try await sample.kinds(1) == ["visit.booked", "visit.cancelled", "visit.booked"])
    }

    @Test(arguments: Engine.underTest)
    func `a change that fails leaves the old time as it was`(engine: Engine) async throws {
        let sample = try await Sample(engine, times: 4)
        let old = try await sample.book(Sample.files[0], time(0))
        await #expect(throws: BookingRefusal.taken) {
            try await sample.book(Sample.files[0], time(3), replacing: old)
        }
        #expect(try await sample.visit(old).state == .booked)
        #expect(try await sample.free(1) == [time(3)])
    }

    @Test(arguments: Engine.underTest)
    func `a visit is seen by its people and by its office only`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[0], time(0))
        let allowed = [ana, bruno, carla]
        for principal in allowed { #expect(try await sample.visit(id, for: principal).id == id) }
        for principal in everybody + [yusuf, beatriz] where !allowed.contains(principal) {
            await #expect(throws: Refused.notFound) { try await sample.visit(id, for: principal) }
        }
    }

    @Test(arguments: Engine.underTest)
    func `the room tells a file's visits`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[0], time(0))
        let visits = try await sample.database.read { db in
            try sample.room.visits(of: CaseID(1), in: db)
        }
        #expect(visits.map(\.id) == [id])
        #expect(visits.first?.people == 3)
        #expect(visits.first?.place == lisbonCentre)
    }
}
