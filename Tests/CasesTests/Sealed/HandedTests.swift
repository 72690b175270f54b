import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct HandedTests {
    @Test(arguments: Engine.underTest)
    func `a report goes to whom the reporter said yes, with the fields of the contract alone`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("work-report", zulmirasReport)
        let offers = try await help.offers(.desk, on: id)
        #expect(offers.contains("referLabour"))
        #expect(!offers.contains("referUnion"), "the reporter said no")
        #expect(!offers.contains("referSupport"), "nobody was asked")
        await #expect(throws: SealedRefusal.notOffered) {
            try await help.act("referUnion", on: id)
        }
        try await help.act("referLabour", on: id)
        let handed = try #require(try await help.handed(to: inspector).first)
        #expect(handed.handed.flow == "report-labour-authority")
        #expect(
            handed.handed.fields == [
                "wages": "yes", "documentsKept": "yes", "housing": "yes",
                "reportWords": "Não me pagam desde a vindima.",
                "employer": "Quinta Alcatruz, Lda.", "workAddress": "Estrada da Nora, 7",
                "housingAddress": "R. do Poço 12", "workMunicipality": "Odemira",
                "contact": "zulmira@example.org",
            ])
        for other in [clerk, unionist, supporter] {
            #expect(try await help.handed(to: other).isEmpty)
        }
    }

    @Test(arguments: Engine.underTest)
    func `nobody but the body that it names reads what was handed over`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("work-report", zulmirasReport)
        try await help.act("referLabour", on: id)
        let hand = try #require(try await help.handed(to: inspector).first).id
        let (house, read) = (help.house, ReadHanded(id: hand))
        for other in everybody + [clerk, unionist, supporter] {
            await #expect(throws: Refused.notFound, "\(other.name)") {
                try await help.database.write { db in
                    _ = try read.perform(by: other, at: noon, in: db, house)
                }
            }
        }
        for body in bodies {
            await #expect(throws: Refused.notFound, "a body never reads the case itself") {
                try await help.database.read { db in
                    _ = try SealedView.find(id, for: body, at: noon, in: db, house)
                }
            }
        }
        let lines = try await help.database.read { try $0.journal(of: "handed/\(hand)") }
        #expect(lines.map(\.kind) == ["flow.handed"], "a reading that was refused leaves no line")
    }

    @Test(arguments: Engine.underTest)
    func `a yes that is taken back takes back what was handed over`(engine: Engine) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("work-report", zulmirasReport)
        try await help.act("referLabour", on: id)
        let no = ["nowLabour": "no", "nowUnion": "yes", "nowSupport": "no"]
        try await help.act("changeConsent", no, on: id, by: .holder)
        #expect(try await help.handed(to: inspector).isEmpty)
        #expect(try await help.offers(.desk, on: id).contains("referUnion"))
        try await help.act("referUnion", on: id)
        let shown = try #require(try await help.handed(to: unionist).first).handed.fields
        #expect(shown["housingAddress"] == nil, "the contract of the union has no such field")
        await #expect(throws: HelpRefusal.alreadyHanded) {
            try await help.act("referUnion", on: id)
        }
        try await help.act(
            "changeConsent", no.merging(["nowLabour": "yes"]) { $1 }, on: id, by: .holder)
        try await help.act("referLabour", on: id)
        #expect(try await help.handed(to: inspector).count == 1, "a new yes lets it pass again")
        try await help.act("stop", on: id, by: .holder)
        #expect(try await help.handed(to: inspector).isEmpty)
        #expect(try await help.handed(to: unionist).isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `the health centre reads one request and answers it, and the person learns the outcome`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("health-registration", registration)
        _ = try await help.file("health-registration", registration)
        try await help.act("sendToUnit", ["organisation": "210"], on: id)
        let hands = try await help.handed(to: clerk)
        #expect(hands.map(\.kase) == [id], "the other request was not sent")
        #expect(hands.first?.handed.fields["patientName"] == "Zulmira Tarrafal")
        #expect(hands.first?.handed.fields["consentUnit"] == nil)
        let hand = try #require(hands.first).id
        let house = help.house
        let answer = AnswerHanded(
            id: hand, answers: ["unitOutcome": "registered", "bodyWords": "Número 123."])
        await #expect(throws: Refused.notFound) {
            try await help.database.write { db in
                try answer.perform(by: inspector, at: noon, in: db, house)
            }
        }
        try await help.database.write { db in
            try answer.perform(by: clerk, at: noon, in: db, house)
        }
        let view = try await help.view(id)
        #expect(view.stage.code == "registered")
        #expect(view.history.answers["bodyWords"] == "Número 123.")
        #expect(try await help.handed(to: clerk).first?.answeredAt == noon)
        #expect(try await help.room.rebuild() == 0)
    }

    @Test(arguments: Engine.underTest)
    func `without a yes no request goes to a health centre`(engine: Engine) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file(
            "health-registration", registration.merging(["consentUnit": "no"]) { $1 })
        #expect(!(try await help.offers(.desk, on: id).contains("sendToUnit")))
    }

    @Test(arguments: Engine.underTest)
    func `what was handed over is gone after its time, and nothing passes an expired contract`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("work-report", zulmirasReport)
        try await help.act("referLabour", on: id)
        // Kept for twelve months from 23 November 2026.
        #expect(try await help.handed(to: inspector, on: day("2027-11-23")).count == 1)
        #expect(try await help.handed(to: inspector, on: day("2027-11-24")).isEmpty)
        let late = try await help.file("work-report", zulmirasReport)
        // The contract ends on 31 December 2027, 403 days after noon.
        await #expect(throws: HelpRefusal.noContract) {
            try await help.act("referLabour", on: late, at: after(404))
        }
        #expect(try await help.view(late).history.acts.isEmpty, "the act is undone with it")
    }

    @Test(arguments: Engine.underTest)
    func `nothing of a report stands readable in the store`(engine: Engine) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("work-report", zulmirasReport)
        try await help.act("referLabour", on: id)
        try await help.act(
            "diary", ["diaryDay": "2026-11-20", "diaryWords": "Tiraram o passaporte."], on: id,
            by: .holder)
        let blobs = try await help.database.read { db -> [[UInt8]] in
            let hands = try db.all("SELECT content, reader_hash FROM sealed_hand")
                .flatMap { [try $0[0], try $0[1]] as [[UInt8]] }
            let keys = try db.all("SELECT hash FROM sealed_key").map { try $0[0] as [UInt8] }
            let lines = try db.all("SELECT payload FROM journal").map { try $0[0] as [UInt8] }
            return hands + keys + lines
        }
        #expect(blobs.count >= 8)
        let texts = blobs.map { String(decoding: $0, as: UTF8.self).lowercased() }
        for word in ["alcatruz", "vindima", "passaporte", "zulmira", "odemira"] {
            #expect(!texts.contains { $0.contains(word) }, "\(word)")
        }
        let plain = try await help.database.read { db in
            try db.all("SELECT subject, kind FROM journal").map {
                "\(try $0[0] as String) \(try $0[1] as String)"
            }
        }
        for word in ["labour", "report", "diary", "talk"] {
            #expect(!plain.contains { $0.contains(word) }, "\(word) in \(plain)")
        }
    }

    /// Whatever the two sides do in whatever order, a body reads only what the reporter's last word lets it read.
    @Test(arguments: Engine.underTest, [7, 11, 2026])
    func `no sequence of acts leaves a body with what nobody lets it read`(
        engine: Engine, seed: UInt64
    ) async throws {
        let help = try await HelpFixture(engine)
        let id = try await help.file("work-report", zulmirasReport)
        var random = SeededRandom(seed)
        for _ in 0..<12 {
            let doer: SealedAct.Doer = Bool.random(using: &random) ? .desk : .person
            let offers = try await help.offers(doer, on: id).subtracting(["close", "stop"])
            guard let act = offers.sorted().randomElement(using: &random) else { continue }
            var answers = [
                "diaryDay": "2026-11-20", "diaryWords": "Um dia.", "bodyWords": "Uma resposta.",
            ]
            for name in ["nowLabour", "nowUnion", "nowSupport"] {
                answers[name] = Bool.random(using: &random) ? "yes" : "no"
            }
            do {
                try await help.act(
                    act, answers, on: id, by: doer == .desk ? .staff(dinis) : .holder)
            } catch HelpRefusal.alreadyHanded {}
            let known = try await help.view(id).history.answers
            for (body, now, first) in [
                (inspector, "nowLabour", "consentLabour"), (unionist, "nowUnion", "consentUnion"),
                (supporter, "nowSupport", "consentSupport"),
            ] where (known[now] ?? known[first]) != "yes" {
                #expect(try await help.handed(to: body).isEmpty, "after \(act), seed \(seed)")
            }
        }
        #expect(try await help.room.rebuild() == 0)
    }
}
