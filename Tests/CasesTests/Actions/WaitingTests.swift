import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// A document that nobody could look through is in no file until somebody has; that it was handed in is kept.
@Suite struct WaitingTests {
    /// A scanner that says what a test wants, of everything.
    private final class Says: Sendable {
        let verdict = Mutex(ScanVerdict.unavailable("down"))
        func now(_ other: ScanVerdict) { verdict.withLock { $0 = other } }
    }

    private func fixture(_ engine: Engine) async throws -> (Fixture, Says) {
        let says = Says()
        let fixture = try await Fixture(engine, scan: { _ in says.verdict.withLock { $0 } })
        return (fixture, says)
    }

    @Test(arguments: Engine.underTest)
    func
        `what waits is in no file, joins with its day once it is clean, and answers what was asked`(
            engine: Engine
        ) async throws
    {
        let (fixture, says) = try await fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        let paper = try await fixture.bring("passport", to: kase, at: after(2))
        #expect(try await fixture.kinds(of: kase).last == "document.kept-aside")
        #expect(try await fixture.history(of: kase).documents.isEmpty)
        #expect(try await fixture.history(of: kase).openItems.count == 1)
        #expect(try await fixture.view(kase, for: ana, at: after(2)).waiting.map(\.id) == [paper])
        await #expect(throws: Refused.notFound) {
            try await fixture.database.read { db in
                _ = try CaseDocument.find(paper, of: kase, in: db)
            }
        }
        #expect(try await fixture.differences().isEmpty)
        #expect(try await fixture.cases.checkWaiting(at: after(3)) == "down")
        #expect(try await fixture.history(of: kase).waiting == [paper])

        says.now(.clean)
        #expect(try await fixture.cases.checkWaiting(at: after(4)) == nil)
        let history = try await fixture.history(of: kase)
        #expect(
            history.documents.map(\.id) == [paper] && history.documents[0].waitedSince == after(2))
        #expect(history.waiting.isEmpty && history.openItems.isEmpty)
        #expect(try await fixture.stored(kase).projection.turn == .state)
        let row = try await fixture.database.read { db in
            try CaseDocument.find(paper, of: kase, in: db)
        }
        #expect(row.receivedAt == after(2) && row.validUntil == day("2030-01-01"))
        #expect(try await fixture.view(kase, for: ana, at: after(4)).waiting.isEmpty)
        #expect(try await fixture.differences().isEmpty)
        // Another round finds nothing more to do.
        let lines = try await fixture.kinds(of: kase)
        #expect(try await fixture.cases.checkWaiting(at: after(5)) == nil)
        #expect(try await fixture.kinds(of: kase) == lines)
    }

    @Test(arguments: Engine.underTest)
    func `what answers a draft that is taken back meanwhile joins all the same`(
        engine: Engine
    ) async throws {
        let (fixture, says) = try await fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let paper = try await fixture.bring(hearingDocument, to: kase, at: after(2))
        try await fixture.withdraw(kase, at: after(3))
        says.now(.clean)
        #expect(try await fixture.cases.checkWaiting(at: after(4)) == nil)
        let history = try await fixture.history(of: kase)
        #expect(history.documents.map(\.id) == [paper] && history.waiting.isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `what turns out infected never joins, and its person is told`(engine: Engine) async throws
    {
        let (fixture, says) = try await fixture(engine)
        let kase = try await fixture.file()
        try await fixture.bring("passport", to: kase, at: after(2))
        says.now(.infected("Test.Virus"))
        #expect(try await fixture.cases.checkWaiting(at: after(3)) == nil)
        #expect(try await fixture.kinds(of: kase).last == "document.turned-away")
        let history = try await fixture.history(of: kase)
        #expect(history.documents.isEmpty && history.waiting.isEmpty)
        #expect(fixture.told.notices.withLock { $0.last } == "Um documento não foi aceite")
        #expect(try await fixture.view(kase, for: ana, at: after(3)).waiting.isEmpty)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a case that was decided meanwhile takes none, and those after it are looked through`(
        engine: Engine
    ) async throws {
        let (fixture, says) = try await fixture(engine)
        let (decided, open) = (try await fixture.file(), try await fixture.file(at: after(1)))
        try await fixture.bring("passport", to: decided, at: after(2))
        try await fixture.bring("passport", to: open, at: after(2))
        try await fixture.decide("granted", ["conditions-met"], of: decided, at: after(3))
        says.now(.clean)
        #expect(try await fixture.cases.checkWaiting(at: after(4)) == nil)
        #expect(try await fixture.kinds(of: decided).last == "document.turned-away")
        #expect(try await fixture.history(of: decided).documents.isEmpty)
        #expect(try await fixture.history(of: open).documents.count == 1)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a file on which the scanner chokes keeps no other waiting`(engine: Engine) async throws {
        let says = Says()
        let fixture = try await Fixture(
            engine,
            scan: { pieces in
                let chokes = (try? wholeText(pieces))?.contains("family-tie") ?? false
                return chokes ? .unavailable("no answer") : says.verdict.withLock { $0 }
            })
        let kase = try await fixture.file()
        let bad = try await fixture.bring("family-tie", to: kase, at: after(1))
        let good = try await fixture.bring("passport", to: kase, at: after(2))
        says.now(.clean)
        #expect(try await fixture.cases.checkWaiting(at: after(3)) == "no answer")
        let history = try await fixture.history(of: kase)
        #expect(history.waiting == [bad] && history.documents.map(\.id) == [good])
    }

    @Test(arguments: Engine.underTest)
    func `a night keeps the file of what waits, and a row that is lost is found`(
        engine: Engine
    ) async throws {
        let (fixture, says) = try await fixture(engine)
        let kase = try await fixture.file()
        says.now(.clean)
        try await fixture.bring("family-tie", to: kase, at: after(1))
        says.now(.unavailable("down"))
        let paper = try await fixture.bring("passport", to: kase, at: after(2))
        let digest = try await fixture.view(kase, for: ana, at: after(2)).waiting[0].digest
        let held = try await fixture.database.read { [cases = fixture.cases] db in
            try cases.held([digest, "stray"], in: db)
        }
        #expect(held == [digest])
        try await fixture.database.write { db in _ = try db.run("DELETE FROM waiting_document") }
        #expect(try await fixture.differences().map(\.documents) == [[paper]])
    }
}

extension Fixture {
    /// Ana brings a paper of the last of the file, good to the end of 2029, as the page does: it is looked through first.
    @discardableResult
    fileprivate func bring(
        _ code: String, to kase: Case, at now: Moment
    ) async throws -> CaseDocumentID {
        let kind = FileKind.pdf
        let bytes = Array("%PDF-1.7 \(code) \(kase.reference)".utf8)
        let draft = try cases.documents.draft()
        let file = try UploadedFile(name: "p.pdf", bytes: bytes, in: draft)
        let checked = try await cases.scan?(draft.pieces().next) == .clean
        var stored = try cases.store(file, kind)
        stored.isChecked = checked
        let action = AddDocument(
            reference: kase.reference, code: code, member: try await members(of: kase).last?.id,
            file: stored, validUntil: day("2030-01-01"))
        return try await database.write { [house] db in
            let added = try action.perform(by: ana, at: now, in: db, house)
            try CloseRequest(reference: kase.reference, added: added)
                .perform(by: ana, at: now, in: db, house)
            return added
        }
    }
}
