import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import ServiceNetwork

/// One family through four bodies: what each of them sees does not move with the others.
@Suite struct PathSightTests {
    /// What is told of the other bodies' steps in one variant.
    private struct Other: Sendable {
        let content: PathStep.Content
        let days: Int
        /// Proposed and agreed to on the second day, under another consent.
        let isLate: Bool
        let isTakenBack: Bool
        let note: String?
        let outcome: PathOutcome?
    }

    private struct Story: Sendable {
        var members: [String] = []
        var before: [Other] = []
        var after: [Other] = []
        var isReviewed = false

        var others: [Other] { before + after }
    }

    private func story(
        without own: Int, _ random: inout SeededRandom
    ) -> Story {
        var story = Story()
        for number in 0..<Int.random(in: 0...3, using: &random) {
            story.members.append("Member \(number) \(UInt16.random(in: 0...9_999, using: &random))")
        }
        for body in 0..<4 where body != own {
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let one = other(body, ["Ana Silva"] + story.members, &random)
                if Bool.random(using: &random) {
                    story.before.append(one)
                } else {
                    story.after.append(one)
                }
            }
        }
        story.isReviewed = Bool.random(using: &random)
        return story
    }

    private func other(
        _ body: Int, _ people: [String], _ random: inout SeededRandom
    ) -> Other {
        let kinds = PathSample.policy.bodies[body].kinds.sorted { $0.rawValue < $1.rawValue }
        let kind = kinds.randomElement(using: &random) ?? .language
        let whom = kind == .victims ? "Ana Silva" : people.randomElement(using: &random)
        func words() -> String { "w\(UInt32.random(in: .min ... .max, using: &random))" }
        let outcome = PathOutcome.allCases.randomElement(using: &random)
        return Other(
            content: PathSample.content(
                body, kind, whom: whom ?? "Ana Silva", need: words(), words: words()),
            days: Int.random(in: 1...60, using: &random), isLate: Bool.random(using: &random),
            isTakenBack: Int.random(in: 0...3, using: &random) == 0,
            note: Bool.random(using: &random) ? words() : nil,
            outcome: Bool.random(using: &random) ? outcome : nil)
    }

    private static func own(_ body: Int) -> PathStep.Content {
        PathSample.content(
            body, body == 3 ? .victims : .housing, need: "Own need \(body)",
            words: "Own step \(body)")
    }

    /// Plays a variant in one path of Ana's.
    private func play(
        _ own: Int, _ story: Story, _ sample: PathSample
    ) async throws -> (path: PathID, step: StepID) {
        try await sample.database.write { db in
            let path = try PathSample.draw(members: story.members, in: db)
            try PathSample.join(path, in: db)
            var added: [(Other, StepID)] = []
            for one in story.before where !one.isLate {
                added.append(
                    (one, try PathSample.add(one.content, to: path, days: one.days, in: db)))
            }
            let step = try PathSample.add(Self.own(own), to: path, in: db)
            for one in story.after where !one.isLate {
                added.append(
                    (one, try PathSample.add(one.content, to: path, days: one.days, in: db)))
            }
            let agreeing = AgreeToPath(path: path, way: .account, facts: [.name, .contact])
            try agreeing.perform(by: ana, at: noon, in: db)
            let later = dayAfter(1)
            let late = story.others.filter(\.isLate)
            for one in late {
                let id = try PathSample.add(
                    one.content, to: path, days: one.days, at: later, in: db)
                added.append((one, id))
            }
            if !late.isEmpty { try agreeing.perform(by: ana, at: later, in: db) }
            try Self.live(added, of: path, at: later, in: db)
            if story.isReviewed {
                try ReviewPath(path: path, words: "Reviewed", next: later.utcDay.adding(days: 40))
                    .perform(by: dinis, at: later, in: db)
            }
            return (path, step)
        }
    }

    private static func live(
        _ added: [(Other, StepID)], of path: PathID, at now: Moment, in db: Writer
    ) throws {
        for (one, id) in added {
            let body = pathBodies.firstIndex(of: one.content.body) ?? 0
            if let note = one.note {
                try NoteStep(step: id, words: note, outcome: one.outcome)
                    .perform(by: clerks[body], at: now, in: db)
            }
            if one.isTakenBack {
                try TakeBackStep(path: path, step: id).perform(by: dinis, at: now, in: db)
            }
        }
    }

    /// The bytes of a body's pages, but for the number of its step and what each drawing of a form has of its own.
    private func seen(
        _ body: Int, _ step: StepID, _ browser: RoomBrowser
    ) async throws -> [String] {
        let list = try await browser.get("/steps", as: clerks[body])
        let page = try await browser.get("/steps/\(step)", as: clerks[body])
        let empty = try await browser.post(
            "/steps/\(step)/notes", as: clerks[body], from: page, [:])
        return [list, page, empty].map { masked($0, step) }
    }

    private func masked(_ answer: PlainAnswer, _ step: StepID) -> String {
        let text = answer.text.replacing(step.description, with: "STEP")
            .replacing(#/name="once" value="[^"]*"/#, with: "ONCE")
            .replacing(#/\b[2-9A-HJKMNPQRSTVWXY]{8}\b/#, with: "REQUEST")
        return "\(answer.status) \(text)"
    }

    @Test(arguments: Engine.underTest)
    func `what a body sees is the same, byte by byte, whatever the other three have`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let browser = try sample.browser()
        var random = SeededRandom(1_127)
        for body in 0..<4 {
            let alone = try await look(body, Story(), sample, browser)
            #expect(alone.body[0].contains("STEP") && alone.body[1].contains("Own need \(body)"))
            #expect(alone.body[1].hasPrefix("200") && alone.body[2].hasPrefix("422"))
            var moved = 0
            for variant in 0..<100 {
                let other = story(without: body, &random)
                let found = try await look(body, other, sample, browser)
                #expect(found.body == alone.body, "body \(body), variant \(variant): \(other)")
                if found.person != alone.person { moved += 1 }
            }
            // That this can fail: whoever holds the path reads the difference.
            #expect(moved > 80)
        }
    }

    /// Plays a variant, looks at it as a body and as its person, and takes it away again.
    private func look(
        _ body: Int, _ story: Story, _ sample: PathSample, _ browser: RoomBrowser
    ) async throws -> (body: [String], person: String) {
        let (path, step) = try await play(body, story, sample)
        let views = try await seen(body, step, browser)
        let whole = try await browser.get("/paths/\(path)", as: ana)
        try await sample.write { db in
            try EndPath(path: path, byKeeper: false).perform(by: ana, at: dayAfter(2), in: db)
            try DeletePath(path: path).perform(by: ana, at: dayAfter(2), in: db)
        }
        let person = masked(whole, step).replacing(path.description, with: "PATH")
        return (views, person)
    }

    /// The three ways in which a consent ends.
    enum Ending: CaseIterable, Sendable {
        case person, keeper, consent
    }

    @Test(arguments: Engine.underTest, Ending.allCases)
    func `a consent that is withdrawn ends the path everywhere at once`(
        engine: Engine, ending: Ending
    ) async throws {
        let sample = try await PathSample(engine)
        let browser = try sample.browser()
        let (path, steps) = try await sample.agreed((0..<4).map { PathSightTests.own($0) })
        var pages: [PlainAnswer] = []
        for body in 0..<4 {
            pages.append(try await browser.get("/steps/\(steps[body])", as: clerks[body]))
            #expect(pages[body].status == 200)
        }
        try await sample.write { db in
            switch ending {
            case .person:
                try EndPath(path: path, byKeeper: false).perform(by: ana, at: noon, in: db)
            case .keeper:
                try EndPath(path: path, byKeeper: true).perform(by: dinis, at: noon, in: db)
            case .consent:
                let consent = try #require(
                    try IntegrationPath.held(path, by: ana, in: db).consent)
                try Consent.withdraw(consent.id, by: ana, at: noon, in: db)
            }
        }
        let never = StepID(999_999_999_999_999)
        for body in 0..<4 {
            let (who, step) = (clerks[body], steps[body])
            let gone = try await browser.get("/steps/\(step)", as: who)
            let unknown = try await browser.get("/steps/\(never)", as: who)
            #expect(gone.status == 404)
            #expect(masked(gone, step) == masked(unknown, never))
            let note = try await browser.post(
                "/steps/\(step)/notes", as: who, from: pages[body],
                ["words": "Late", "outcome": "reached"])
            #expect(note.status == 404)
            #expect(try await browser.get("/steps", as: who).text.contains("No step waits for you"))
        }
        #expect(try await browser.get("/desk/paths/\(path)", as: dinis).status == 404)
        #expect(try await browser.get("/desk/paths", as: dinis).text.contains("You keep no path"))
        let whole = try await browser.get("/paths/\(path)", as: ana)
        #expect(whole.status == 200 && whole.text.contains("Only you still see it"))
    }
}
