import Kernel
import Storage
import Web

/// Letters as they were made: on the screen, and as PDF.
struct LetterRoutes: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/letters/{id}", may: .signedIn, "A letter with its seal", screen),
            .get(
                "/letters/{id}/pdf", may: .signedIn, "A letter as PDF", gives: "application/pdf",
                pdf),
        ]
    }

    @Sendable private func screen(_ exchange: Exchange) async throws -> Reply {
        if let closed = try await closed(exchange) { return closed }
        let document = try await find(exchange)
        let words = cases.house.neighbours.translator(document.letter.language)
        return .text(document.screen(exchange.t, seal: words), type: "text/html; charset=utf-8")
    }

    @Sendable private func pdf(_ exchange: Exchange) async throws -> Reply {
        if let closed = try await closed(exchange) { return closed }
        let document = try await find(exchange)
        let t = cases.house.neighbours.translator(document.letter.language)
        let style = cases.house.policy.letters.printStyle
        let bytes = try await printed(document, exchange) {
            try await cases.house.neighbours.pdf(document.print(t, style: style))
        }
        return .download(
            bytes, type: "application/pdf",
            name: "\(document.reference)-\(document.letter.kind).pdf")
    }

    /// The PDF that was kept, or a new one; a person's two at a time.
    private func printed(
        _ document: LetterDocument, _ exchange: Exchange, _ print: () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        let (id, account) = (document.letter.id, try exchange.signedIn().account)
        let kept = try await cases.database.read { db in try LetterPDF.find(id, in: db) }
        if let kept { return kept }
        try cases.prints.enter(account)
        defer { cases.prints.leave(account) }
        let bytes = try await print()
        try await cases.database.write { db in try LetterPDF.keep(bytes, of: id, in: db) }
        return bytes
    }

    /// The button that opens a draft, where it is unread and nobody is known to sit before this page.
    private func closed(_ exchange: Exchange) async throws -> Reply? {
        guard exchange.look == .asks else { return nil }
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: LetterThing.self)
        let (now, house) = (exchange.now, cases.house)
        let kase = try await cases.database.read { db in
            try Letter.unread(id, for: principal, at: now, in: db, house)
        }
        return kase.map { DraftPages.page(exchange, $0, letter: id) }
    }

    private func find(_ exchange: Exchange) async throws -> LetterDocument {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: LetterThing.self)
        let (now, house) = (exchange.now, cases.house)
        let counts = exchange.look == .counts
        let (letter, kase) = try await cases.database.write { db in
            try Letter.open(id, for: principal, counts: counts, at: now, in: db, house)
        }
        let remedies = try await cases.database.read { db in
            try house.remedies(toldBy: letter, of: kase, in: db)
        }
        return LetterDocument(
            letter: letter, reference: kase.reference, verifyBase: cases.house.verifyBase,
            remedies: remedies.filter(\.isServed))
    }
}
