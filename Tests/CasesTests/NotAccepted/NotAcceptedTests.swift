import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A bank that takes no receipt stands where the offices see it, and moves nothing in anybody's case.
@Suite struct NotAcceptedTests {
    @Test func `one that is written differently is one, and whoever turned most away stands first`()
    {
        let references = (0..<3).map { _ in Reference.new(Case.referenceKind) }
        func line(
            _ number: Int, _ body: NotAccepted.Body, _ name: String, _ on: String
        )
            -> NotAcceptedLine
        {
            NotAcceptedLine(
                reference: references[number],
                report: NotAccepted(body: body, name: name, day: day(on), paper: "receipt"))
        }
        let found = NotAcceptedPattern.all([
            line(0, .bank, "Banco Azul", "2026-11-20"),
            line(1, .bank, "BANCO  azul.", "2026-11-19"),
            line(1, .bank, "Banco Azul", "2026-11-18"),
            line(2, .employer, "Banco Azul", "2026-11-22"),
        ])
        #expect(found.map(\.body) == [.bank, .employer])
        #expect(found.map(\.times) == [3, 1] && found.map(\.files) == [2, 1])
        #expect(found[0].name == "Banco Azul" && found[0].last == day("2026-11-20"))
    }

    @Test(arguments: Engine.underTest)
    func `the person tells it, their office alone reads it, and nothing moves`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let before = try await fixture.stored(kase).projection
        try await fixture.tell(of: kase, at: after(2))
        #expect(try await fixture.told(bruno).map(\.reference) == [kase.reference])
        #expect(try await fixture.told(beatriz).isEmpty)
        #expect(try await fixture.told(anaAtHerDesk).isEmpty)
        let late = try await fixture.database.read { db in
            try NotAccepted.lines(for: bruno, since: after(2).utcDay, in: db)
        }
        #expect(late.isEmpty, "it was a day before")
        #expect(try await fixture.stored(kase).projection == before)
        #expect(try await fixture.kinds(of: kase).last == "paper.not-accepted")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what is read in stretches sums up like what is read at once`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        for person in [ana, yusuf, olena] {
            let kase = try await fixture.file(person)
            for _ in 1...2 { try await fixture.tell(of: kase, at: after(2), by: person) }
        }
        func patterns(_ who: Principal, _ batch: Int) async throws -> [NotAcceptedPattern] {
            try await fixture.database.read { db in
                try NotAccepted.patterns(for: who, since: noon.utcDay, batch: batch, in: db)
            }
        }
        let whole = NotAcceptedPattern.all(try await fixture.told(bruno))
        #expect(whole.map(\.times) == [6] && whole.map(\.files) == [3])
        for batch in 1...7 {
            #expect(try await patterns(bruno, batch) == whole, "\(batch)")
            #expect(try await patterns(beatriz, batch).isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func `nobody tells it of another's case, of a paper that was not made, or of another time`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        for other in [yusuf, bruno] {
            await #expect(throws: Refused.notFound) {
                try await fixture.tell(of: kase, at: after(2), by: other)
            }
        }
        for paper in ["grant", "hearing", "x"] {
            await #expect(throws: NotAcceptedRefusal.noPaper) {
                try await fixture.tell(of: kase, paper, at: after(2))
            }
        }
        for day in ["2026-11-22", "2026-11-26"] {
            await #expect(throws: NotAcceptedRefusal.dayImplausible) {
                try await fixture.tell(of: kase, on: day, at: after(2))
            }
        }
        for _ in 1...notAcceptedMax { try await fixture.tell(of: kase, at: after(2)) }
        await #expect(throws: NotAcceptedRefusal.tooMany) {
            try await fixture.tell(of: kase, at: after(2))
        }
    }

    @Test func `Ana tells it on a page of her case, and Bruno reads who it was`() async throws {
        let house = try await Browser()
        let kase = try await house.fixture.file()
        let path = "/cases/\(kase.reference)/not-accepted"
        #expect(try await house.get("/cases/\(kase.reference)", as: "ana").text.contains(path))
        #expect(try await house.get(path, as: "yusuf").status == 404)
        let page = try await house.get(path, as: "ana")
        #expect(page.text.contains("https://cais.test/verify"))
        #expect(try await house.post(path, as: "ana", from: page, ["name": "X"]).status == 422)
        let fresh = try await house.get(path, as: "ana")
        let fields = [
            "paper": "receipt", "body": "bank", "name": "<b>Banco", "day": "2026-11-24",
            "place": "1106", "words": "Not a title.",
        ]
        #expect(try await house.post(path, as: "ana", from: fresh, fields).status == 303)
        #expect(try await house.get(path, as: "ana").text.contains("&lt;b&gt;Banco (a bank)"))
        for (page, who) in [("/cases", "ana"), ("/desk/cases", "bruno")] {
            let course = try await house.get("\(page)/\(kase.reference)", as: who).text
            #expect(course.contains("&lt;b&gt;Banco") && course.contains("Not a title."), "\(who)")
        }
        let list = try await house.get("/desk/not-accepted", as: "bruno").text
        #expect(list.contains("&lt;b&gt;Banco") && list.contains(kase.reference.text))
        let file = try await house.get("/desk/not-accepted/data.csv", as: "bruno").text
        #expect(
            file.contains("a bank,<b>Banco,1,1,2026-11-24") && !file.contains(kase.reference.text))
        let others = try await house.get("/desk/not-accepted", as: "beatriz").text
        #expect(!others.contains("Banco") && others.contains("Nobody told of a paper"))
        #expect(try await house.get("/desk/not-accepted", as: "ana").status == 403)
    }
}

extension Fixture {
    fileprivate func tell(
        of kase: Case, _ paper: String = "receipt", on told: String = "2026-11-24", at now: Moment,
        by who: Principal = ana
    ) async throws {
        let report = NotAccepted(body: .bank, name: "Banco", day: day(told), paper: paper)
        try await database.write { [house] db in
            try TellNotAccepted(reference: kase.reference, report: report)
                .perform(by: who, at: now, in: db, house)
        }
    }

    fileprivate func told(_ who: Principal) async throws -> [NotAcceptedLine] {
        try await database.read { db in
            try NotAccepted.lines(for: who, since: noon.utcDay, in: db)
        }
    }
}
