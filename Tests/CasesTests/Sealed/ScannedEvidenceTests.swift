import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// Evidence is looked through for viruses by the same scanner as documents.
@Suite struct ScannedEvidenceTests {
    /// What holds the word VIRUS is infected; everything else is clean, or unread while it is down.
    private final class Scanner: Sendable {
        let isDown = Mutex(false)

        func look(_ pieces: FilePieces) -> ScanVerdict {
            if isDown.withLock({ $0 }) { return .unavailable("down") }
            let isBad = (try? wholeText(pieces))?.contains("VIRUS") ?? true
            return isBad ? .infected("Test.Virus") : .clean
        }
    }

    @Test(arguments: Engine.underTest)
    func `what is infected is refused, and what nobody looked through stays sealed until then`(
        engine: Engine
    ) async throws {
        let scanner = Scanner()
        let fixture = try await SealedFixture(engine, scan: { scanner.look($0) })
        let browser = try RoomBrowser(fixture.room.routes, at: after(1))
        let path = "/complaints/\(try await fixture.file())"
        let refused = try await send("%PDF-1.7 VIRUS", to: path, browser)
        #expect(refused.status == 422 && refused.text.contains("A virus was found in this file."))
        #expect(try await held(fixture) == 0, "nothing of it is kept")
        #expect(try await send("%PDF-1.7 one", to: path, browser).status == 303)
        #expect(try await open(1, of: path, browser).text == "%PDF-1.7 one")

        scanner.isDown.withLock { $0 = true }
        #expect(try await open(1, of: path, browser).status == 200, "it was looked through")
        for text in ["%PDF-1.7 two", "%PDF-1.7 VIRUS"] {
            let taken = try await send(text, to: path, browser)
            #expect(taken.status == 303, "evidence may not come twice")
        }
        #expect(try await open(2, of: path, browser).text.contains("Nobody could look through"))
        let id = try await fixture.database.read { db in
            try db.value("SELECT id FROM sealed_case", as: SealedCaseID.self)
        }
        let opened = try await fixture.view(try #require(id)).history.custody
            .filter { $0.deed.deed == .opened }.compactMap(\.deed.evidence)
        #expect(opened == [1, 1], "what stayed sealed was not taken out")

        scanner.isDown.withLock { $0 = false }
        #expect(try await open(2, of: path, browser).text == "%PDF-1.7 two")
        let sealed = try await open(3, of: path, browser)
        #expect(sealed.status == 409 && sealed.text.contains("It stays sealed as it came."))
    }

    private func held(_ fixture: SealedFixture) async throws -> Int {
        try await fixture.database.read { try $0.count("SELECT COUNT(*) FROM sealed_evidence") }
    }

    private func open(
        _ number: Int, of path: String, _ browser: RoomBrowser
    ) async throws -> PlainAnswer {
        try await browser.get("\(path)/evidence/\(number)", as: fatima)
    }

    private func send(
        _ text: String, to path: String, _ browser: RoomBrowser
    ) async throws -> PlainAnswer {
        let page = try await browser.get(path, as: fatima)
        let fields = ["csrf", "once"].map { ($0, page.hidden($0) ?? "") }
        var body = fields.map { name, value in
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }.joined()
        body += "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.pdf\"\r\n"
        body += "Content-Type: application/pdf\r\n\r\n\(text)\r\n--edge--\r\n"
        let type = ("content-type", "multipart/form-data; boundary=edge")
        return try await browser.send(
            PlainRequest("POST", path + "/evidence", headers: [type], body: Array(body.utf8)),
            as: fatima)
    }
}
