import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

@Suite struct PresenceTests {
    /// The family's visit at 10:00 of the sample day, arrived at 09:40 where that was noted.
    private func attended(_ sample: Sample, arrives: Bool = true) async throws -> Visit {
        let id = try await sample.book(Sample.files[0], time(3))
        let outcomes: [(VisitOutcome, Moment)] =
            (arrives ? [(.arrived, time(2))] : []) + [(.attended, time(7))]
        for (outcome, now) in outcomes {
            let visit = try await sample.visit(id)
            try await sample.database.write { db in
                try NoteVisit(visit: visit, outcome: outcome, zone: .utc).perform(
                    by: bruno, at: now, in: db)
            }
        }
        return try await sample.visit(id)
    }

    private func prove(
        _ visit: Visit, _ name: String, code: String = "AAAA", _ sample: Sample
    ) async throws -> String {
        try await sample.database.write { db in
            try ProvePresence(
                visit: visit, people: Sample.files[0].people, name: name, newCode: { code }
            ).perform(by: ana, at: time(8), in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `a proof says when and where somebody came, and neither who nor why`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let visit = try await attended(sample)
        let code = try await prove(visit, "Rui", sample)
        let checked = try await sample.database.read { db in
            try sample.room.presence(code, in: db)
        }
        // Three people, 20 minutes each, from 10:00; the office noted them at 09:40.
        #expect(
            checked
                == CheckedPresence(
                    place: "Loja AIMA; Lisboa, I", day: tomorrow, from: nine + 40,
                    until: nine + 120,
                    madeAt: time(8), isDemo: false))
        let kinds = try await sample.kinds(1)
        #expect(kinds.last == "visit.proved")
        let unknown = try await sample.database.read { db in
            try sample.room.presence("BBBB", in: db)
        }
        #expect(unknown == nil)
    }

    @Test(arguments: Engine.underTest)
    func `where no arrival was noted it begins at the booked time`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await attended(sample, arrives: false)
        let code = try await prove(visit, "Ana", sample)
        let checked = try await sample.database.read { db in
            try sample.room.presence(code, in: db)
        }
        #expect(checked?.from == nine + 60)
    }

    @Test(arguments: Engine.underTest)
    func `who was seen before their time was there then, and not at the booked time`(
        engine: Engine
    ) async throws {
        let sample = try await Sample(engine)
        let id = try await sample.book(Sample.files[0], time(3))
        try await sample.database.write { db in
            try sample.room.happened(CaseID(1), by: bruno, in: db, at: noon)
        }
        let code = try await prove(try await sample.visit(id), "Ana", sample)
        let checked = try await sample.database.read { db in
            try sample.room.presence(code, in: db)
        }
        #expect(checked?.day == noon.utcDay)
        #expect(checked?.from == 720 && checked?.until == 720)
    }

    @Test(arguments: Engine.underTest)
    func `each person has one proof, and only who was to come`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await attended(sample)
        #expect(try await prove(visit, "Rui", sample) == "AAAA")
        #expect(try await prove(visit, "Rui", code: "BBBB", sample) == "AAAA")
        #expect(try await prove(visit, "Ana", code: "CCCC", sample) == "CCCC")
        await #expect(throws: Refused.notFound) {
            try await prove(visit, "Yusuf", code: "DDDD", sample)
        }
        try await sample.database.write { db in
            try sample.room.eraseBooker(of: visit.caseID, in: db)
        }
        let left = try await sample.database.read { db in
            try sample.room.presence("AAAA", in: db)
        }
        #expect(left == nil)
    }

    @Test(arguments: Engine.underTest)
    func `there is no proof of a visit that nobody noted`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await sample.visit(try await sample.book(Sample.files[0], time(3)))
        await #expect(throws: BookingRefusal.notAttended) {
            try await prove(visit, "Ana", sample)
        }
    }

    @Test(arguments: Engine.underTest)
    func `the paper is its people's and the office's`(engine: Engine) async throws {
        let sample = try await Sample(engine)
        let visit = try await attended(sample)
        var courses = CourseAsks()
        courses.newCode = { "EEEE" }
        let room = Appointments(
            database: sample.database, asks: Sample.asks, courses: courses)
        let browser = try RoomBrowser(
            room.routes, visitors: everybody + [yusuf, beatriz], hasLimits: false)
        let page = try await browser.get("/bookings/\(visit.id)", as: ana)
        #expect(page.text.contains("Make a proof of presence"))
        let made = try await browser.post(
            "/bookings/\(visit.id)/presence", as: ana, from: page, ["name": "Rui"])
        #expect(made.status == 303)
        let path = "/bookings/\(visit.id)/presence/EEEE"
        #expect(made.header("location") == path)
        let paper = try await browser.get(path, as: ana)
        #expect(paper.text.contains("Rui") && paper.text.contains("EEEE"))
        #expect(!paper.text.contains(visit.reference.text))
        #expect(try await browser.get(path, as: bruno).status == 200)
        for other in [yusuf, beatriz] {
            #expect(try await browser.get(path, as: other).status == 404)
        }
    }
}
