import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// How much was said and handed in shows in no length on the disk.
@Suite struct SealedSizeTests {
    @Test(arguments: [
        (0, 1_024), (1, 1_024), (1_024, 1_024), (1_025, 2_048), (4_000, 4_096), (65_536, 65_536),
        (65_537, 73_728), (100_000, 106_496), (131_072, 131_072), (131_073, 147_456),
    ])
    func `a length goes up to the step that was counted by hand`(bytes: Int, step: Int) {
        #expect(SealedSize.step(bytes) == step)
    }

    @Test func `steps hold what they must, are few, and cost an eighth of what is large`() {
        var random = SeededRandom(6)
        var steps: Set<Int> = []
        for _ in 0..<20_000 {
            let bytes = Int.random(in: 1...(10 << 20), using: &random)
            let step = SealedSize.step(bytes)
            steps.insert(step)
            #expect(step >= bytes && SealedSize.step(step) == step)
            #expect(step >= SealedSize.step(bytes - 1), "nothing shorter is longer")
            #expect(bytes <= 65_536 || step * 8 <= bytes * 9)
        }
        // 1 KB to 64 KB are seven; eight to each doubling up to 10 MB, which lies within the eighth of them.
        #expect(steps.count <= 7 + 8 * 8)
    }

    @Test(arguments: Engine.underTest)
    func `one word and a page of words are as long on the disk, and so is what was handed in`(
        engine: Engine
    ) async throws {
        var lengths: [[String]] = []
        for (words, evidence) in [
            ("Sim", [UInt8](repeating: 65, count: 3)),
            (String(repeating: "á", count: 300), [UInt8](repeating: 66, count: 1_000)),
        ] {
            let fixture = try await SealedFixture(engine)
            let id = try await fixture.file(["text": words])
            try await fixture.act("openCase", on: id)
            try await fixture.database.write { [house = fixture.house] db in
                let view = try SealedView.find(id, for: fatima, at: noon, in: db, house)
                try SayInSealed(text: words)
                    .perform(on: view, by: .holder, at: noon, in: db, house)
                try AddSealedEvidence(name: "a.pdf", kind: "application/pdf", bytes: evidence)
                    .perform(on: view, by: .holder, at: noon, in: db, house)
            }
            lengths.append(
                try await fixture.database.read { db in
                    let lines = try db.all("SELECT LENGTH(payload) FROM journal ORDER BY seq")
                    let things = try db.all("SELECT LENGTH(content) FROM sealed_evidence")
                    return try (lines + things).map { "\(try $0[0] as Int)" }
                })
        }
        #expect(lengths[0] == lengths[1])
        #expect(lengths[0].count == 5 && Set(lengths[0]).count == 1)
    }

    @Test(arguments: Engine.underTest)
    func `what was kept before anything was filled up is read as it was`(
        engine: Engine
    ) async throws {
        let fixture = try await SealedFixture(engine)
        let id = try await fixture.file()
        let bytes = Array("%PDF-1.7 curto".utf8)
        let said = SealedEvent.said(.init(isDesk: false, text: "De antes"))
        let found = try await fixture.database.write { [house = fixture.house] db in
            let view = try SealedView.find(id, for: fatima, at: noon, in: db, house)
            try AddSealedEvidence(name: "a.pdf", kind: "application/pdf", bytes: bytes)
                .perform(on: view, by: .holder, at: noon, in: db, house)
            let thing = SealedEvidence(kase: id, number: 1)
            let content = try db.keys.seal(
                bytes, use: SealedEvidence.use, context: thing.context)
            try db.run("UPDATE sealed_evidence SET content = \(content)")
            try db.record(
                JournalEvent(
                    SealedEvent.kind, subject: SealedEvent.subject(id), encoding: said),
                by: .house, at: noon)
            return try thing.load(bytes.count, in: db)
        }
        #expect(found == bytes)
        #expect(try await fixture.view(id).history.messages.map(\.said.text) == ["De antes"])
    }
}
