import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Appointments

@Suite struct DayTests {
    private func note(
        _ outcome: VisitOutcome, _ visit: Visit, by principal: Principal, at now: Moment,
        _ sample: Sample
    ) async throws {
        try await sample.database.write { db in
            try NoteVisit(visit: visit, outcome: outcome, zone: .utc).perform(
                by: principal, at: now, in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `an officer notes who arrived and was seen`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(3)))
        try await note(.arrived, visit, by: bruno, at: time(2), sample)
        try await note(.attended, visit, by: bruno, at: time(4), sample)
        let after = try await sample.visit(visit.id)
        #expect(after.state == .attended)
        #expect(after.arrived == time(2))
        #expect(try await sample.kinds(1) == ["visit.booked", "visit.arrived", "visit.attended"])
        await #expect(throws: BookingRefusal.over) {
            try await note(.missed, after, by: bruno, at: time(9), sample)
        }
    }

    @Test(arguments: Engine.underTest)
    func `the case hears that its people came, and of nothing else`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let heard = Heard()
        let id = try await sample.book(Sample.files[0], time(3))
        for (outcome, count) in [(VisitOutcome.arrived, 0), (.attended, 1)] {
            let visit = try await sample.visit(id)
            try await sample.database.write { db in
                try NoteVisit(
                    visit: visit, outcome: outcome, zone: .utc,
                    attended: { reference, _, _, _ in
                        heard.references.withLock { $0 = [reference] }
                    }
                ).perform(by: bruno, at: time(4), in: db)
            }
            #expect(heard.references.withLock { $0.count } == count)
        }
        #expect(heard.references.withLock { $0 } == [Sample.files[0].reference])
    }

    @Test(arguments: Engine.underTest)
    func `nobody has missed what has not begun`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(3)))
        await #expect(throws: BookingRefusal.notBegun) {
            try await note(.missed, visit, by: bruno, at: time(2), sample)
        }
        await #expect(throws: BookingRefusal.notToday) {
            try await note(.arrived, visit, by: bruno, at: noon, sample)
        }
        await #expect(throws: BookingRefusal.notToday) {
            try await note(.attended, visit, by: bruno, at: noon, sample)
        }
        try await note(.missed, visit, by: bruno, at: time(3), sample)
        #expect(try await sample.kinds(1) == ["visit.booked", "visit.missed"])
    }

    @Test(arguments: Engine.underTest)
    func `another office and the people themselves note nothing`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(3)))
        for principal in everybody + [beatriz] where !principal.serves(lisbonCentre) {
            await #expect(throws: Refused.notFound) {
                try await note(.attended, visit, by: principal, at: time(4), sample)
            }
        }
        #expect(try await sample.visit(visit.id).state == .booked)
    }

    @Test(arguments: Engine.underTest)
    func `a day shows its own visits in order and no cancelled one`(engine: Engine) async throws {
        let sample = try await Sample(engine, desks: 2)
        let late = try await sample.book(Sample.files[0], time(5))
        let early = try await sample.book(Sample.files[1], time(1), by: yusuf)
        let gone = try await sample.book(Sample.files[2], time(1), by: olena)
        try await sample.cancel(try await sample.visit(gone, for: olena), by: olena)
        func day(_ day: Day, _ office: LocationID) async throws -> [VisitID] {
            try await sample.database.read { db in
                try Visit.day(day, at: office, .utc, in: db).map(\.id)
            }
        }
        #expect(try await day(tomorrow, lisbonCentre) == [early, late])
        #expect(try await day(noon.utcDay, lisbonCentre).isEmpty)
        #expect(try await day(tomorrow, portoCentre).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a visit that the file records is attended and frees a later time`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 3)
        try await sample.book(Sample.files[0], time(0))
        try await sample.database.write { db in
            try sample.room.happened(CaseID(1), by: bruno, in: db, at: noon)
            try sample.room.happened(CaseID(2), by: bruno, in: db, at: noon)
        }
        #expect(try await sample.kinds(1) == ["visit.booked", "visit.attended"])
        #expect(try await sample.kinds(2).isEmpty)
        #expect(try await sample.free(3) == [time(0)])
    }

    @Test(arguments: Engine.underTest)
    func `the decision gives back the visit that is still to come, and no other`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine, times: 4)
        try await sample.book(Sample.files[0], time(0))
        try await sample.book(Sample.files[1], time(3), by: yusuf)
        func release(_ number: Int64, at now: Moment) async throws -> Moment? {
            try await sample.database.write { db in
                try sample.room.release(CaseID(number), by: bruno, in: db, at: now)
            }
        }
        #expect(try await release(3, at: noon) == nil)
        #expect(try await release(1, at: noon) == time(0))
        #expect(try await release(1, at: noon) == nil)
        #expect(try await sample.kinds(1) == ["visit.booked", "visit.cancelled"])
        let line = try await sample.database.read { db in try db.journal(of: "case/1").last }
        #expect(line?.fields["reason"] == "decided" && line?.actor == bruno.account)
        #expect(try await sample.free(3) == [time(0)])
        // Its time has come: the office notes what became of it.
        #expect(try await release(2, at: time(3)) == nil)
        #expect(try await sample.kinds(2) == ["visit.booked"])
    }

    @Test(arguments: Engine.underTest)
    func `invented hours are marked and loaded once`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        func load() async throws -> Int {
            try await sample.room.loadDemo(
                offices: [portoCentre], services: ["residence"], from: tomorrow, zone: .utc)
            return try await sample.database.read { db in try db.count("SELECT COUNT(*) FROM slot")
            }
        }
        // Two desks, 30 working days of six weeks, 10 times before noon and 6 after, beside the sample's ten.
        #expect(try await load() == 2 * 30 * 16 + 10)
        #expect(try await load() == 2 * 30 * 16 + 10)
        let desks = try await sample.database.read { db in try Desk.all(at: portoCentre, in: db) }
        #expect(desks.map(\.isDemo) == [true, true])
    }
}

/// What a case was told.
private final class Heard: Sendable {
    let references = Mutex<[Reference]>([])
}
