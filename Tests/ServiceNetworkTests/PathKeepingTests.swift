import Figures
import Foundation
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// What stays of paths: figures, sealed words, pages.
@Suite struct PathKeepingTests {
    private func holder(_ number: Int) -> Principal {
        Principal(
            account: AccountID(Int64(700 + number)), person: PersonID(Int64(7_000 + number)),
            name: "Pessoa \(number)", duties: [])
    }

    /// One path of somebody's, with so many steps that are reached.
    private func reach(_ steps: Int, _ number: Int, _ sample: PathSample) async throws -> PathID {
        let contents = (0..<steps).map { _ in PathSample.content(0) }
        let (path, ids) = try await sample.agreed(contents, holder: holder(number))
        try await sample.write { db in
            for id in ids {
                try NoteStep(step: id, words: "Done", outcome: .reached)
                    .perform(by: clerks[0], at: noon, in: db)
            }
        }
        return path
    }

    @Test(arguments: Engine.underTest)
    func `outcomes are counted by kind, hidden where they are of few people`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        func figure(_ key: String) async throws -> Published? {
            try await sample.database.read { db in
                try PathFigures.all.first { $0.key.text == key }?.published(at: noon, in: db)
            }
        }
        let reached = "network.path.language.reached"
        #expect(PathFigures.all.count == PathKind.allCases.count * 3)
        #expect(try await figure(reached)?.value == 0)
        let first = try await reach(6, 0, sample)
        // Six steps, and one person.
        #expect(try await figure(reached)?.status == .hidden)
        for number in 1...3 { _ = try await reach(1, number, sample) }
        #expect(try await figure(reached)?.status == .hidden)
        _ = try await reach(1, 4, sample)
        // Ten steps of five people.
        #expect(try await figure(reached)?.value == 10)
        #expect(try await figure("network.path.language.partly")?.value == 0)
        #expect(try await figure("network.path.housing.reached")?.value == 0)
        let who = holder(0)
        try await sample.write { db in
            try EndPath(path: first, byKeeper: false).perform(by: who, at: noon, in: db)
        }
        #expect(try await figure(reached)?.status == .hidden)
    }

    @Test(arguments: Engine.underTest)
    func `the store alone tells neither who nor what`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let content = PathSample.content(
            3, .victims, need: "Precisa de abrigo", words: "Falar com o gabinete")
        let (_, steps) = try await sample.agreed([content])
        try await sample.write { db in
            try NoteStep(step: steps[0], words: "Abrigo encontrado", outcome: .reached)
                .perform(by: clerks[3], at: noon, in: db)
        }
        let stored = try await sample.database.read { db in
            try ["integration_path", "path_step", "path_note"].flatMap { table in
                try db.all("SELECT * FROM \(SQL(stringLiteral: table))").flatMap {
                    Array($0.values)
                }
            }
        }
        let texts = stored.map { value in
            switch value {
            case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
            case .text(let text): text
            default: ""
            }
        }
        for word in ["Silva", "912 0", "brigo", "gabinete", "victims", "reached"] {
            #expect(!texts.contains { $0.contains(word) }, "\(word)")
        }
        // Neither the number of the body nor that of the person.
        #expect(!stored.contains(.integer(304)) && !stored.contains(.integer(1_011)))
        #expect(stored.count > 20)
        let line = try await sample.database.read { db in
            try db.journal(of: "step/\(steps[0])").map { ($0.kind, $0.actor, $0.fields["by"]) }
        }
        #expect(line.count == 1 && line.first?.0 == "step.closed")
        #expect(line.first?.1 == Principal.house.account && line.first?.2 == "404")
    }

    @Test(arguments: Engine.underTest)
    func `lists name no discreet kind, and the page of a path is drawn up by forms`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let browser = try sample.browser(at: noon)
        let blank = try await browser.get("/desk/paths/new", as: dinis)
        let empty = try await browser.post("/desk/paths", as: dinis, from: blank, ["name": "Ana"])
        #expect(empty.status == 422 && empty.text.contains("How to reach them: fill in this field"))
        let drawn = try await browser.post(
            "/desk/paths", as: dinis, from: blank,
            [
                "name": "Ana Silva", "contact": "912 000 000", "members": "Inês Silva\n\n Rui ",
                "review": "2026-12-23",
            ])
        let place = try #require(drawn.header("location"))
        let page = try await browser.get(place, as: dinis)
        #expect(page.text.contains("Ana Silva, Inês Silva and Rui"))
        var step = [
            "kind": "victims", "body": "301", "whom": "Ana Silva", "need": "A safe place",
            "words": "Talk to the office", "due": "2026-12-01",
        ]
        let wrong = try await browser.post(place + "/steps", as: dinis, from: page, step)
        #expect(wrong.status == 422 && wrong.text.contains("This body takes no step of this kind"))
        step["body"] = "304"
        let added = try await browser.post(place + "/steps", as: dinis, from: wrong, step)
        #expect(added.status == 303)
        let ready = try await browser.get(place, as: dinis)
        let agreed = try await browser.post(
            place + "/consent", as: dinis, from: ready,
            ["way": "oral", "facts": "name", "seen": ready.hidden("seen") ?? ""])
        #expect(agreed.status == 303)
        let list = try await browser.get("/steps", as: clerks[3])
        #expect(list.text.contains("Step agreed on 23 November 2026"))
        for word in ["Ana Silva", "victims", "safe place", "Talk to"] {
            #expect(!list.text.contains(word), "\(word)")
        }
        let desk = try await browser.get("/desk/paths", as: dinis)
        #expect(desk.text.contains("Ana Silva") && !desk.text.contains("victims"))
        #expect(try await browser.get(place, as: dora).status == 404)
        #expect(try await browser.get(place, as: eva).status == 403)
        #expect(try await browser.get("/paths", as: clerks[0]).status == 403)
    }

    @Test func `the policy is read whole, or refused where it says what nobody knows`() throws {
        let path = projectFolder + "/policy/pt/paths/integration.yaml"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let policy = try PathPolicy(Array(text.utf8), file: path)
        #expect(policy.kinds == PathKind.allCases && policy.discreet == [.victims])
        #expect(policy.bodies.allSatisfy { !$0.kinds.isEmpty })
        #expect(Set(policy.bodies.flatMap(\.kinds)) == Set(PathKind.allCases))
        let faults = [
            ("code: social", "code: sport"), ("organisation: 105", "organisation: 102"),
            ("kinds: [victims]", "kinds: [shelter]"), ("reviewMonths: 3", "reviewMonths: 0"),
            ("sources: [braga-pla]", "sources: [hearsay]"), ("discreet:", "secret:"),
        ]
        for (right, wrong) in faults {
            #expect(throws: (any Error).self, "\(wrong)") {
                _ = try PathPolicy(Array(text.replacing(right, with: wrong).utf8), file: path)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a review that is overdue is shown, and noted with the next`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let (path, _) = try await sample.agreed([PathSample.content(0)])
        func pages(_ day: Int) async throws -> [Bool] {
            let browser = try sample.browser(at: dayAfter(day))
            return [
                try await browser.get("/desk/paths", as: dinis).text.contains("overdue"),
                try await browser.get("/paths", as: ana).text.contains("review overdue"),
            ]
        }
        #expect(try await pages(30) == [false, false])
        #expect(try await pages(31) == [true, true])
        try await sample.write { db in
            try ReviewPath(path: path, words: "All goes well", next: noon.utcDay.adding(days: 90))
                .perform(by: dinis, at: dayAfter(31), in: db)
        }
        #expect(try await pages(31) == [false, false])
    }

    @Test(arguments: Engine.underTest)
    func `a night deletes what nobody agreed to, and keeps what stands`(engine: Engine) async throws
    {
        let sample = try await PathSample(engine)
        let (standing, _) = try await sample.agreed([PathSample.content(0)])
        let (ended, _) = try await sample.agreed([PathSample.content(1)])
        let draft = try await sample.database.write { db in
            try EndPath(path: ended, byKeeper: false).perform(by: ana, at: noon, in: db)
            return try PathSample.draw(in: db)
        }
        func left(_ day: Int) async throws -> [PathID] {
            try await sample.database.write { db in
                _ = try sample.network.purgePaths(
                    before: dayAfter(day - 60), at: dayAfter(day), limit: 10, in: db)
                return try db.all("SELECT id FROM integration_path ORDER BY id").map { try $0[0] }
            }
        }
        #expect(try await left(60) == [standing, ended, draft])
        #expect(try await left(61) == [standing, ended])
        #expect(try await left(365 + 60) == [standing, ended])
        // A year and two months after they agreed, and not again: gone. What she ended is hers to delete.
        #expect(try await left(365 + 61) == [ended])
    }
}
