import Kernel
import LegalTime
import Storage
import TestSupport
import Testing
import Web

@testable import Cases

/// While a paper waits for the scanner nobody is refused past it, and its time is nobody's loss.
@Suite struct WaitedPaperTests {
    @Test(arguments: Engine.underTest)
    func `nothing but a grant is decided or proposed while a paper waits`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, scan: { _ in .unavailable("down") })
        let kase = try await fixture.file()
        try await fixture.keepAside("passport", to: kase, at: after(1))
        await #expect(throws: CaseRefusal.papersUnread) {
            try await fixture.propose(["entry-ban"], of: kase, at: after(2))
        }
        await #expect(throws: CaseRefusal.papersUnread) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(11))
        }
        // What nobody could read for days holds nothing up any more.
        try await fixture.propose(["entry-ban"], of: kase, at: after(12))
        let other = try await fixture.file()
        try await fixture.keepAside("passport", to: other, at: after(1))
        try await fixture.decide("granted", ["conditions-met"], of: other, at: after(2))
        #expect(try await fixture.stored(other).projection.outcome == "granted")
    }

    @Test(arguments: Engine.underTest)
    func `what was handed in in time was in time, however long the scanner took`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, scan: { _ in .clean })
        let kase = try await fixture.file()
        let same = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        try await fixture.ask("passport", of: same, at: after(1))
        try await fixture.keepAside("passport", to: kase, at: after(3))
        #expect(try await fixture.cases.checkWaiting(at: after(40)) == nil)
        let history = try await fixture.history(of: kase)
        #expect(history.openItems.isEmpty)
        #expect(history.clockEvents.map { $0.at } == [noon, after(1), after(3)])
        // The clock of the office stood for those two days and no longer.
        try await fixture.receiveAll(of: same, at: after(3))
        let (late, prompt) = (
            try await fixture.stored(kase).projection, try await fixture.stored(same).projection
        )
        #expect(late.nextDate == prompt.nextDate && late.turn == .state)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a paper that came before it was asked for answers on that day, and the last one counts`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, scan: { _ in .clean })
        let kase = try await fixture.file()
        try await fixture.keepAside("passport", to: kase, at: after(1))
        try await fixture.ask("passport", of: kase, at: after(2))
        try await fixture.ask("family-tie", of: kase, at: after(2))
        try await fixture.keepAside("family-tie", to: kase, at: after(4))
        #expect(try await fixture.cases.checkWaiting(at: after(6)) == nil)
        let events = try await fixture.history(of: kase).clockEvents
        #expect(events.map { $0.at } == [noon, after(2), after(2), after(4), after(4)])
        #expect(try await fixture.differences().isEmpty)
    }
}

extension Fixture {
    /// Ana hands in a paper of the last of the file while the scanner is down.
    fileprivate func keepAside(_ code: String, to kase: Case, at now: Moment) async throws {
        let bytes = Array("%PDF-1.7 \(code) \(kase.reference)".utf8)
        let file = try UploadedFile(name: "p.pdf", bytes: bytes, in: cases.documents.draft())
        var stored = try cases.store(file, FileKind.pdf)
        stored.isChecked = false
        let action = AddDocument(
            reference: kase.reference, code: code, member: try await members(of: kase).last?.id,
            file: stored, validUntil: day("2030-01-01"))
        _ = try await database.write { [house] db in
            try action.perform(by: ana, at: now, in: db, house)
        }
    }
}
