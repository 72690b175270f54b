import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// What somebody told the help room is erased when they say so; elsewhere, once its time is over, where a source names one.
@Suite struct SealedErasureTests {
    /// How many rows of each table tell of a case, and how many lines of its journals can still be read.
    private func left(
        _ id: SealedCaseID, _ hand: HandedID, _ help: HelpFixture
    ) async throws
        -> [Int]
    {
        try await help.database.read { db in
            let subjects = [SealedEvent.subject(id), "handed/\(hand)"]
            return [
                try db.count("SELECT COUNT(*) FROM sealed_case WHERE id = \(id)"),
                try db.count("SELECT COUNT(*) FROM sealed_key WHERE kase = \(id)"),
                try db.count("SELECT COUNT(*) FROM sealed_evidence WHERE kase = \(id)"),
                try db.count("SELECT COUNT(*) FROM sealed_glass WHERE kase = \(id)"),
                try db.count("SELECT COUNT(*) FROM sealed_hand WHERE kase = \(id)"),
                try subjects.reduce(0) { all, subject in
                    let lines = try db.journal(of: subject)
                    return all + lines.count { $0.payload != nil && $0.kind != "subject.erased" }
                },
            ]
        }
    }

    @Test(arguments: Engine.underTest)
    func `what is due goes in bounded pieces, all of it, however small the piece`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(needToKnow: engine, retention: "years: 2")
        var filed: [SealedCaseID] = []
        for _ in 0..<5 {
            let id = try await fixture.file(["told": "Vi."], "signal")
            try await fixture.database.write { [house = fixture.house] db in
                try TakeSealed(id: id).perform(by: guilherme, at: noon, in: db, house)
            }
            filed.append(id)
        }
        // The two oldest run on: a piece in which nothing is due must not end the pass.
        for id in filed.sorted().dropFirst(2) {
            try await fixture.act("close", on: id, by: guilherme, at: noon)
        }
        #expect(try await fixture.room.forgetDue(at: after(732), atATime: 2) == 3)
        #expect(try await fixture.room.forgetDue(at: after(732), atATime: 2) == 0)
        let rows = try await fixture.database.read { db in
            try db.all("SELECT id FROM sealed_case").map { try $0[0] as SealedCaseID }
        }
        #expect(Set(rows) == Set(filed.sorted().prefix(2)))
    }

    @Test(arguments: Engine.underTest)
    func `how long the line of an erasure is does not tell why it was erased`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let (asked, hand) = try await told(help)
        let aged = try await help.file("work-report", zulmirasReport)
        try await help.database.write { [house = help.house] db in
            try ForgetSealed(ground: .holder).perform(asked, at: noon, in: db, house)
            try ForgetSealed(ground: .age).perform(aged, at: noon, in: db, house)
        }
        let lengths = try await help.database.read { db in
            try db.all("SELECT payload FROM journal WHERE kind = 'subject.erased'").map { row in
                (try row[0] as [UInt8]).count
            }
        }
        #expect(lengths.count == 3, "two cases and the hand \(hand)")
        #expect(Set(lengths).count == 1)
    }

    private func told(_ help: HelpFixture) async throws -> (SealedCaseID, HandedID) {
        let id = try await help.file("work-report", zulmirasReport)
        try await help.act("referLabour", on: id)
        let hand = try #require(try await help.handed(to: inspector).first).id
        let view = try await help.view(id)
        try await help.database.write { [house = help.house] db in
            try AddSealedEvidence(
                name: "a.pdf", kind: "application/pdf", bytes: Array("%PDF-1.7".utf8)
            ).perform(on: view, by: .holder, at: noon, in: db, house)
            let kept = SealedKeepsake(id, "TR", db.keys)
            try AskGlass(reference: kept.reference, reason: "Urgente", endangers: false)
                .perform(by: dinis, at: noon, in: db, house)
        }
        return (id, hand)
    }

    @Test(arguments: Engine.underTest)
    func `what somebody told is gone once they say so, also for those who were let to read it`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let (id, hand) = try await told(help)
        let other = try await help.file("work-report", zulmirasReport)
        #expect(try await left(id, hand, help).allSatisfy { $0 > 0 }, "there is something to erase")
        let kept = SealedKeepsake(id, "TR", help.database.keys)
        let browser = try RoomBrowser(help.room.publicRoutes)
        let page = try await browser.get("/talks/status", as: ana)
        func erase(_ code: String, sure: String? = "yes") async throws -> PlainAnswer {
            var typed = ["reference": kept.reference.text, "code": code]
            typed["sure"] = sure
            return try await browser.post(
                "/talks/status/erasure", as: ana, from: page, typed)
        }
        let guess = try await erase("0000-0000-0000-0000-0000-0000-0000")
        #expect(guess.text.contains("Reference and code do not fit together."))
        #expect(try await left(id, hand, help)[0] == 1, "a reference alone erases nothing")
        let before = try await left(id, hand, help)
        let first = try await erase(kept.code.text, sure: nil)
        #expect(first.status == 200 && first.text.contains("Nothing is erased yet."))
        #expect(first.text.contains("The labour authority has what you told."))
        #expect(try await left(id, hand, help) == before, "a first look erases nothing")
        #expect(try await erase(kept.code.text).text.contains("It is erased"))
        #expect(try await left(id, hand, help) == [0, 0, 0, 0, 0, 0])
        #expect(try await help.handed(to: inspector).isEmpty)
        await #expect(throws: Refused.notFound) { try await help.view(id) }
        let again = try await erase(kept.code.text)
        #expect(again.text.contains("Reference and code do not fit together."))
        let stays = try await help.view(other).history.answers["reportWords"]
        #expect(stays == zulmirasReport["reportWords"])
        let checked = try await help.database.read { db in
            (try help.house.rebuild(in: db), try db.verifyJournal(against: []))
        }
        #expect(checked.0 == [] && checked.1.isSound)
    }

    @Test(arguments: Engine.underTest)
    func `of what was taken back, or nobody may read any more, no journal tells`(
        engine: Engine
    ) async throws {
        let help = try await HelpFixture(engine)
        let (id, hand) = try await told(help)
        let other = try await help.file("work-report", zulmirasReport)
        func readable(_ hand: HandedID) async throws -> [String] {
            try await help.database.read { db in
                try db.journal(of: "handed/\(hand)").filter { $0.payload != nil }.map(\.kind)
            }
        }
        #expect(try await readable(hand) == ["flow.handed"])
        let no = ["nowLabour": "no", "nowUnion": "no", "nowSupport": "no"]
        try await help.act("changeConsent", no, on: id, by: .holder)
        #expect(try await readable(hand) == ["subject.erased", "flow.taken-back"])
        try await help.act("referLabour", on: other)
        let expired = try #require(try await help.handed(to: inspector).first).id
        let third = try await help.file("work-report", zulmirasReport)
        try await help.act("referLabour", on: third, at: after(400))
        #expect(try await readable(expired) == ["subject.erased"])
    }

    @Test func `a form that is sent again after the erasure says so, and files nothing`()
        async throws
    {
        let help = try await HelpFixture(.sqlite)
        let browser = try RoomBrowser(help.room.publicRoutes)
        let page = try await browser.get("/talks/new", as: ana)
        let kept = try await browser.post("/talks/new", as: ana, from: page, zulmirasReport)
        try #require(kept.status == 200)
        let id = try #require(
            try await help.database.read { db in
                try db.value("SELECT id FROM sealed_case", as: SealedCaseID.self)
            })
        try await help.database.write { [house = help.house] db in
            try ForgetSealed(ground: .holder).perform(id, at: noon, in: db, house)
        }
        let again = try await browser.post("/talks/new", as: ana, from: page, zulmirasReport)
        #expect(again.status == 409 && again.text.contains("was erased since"))
        let stored = try await help.database.read {
            try $0.count("SELECT COUNT(*) FROM sealed_case")
        }
        #expect(stored == 0)
    }

    @Test(arguments: Engine.underTest)
    func `a complaint and a case of protection have no such door, and nothing goes by age`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        try await fixture.act(
            "shelve", ["shelvedWhy": "noIndications", "shelvedReasons": "Não."], on: id)
        for compartment in [Compartment.equality, .protection] {
            for procedure in try sharedPolicy.get().sealed.procedures(compartment) {
                #expect(!procedure.isErasable && procedure.retention == nil, "\(procedure.code)")
            }
        }
        #expect(!fixture.room.routes.contains { $0.path.hasSuffix("/erasure") })
        #expect(try await fixture.room.forgetDue(at: after(40_000)) == 0)
        #expect(try await fixture.view(id).id == id)
    }

    @Test(arguments: Engine.underTest)
    func `where a file names years a case is forgotten the day after them, and not one that runs`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(needToKnow: engine, retention: "years: 2")
        let (ended, runs) = (
            try await fixture.file(["told": "Vi."], "signal"),
            try await fixture.file(["told": "Ouvi."], "signal")
        )
        try await fixture.database.write { [house = fixture.house] db in
            try TakeSealed(id: ended).perform(by: guilherme, at: noon, in: db, house)
        }
        try await fixture.act("close", on: ended, by: guilherme, at: noon)
        // It ended on 23 November 2026: 730 days later it is 22 November 2028, as 2028 has a 29 February.
        #expect(try await fixture.room.forgetDue(at: after(730)) == 0)
        #expect(try await fixture.room.forgetDue(at: after(731)) == 0, "the day itself")
        #expect(try await fixture.room.forgetDue(at: after(732)) == 1)
        #expect(try await fixture.room.forgetDue(at: after(732)) == 0)
        let rows = try await fixture.database.read { db in
            try db.all("SELECT id FROM sealed_case").map { try $0[0] as SealedCaseID }
        }
        #expect(rows == [runs])
    }
}
