import Kernel
import LegalTime
import Statistics
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// The course of article 20 with its days, the limitation, mediation, fines and the register.
@Suite struct ComplaintCourseTests {
    @Test(arguments: Engine.underTest) func `the days of article 20 are those counted by hand`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        try await fixture.act("openCase", on: id, at: noon)
        // Monday 23 November 2026 and five working days.
        #expect(try await fixture.view(id).end("first-steps") == Day(iso: "2026-11-30"))
        let asked = ["informationFrom": "ERSE", "informationWhat": "O contrato"]
        try await fixture.act("askInformation", asked, on: id, at: after(7))
        // 30 November and ten working days, past the holidays of 1 and 8 December.
        #expect(try await fixture.view(id).end("information") == Day(iso: "2026-12-16"))
        #expect(try await fixture.view(id).stage.code == "inquiry")
    }

    @Test(arguments: Engine.underTest) func `the limitation is counted as by hand`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        #expect(
            try await limit(id, fixture) == "2027-03-10", "the shortest, while nobody says more")
        let three = ["limitLength": "threeYears", "limitReason": "Pelo máximo da coima."]
        try await fixture.act("stateLimit", three, on: id)
        #expect(try await limit(id, fixture) == "2029-03-10")
        try await fixture.act(
            "stateLimit", three.merging(["limitLength": "oneYear"]) { $1 }, on: id)
        try await fixture.act("openCase", on: id)
        let notice = [
            "accusedNotifiedOn": "2026-06-01", "accusedNow": "Zeferino", "offenderKind": "natural",
        ]
        try await fixture.act("notifyAccused", notice, on: id)
        #expect(try await limit(id, fixture) == "2027-06-01", "the notice begins the year anew")
        let heard = ["heardWho": "Wanda", "heardWhat": "Ouviu."]
        try await fixture.act("hearSomebody", heard, on: id, at: after(150))
        // 22 April 2027 begins it anew, and 18 months after 10 March 2026 end it all the same.
        #expect(try await limit(id, fixture) == "2027-09-10")
        let late = try await fixture.file(at: after(1))
        #expect(try await fixture.differences().isEmpty && late > id)
    }

    @Test(arguments: Engine.underTest)
    func `the days for which a court has the appeal are not counted`(engine: Engine) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        try await fixture.act("openCase", on: id)
        let notice = [
            "accusedNotifiedOn": "2026-06-01", "accusedNow": "Zeferino", "offenderKind": "natural",
        ]
        try await fixture.act("notifyAccused", notice, on: id)
        try await fixture.act("noteAnswer", ["accusedAnswer": "Não."], on: id)
        try await fixture.act("propose", ["proposal": "Admoestação."], on: id)
        await #expect(throws: SealedRefusal.notOffered) {
            try await fixture.act("courtAccepts", ["courtAcceptedOn": "2026-11-23"], on: id)
        }
        try await fixture.act(
            "decide", ["decision": "admonition", "decisionReasons": "Provou-se."], on: id)
        #expect(try await limit(id, fixture) == "2027-06-01")
        let taken = ["courtAcceptedOn": "2026-12-02"]
        try await fixture.act("courtAccepts", taken, on: id, at: after(30))
        #expect(try await fixture.view(id, at: after(30)).stage.code == "court")
        await #expect(throws: SealedRefusal.incomplete, "it ended before it began") {
            let before = ["courtEndedOn": "2026-12-01"]
            try await fixture.act("courtEnds", before, on: id, at: after(30))
        }
        let ended = ["courtEndedOn": "2026-12-22"]
        try await fixture.act("courtEnds", ended, on: id, at: after(30))
        // 1 June 2027 and the 20 days from 2 to 22 December.
        #expect(try await limit(id, fixture) == "2027-06-21")
        #expect(try await fixture.view(id, at: after(30)).stage.code == "decided")
    }

    @Test(arguments: Engine.underTest)
    func `a complaint without a day counts nothing down until the desk says the day`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file(complaintAnswers.filter { $0.key != "happenedOn" })
        #expect(try await limit(id, fixture) == nil)
        let browser = try RoomBrowser(fixture.room.routes, at: after(1))
        let warning = "No limitation is counted"
        #expect(try await browser.get("/complaints/\(id)", as: fatima).text.contains(warning))
        try await fixture.act("stateDay", ["happenedStated": "2026-02-28"], on: id)
        #expect(try await limit(id, fixture) == "2027-02-28")
        #expect(try await !browser.get("/complaints/\(id)", as: fatima).text.contains(warning))
        let other = try await fixture.file()
        await #expect(throws: SealedRefusal.notOffered) {
            try await fixture.act("stateDay", ["happenedStated": "2026-02-28"], on: other)
        }
    }

    @Test(arguments: Engine.underTest)
    func `whoever complained reads why it was shelved, and nothing that was noted for the desk`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        try await fixture.act("openCase", on: id)
        let heard = ["heardWho": "Wanda", "heardWhat": "Palavras de Wanda."]
        try await fixture.act("hearSomebody", heard, on: id)
        let why = ["shelvedWhy": "noIndications", "shelvedReasons": "Não há outro indício."]
        try await fixture.act("shelve", why, on: id)
        let view = try await fixture.view(id)
        let t = try translator("pt")
        let own = SealedParts.course(view, t, fixture.house, isOwn: true).text
        #expect(own.contains("Não há outro indício.") && own.contains("Sem indícios"))
        #expect(!own.contains("Wanda"))
        let desk = SealedParts.course(view, t, fixture.house, isOwn: false).text
        #expect(desk.contains("Palavras de Wanda.") && desk.contains("Não há outro indício."))
    }

    @Test(arguments: Engine.underTest) func `mediation needs both sides`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await notified(fixture)
        let agreed = ["accusedAnswer": "Não foi assim.", "accusedWantsMediation": "yes"]
        try await fixture.act("noteAnswer", agreed, on: id)
        let mediator = ["mediator": "Olímpia"]
        await #expect(throws: SealedRefusal.notOffered) {
            try await fixture.act("beginMediation", mediator, on: id)
        }
        try await fixture.actAsHolder("askMediation", on: id)
        try await fixture.act("beginMediation", mediator, on: id)
        #expect(try await fixture.view(id).stage.code == "mediation")
    }

    @Test(arguments: Engine.underTest)
    func `a fine keeps to the bounds of its offender and reaches the register without a name`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await notified(fixture)
        try await fixture.act("noteAnswer", ["accusedAnswer": "Não."], on: id)
        try await fixture.act("propose", ["proposal": "Coima."], on: id)
        var decided = [
            "decision": "fine", "decisionReasons": "Provou-se.", "norm": "artigo 4.º",
            "publicFacts": "Zeferino recusou uma casa.",
        ]
        await #expect(throws: Refused.self) { try await fixture.act("decide", decided, on: id) }
        decided["publicFacts"] = "Um senhorio recusou uma casa."
        try await fixture.act("decide", decided, on: id)
        await #expect(throws: SealedRefusal.notOffered) {
            try await fixture.act("fineLegal", ["fineUnitsLegal": "12"], on: id)
        }
        await #expect(throws: SealedRefusal.incomplete) {
            try await fixture.act("fineNatural", ["fineUnitsNatural": "11"], on: id)
        }
        try await fixture.act("fineNatural", ["fineUnitsNatural": "10"], on: id)
        #expect(try await sanctions(fixture).isEmpty, "not final yet")
        let final = ["finalOn": "2026-11-23", "appealResult": "noAppeal"]
        try await fixture.act("becomeFinal", final, on: id)
        let register = try await sanctions(fixture)
        #expect(register.map(\.facts) == ["Um senhorio recusou uma casa."])
        let kept = SealedKeepsake(id, "DQ", fixture.database.keys)
        #expect(register.first?.number != kept.reference)
        #expect(try await fixture.view(id).stage.code == "final")
        try await fixture.act("execute", ["executedHow": "voluntary"], on: id)
        #expect(try await fixture.view(id).stage.code == "closed")
        #expect(try await fixture.differences() == [])
    }

    @Test(arguments: Engine.underTest)
    func `what a court sends reaches the register without a name, and leaves it when annulled`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        var sent = [
            "sentBy": "Tribunal de Beja", "sanctionedName": "Zeferino Quintanilha",
            "offenderKind": "natural", "decision": "fine", "norm": "artigo 4.º",
            "finalOn": "2026-11-20", "appealResult": "noAppeal",
            "publicFacts": "O senhorio Quintanilha recusou uma casa.",
        ]
        await #expect(throws: Refused.self) {
            _ = try await fixture.file(sent, "court-sanction")
        }
        sent["publicFacts"] = "Um senhorio recusou uma casa."
        let id = try await fixture.file(sent, "court-sanction")
        #expect(try await sanctions(fixture).map(\.facts) == ["Um senhorio recusou uma casa."])
        for (now, count) in [("upheld", 1), ("annulled", 0), ("changed", 1)] {
            let told = ["appealNow": now, "appealNote": "Acórdão"]
            try await fixture.act("correctAppeal", told, on: id)
            #expect(try await sanctions(fixture).count == count, "\(now)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `few that wait are hidden, more are rounded`(engine: Engine) async throws {
        let fixture = try await SealedFixture(engine)
        for number in 1...8 {
            _ = try await fixture.file(at: after(number))
            let shown = try await fixture.database.read { try Sanction.undecided(in: $0) }
            #expect(shown == (number < 5 ? .suppressed : .published(number < 8 ? 5 : 10)))
        }
    }

    private func notified(_ fixture: SealedFixture) async throws -> SealedCaseID {
        let id = try await fixture.file()
        try await fixture.act("openCase", on: id)
        let notice = [
            "accusedNotifiedOn": "2026-11-23", "accusedNow": "Zeferino", "offenderKind": "natural",
        ]
        try await fixture.act("notifyAccused", notice, on: id)
        return id
    }

    private func sanctions(_ fixture: SealedFixture) async throws -> [Sanction] {
        try await fixture.database.read { [house = fixture.house] db in
            try Sanction.all(in: db, house)
        }
    }

    private func limit(_ id: SealedCaseID, _ fixture: SealedFixture) async throws -> String? {
        try await fixture.database.read { db in
            try SealedRow.stored(id, in: db).limitDate?.description
        }
    }
}

extension SealedView {
    fileprivate func end(_ clock: String) -> Day? {
        periods.first { $0.name == "discrimination/" + clock }?.derivation.end
    }
}
