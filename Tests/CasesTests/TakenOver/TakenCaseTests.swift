import Formats
import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// A case that was taken over is a case: it is worked on, decided and rebuilt like any other.
@Suite struct TakenCaseTests {
    @Test(arguments: Engine.underTest)
    func `a pending file has the law, the clock and the turn of the day it was handed in`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let text = Backlog.text([
            Backlog.row([
                "procedure": "family-reunification", "documents": "", "filed": "2024-09-02",
                "family": "Lia Ninguém=2020-03-09=child=abroad",
            ])
        ])
        #expect(try await fixture.take(text).report.accepted == 1)
        let kase = try await fixture.onlyCase()
        #expect(kase.procedureVersion == "law-23-2007" && kase.filedBy == Principal.house.account)
        #expect(kase.projection.state == "submitted" && kase.projection.turn == .state)
        #expect(kase.projection.nextDate == day("2024-12-02") && !kase.isDemo)
        let clocks = try await fixture.database.read { db in
            try OpenClock.all(of: kase.id, in: db)
        }
        #expect(clocks.map(\.clock) == ["decision", "tacit-approval"])
        // What the law made of the silence of the office is in the register on the same day.
        let lines = try await fixture.database.read { db in
            try db.journal(of: Case.subject(kase.id))
        }
        #expect(lines.map(\.kind) == ["case.imported"] && lines.first?.at == noon)
    }

    @Test(arguments: Engine.underTest)
    func `an officer works on it to the end and the journal tells the same`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(Backlog.text([Backlog.row()]))
        let kase = try await fixture.onlyCase()
        try await fixture.ask("accommodation", of: kase, at: after(1))
        #expect(try await fixture.stored(kase).projection.state == "correction-requested")
        try await fixture.receiveAll(of: kase, at: after(3))
        #expect(try await fixture.stored(kase).projection.state == "in-analysis")
        try await fixture.decide(
            "granted", ["conditions-met"], of: kase, at: after(5), despite: nil)
        let decided = try await fixture.stored(kase)
        #expect(decided.projection.outcome == "granted" && decided.projection.decidedAt == after(5))
        #expect(
            try await fixture.kinds(of: kase) == [
                "case.imported", "documents.requested", "letter.made", "documents.received",
                "case.decided", "letter.made",
            ])
        #expect(try await fixture.differences().isEmpty)
        let kinds = try await fixture.database.read { db in
            try db.all("SELECT kind FROM letter ORDER BY created_at, id").map {
                try $0[0] as String
            }
        }
        #expect(kinds == ["request", "grant"], "no receipt: nobody handed anything in here")
    }

    @Test(arguments: Engine.underTest)
    func `a file that was decided there is decided here, on its day, and takes no second decision`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let row = Backlog.row(["state": "decided", "outcome": "refused", "decided": "2024-07-10"])
        try await fixture.take(Backlog.text([row]))
        let kase = try await fixture.onlyCase()
        #expect(kase.projection.state == "decided" && kase.projection.turn == .none)
        #expect(kase.projection.outcome == "refused" && kase.projection.nextDate == nil)
        #expect(kase.projection.decidedAt?.utcDay == day("2024-07-10"))
        #expect(try await fixture.count("case_clock") == 0)
        #expect(try await fixture.differences().isEmpty)
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a projection of a taken case that was tampered with is found`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(Backlog.text([Backlog.row()]))
        let kase = try await fixture.onlyCase()
        try await fixture.database.write { db in
            _ = try db.run("UPDATE kase SET turn = 'person' WHERE id = \(kase.id)")
        }
        #expect(try await fixture.differences().map(\.reference) == [kase.reference])
    }

    @Test func `the desk says where a file came from, and that nothing of it is proved`()
        async throws
    {
        let house = try await Browser()
        try await house.fixture.take(Backlog.text([Backlog.row(["name": "Zoe <b>Ninguém"])]))
        let kase = try await house.fixture.onlyCase()
        let page = try await house.get("/desk/cases/\(kase.reference)", as: "bruno")
        #expect(page.status == 200)
        for words in [
            "Taken over from another system", "number MI-1 of SEF", "joana@example.org",
            "+351 900 000 000", "Passport, Proof of means of subsistence",
            "Nothing of this was proved here", "class=\"unverified\"",
            "We do not know which period holds for these requests", "Zoe &lt;b&gt;Ninguém",
            "Applicant", "Proof of accommodation: Zoe", "No table says which papers",
            "(Source not confirmed yet)",
        ] { #expect(page.text.contains(words), "\(words)") }
        #expect(!page.text.contains("permit holder"))
        #expect(try await house.get("/desk/cases/\(kase.reference)", as: "beatriz").status == 404)
        let queue = try await house.get("/desk?search=zoe", as: "bruno").text
        #expect(queue.contains(kase.reference.text))
    }

    @Test func `a closed route takes nothing new and says until when it did`() async throws {
        let house = try await Browser()
        let guide = try await house.get("/guides/legacy-ei", as: nil).text
        #expect(guide.contains("New requests were taken until 3 June 2024."))
        #expect(!guide.contains("File a request now") && guide.contains("90 working days"))
        #expect(guide.contains("No source says who needs which of them"))
        #expect(!guide.contains("From the permit holder") && guide.contains("<h3>Applicant</h3>"))
        let form = try await house.get("/cases/new/legacy-ei", as: "ana")
        #expect(form.status == 409 && form.text.contains("takes no new requests"))
        let open = try await house.get("/guides/family-reunification", as: nil).text
        #expect(open.contains("File a request now") && !open.contains("New requests were taken"))
        #expect(try await house.get("/cases/new/family-reunification", as: "ana").status == 200)
    }
}
