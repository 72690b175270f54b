import Figures
import Foundation
import Kernel
import Storage
import TestSupport
import Testing

@testable import ServiceNetwork

/// Who draws, agrees, sees and notes, and what is refused.
@Suite struct PathTests {
    private func find(
        _ step: StepID, _ who: Principal, _ sample: PathSample
    ) async throws -> SeenStep {
        try await sample.database.read { db in
            try SeenStep.find(step, for: who, at: dayAfter(2), in: db)
        }
    }

    @Test(arguments: Engine.underTest)
    func `nobody but its person and its keeper sees a path, no other body a step`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let (path, steps) = try await sample.agreed([
            PathSample.content(0), PathSample.content(1, .housing),
        ])
        for stranger in [dora, yusuf, bruno, eva, clerks[0]] {
            await #expect(throws: Refused.notFound) {
                try await sample.database.read { db in
                    _ = try IntegrationPath.kept(path, by: stranger, at: noon, in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                try await sample.database.read { db in
                    _ = try IntegrationPath.held(path, by: stranger, in: db)
                }
            }
            await #expect(throws: Refused.notFound) {
                _ = try await find(steps[1], stranger, sample)
            }
        }
        let both = clerk(of: pathBodies[1], 430, also: [.officer])
        await #expect(throws: Refused.notFound) { _ = try await find(steps[1], both, sample) }
        #expect(try await find(steps[1], clerks[1], sample).content.kind == .housing)
        let kept = try await sample.database.read { db in
            try [
                IntegrationPath.kept(by: dinis, at: noon, in: db).count,
                IntegrationPath.kept(by: dora, at: noon, in: db).count,
                IntegrationPath.held(by: ana, in: db).count,
                IntegrationPath.held(by: yusuf, in: db).count,
                SeenStep.all(for: clerks[2], at: noon, in: db).count,
            ]
        }
        #expect(kept == [1, 0, 1, 0, 0])
    }

    @Test(arguments: Engine.underTest)
    func `a body is told of the person what the consent says`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let child = PathSample.content(0, whom: "Inês Silva")
        let open = try await sample.agreed([child])
        let seen = try await find(open.steps[0], clerks[0], sample)
        #expect(seen.whom == "Inês Silva" && seen.contact == "Ana Silva: 912 000 000")
        let named = try await sample.agreed([PathSample.content(0)], facts: [.name])
        let name = try await find(named.steps[0], clerks[0], sample)
        #expect(name.whom == "Ana Silva" && name.contact == nil)
        let reached = try await sample.agreed([child], facts: [.contact])
        let contact = try await find(reached.steps[0], clerks[0], sample)
        #expect(contact.whom == nil && contact.contact == "912 000 000")
    }

    @Test(arguments: Engine.underTest)
    func `a step waits for the person's consent, and for each new step anew`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let (path, _) = try await sample.agreed([PathSample.content(0)])
        let added = try await sample.database.write { db in
            try PathSample.add(PathSample.content(1), to: path, at: dayAfter(1), in: db)
        }
        await #expect(throws: Refused.notFound) { _ = try await find(added, clerks[1], sample) }
        let agreeing = AgreeToPath(path: path, way: .account, facts: [.name])
        await #expect(throws: PathRefusal.changed) {
            try await sample.write { db in
                try AgreeToPath(path: path, way: .account, facts: [.name], seen: [])
                    .perform(by: ana, at: dayAfter(1), in: db)
            }
        }
        await #expect(throws: PathRefusal.joined) {
            try await sample.write { db in
                try AgreeToPath(path: path, way: .oral, facts: [.name])
                    .perform(by: dinis, at: dayAfter(1), in: db)
            }
        }
        try await sample.write { db in try agreeing.perform(by: ana, at: dayAfter(1), in: db) }
        #expect(try await find(added, clerks[1], sample).agreedAt == dayAfter(1))
        await #expect(throws: PathRefusal.nothingNew) {
            try await sample.write { db in try agreeing.perform(by: ana, at: dayAfter(2), in: db) }
        }
        let standing = try await sample.database.read { db in
            try Consent.all(of: ana, in: db).filter { $0.isInForce(at: dayAfter(2)) }.count
        }
        #expect(standing == 1)
        await #expect(throws: Refused.notFound) {
            try await sample.database.read { db in
                _ = try SeenStep.find(added, for: clerks[1], at: dayAfter(367), in: db)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `without an account the mediator notes the word, and what is ended is deleted`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let (path, step) = try await sample.database.write { db in
            let path = try PathSample.draw(in: db)
            return (path, try PathSample.add(PathSample.content(0), to: path, in: db))
        }
        try await sample.write { db in
            try AgreeToPath(path: path, way: .oral, facts: [.name])
                .perform(by: dinis, at: noon, in: db)
        }
        #expect(try await find(step, clerks[0], sample).whom == "Ana Silva")
        try await sample.write { db in
            try EndPath(path: path, byKeeper: true).perform(by: dinis, at: dayAfter(1), in: db)
        }
        let left = try await sample.database.read { db in
            try ["integration_path", "path_step", "path_note"].map {
                try db.count("SELECT COUNT(*) FROM \(SQL(stringLiteral: $0))")
            } + [db.journal(of: "path/\(path)").compactMap(\.payload).count]
        }
        // Of the journal the line stays that says why it was erased.
        #expect(left == [0, 0, 0, 1])
    }

    @Test(arguments: Engine.underTest)
    func `what cannot be a step of the path is refused`(engine: Engine) async throws {
        let sample = try await PathSample(engine)
        let path = try await sample.database.write { db in try PathSample.draw(in: db) }
        let refused: [(PathStep.Content, PathRefusal)] = [
            (PathSample.content(0, .victims), .bodyOfOtherKind),
            (PathSample.content(0, whom: "Rui"), .notForThisPerson),
            (PathSample.content(3, .victims, whom: "Inês Silva"), .discreetForHolder),
        ]
        for (content, refusal) in refused {
            await #expect(throws: refusal) {
                try await sample.write { db in
                    _ = try PathSample.add(content, to: path, in: db)
                }
            }
        }
        await #expect(throws: PathRefusal.noStep) {
            try await sample.write { db in
                try AgreeToPath(path: path, way: .paper, facts: [])
                    .perform(by: dinis, at: noon, in: db)
            }
        }
        try await sample.write { db in
            for _ in 0..<12 { _ = try PathSample.add(PathSample.content(0), to: path, in: db) }
        }
        await #expect(throws: PathRefusal.tooManySteps) {
            try await sample.write { db in
                _ = try PathSample.add(PathSample.content(0), to: path, in: db)
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a code is taken once, within a month, by whoever has an account`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let codes = try await sample.database.write { db in
            try (0..<2).map { _ in
                let path = try PathSample.draw(in: db)
                return try IntegrationPath.kept(path, by: dinis, at: noon, in: db).content.code
                    ?? ""
            }
        }
        func join(_ code: String, _ who: Principal, at now: Moment = noon) async throws {
            try await sample.write { db in
                _ = try JoinPath(code: code).perform(by: who, at: now, in: db)
            }
        }
        await #expect(throws: Refused.notFound) { try await join(codes[0], dora) }
        try await join(codes[0].lowercased(), ana)
        for code in [codes[0], "IP-0000-0000-0", "nonsense"] {
            await #expect(throws: PathRefusal.unknownCode) { try await join(code, yusuf) }
        }
        await #expect(throws: PathRefusal.unknownCode) {
            try await join(codes[1], yusuf, at: dayAfter(31))
        }
    }

    @Test(arguments: Engine.underTest)
    func `a body notes progress, then an outcome with its reason, and no more`(
        engine: Engine
    ) async throws {
        let sample = try await PathSample(engine)
        let (path, steps) = try await sample.agreed([PathSample.content(0), PathSample.content(1)])
        func note(_ who: Principal, _ words: String, _ outcome: PathOutcome?) async throws {
            try await sample.write { db in
                try NoteStep(step: steps[0], words: words, outcome: outcome)
                    .perform(by: who, at: dayAfter(1), in: db)
            }
        }
        await #expect(throws: Refused.notFound) { try await note(clerks[1], "Mine?", nil) }
        try await note(clerks[0], "Begun", nil)
        try await note(clerks[0], "No place left", .notReached)
        await #expect(throws: PathRefusal.closed) { try await note(clerks[0], "More", nil) }
        let whole = try await sample.database.read { db in
            try WholePath(.held(path, by: ana, in: db), in: db)
        }
        #expect(whole.notes(of: steps[0]).map(\.content.words) == ["Begun", "No place left"])
        #expect(whole.outcome(of: steps[0]) == .notReached && whole.outcome(of: steps[1]) == nil)
    }
}
