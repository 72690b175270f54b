import Kernel
import Languages
import Storage
import Web

/// A document at the desk: looked at, and its date noted.
struct DeskDocuments: Sendable {
    let cases: Cases

    var routes: [Route] {
        let staff = Permission.role(.officer, .supervisor)
        return [
            .get(
                "/desk/cases/{reference}/documents/{document}/view", may: staff,
                "Look at a document of a case; the look is kept", look),
            .get(
                "/desk/cases/{reference}/documents/{document}/content", may: staff,
                "A document of a case, to be shown inside its page",
                gives: "application/octet-stream", content),
            .post(
                "/desk/cases/{reference}/documents/{document}/validity", may: staff,
                "Note until when a document is valid", state),
        ]
    }

    @Sendable private func look(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, errors: [])
    }

    private func page(_ exchange: Exchange, errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(
            reference: try exchange.reference("reference"), opened: .document)
        let id = try exchange.id("document", of: CaseDocumentThing.self)
        let (now, house) = (exchange.now, cases.house)
        let (view, document) = try await cases.database.write { db in
            let kase = try look.perform(by: principal, at: now, in: db)
            let document = try CaseDocument.find(id, of: kase, in: db)
            return (try CaseView(kase, for: principal, at: now, in: db, house), document)
        }
        return DocumentView(
            exchange: exchange, view: view, house: house, document: document, isOwn: false,
            errors: errors
        ).reply
    }

    @Sendable private func content(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let look = LookAtCase(
            reference: try exchange.reference("reference"), opened: .document)
        let id = try exchange.id("document", of: CaseDocumentThing.self)
        let now = exchange.now
        let document = try await cases.database.write { db in
            try CaseDocument.find(id, of: look.perform(by: principal, at: now, in: db), in: db)
        }
        return try cases.inPage(document)
    }

    @Sendable private func state(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        let id = try exchange.id("document", of: CaseDocumentThing.self)
        let (now, key, house) = (exchange.now, exchange.onceKey, cases.house)
        var input = FormInput(exchange)
        let until = input.optionalDay("until")
        if let refusal = validityRefusal(until, on: house.zone.day(of: now)) {
            input.refuse("until", exchange.t(refusal.explanation))
        }
        if !input.isValid { return try await page(exchange, errors: input.errors) }
        let action = StateValidity(reference: reference, document: id, validUntil: until)
        let path = try await cases.database.write { db in
            try db.once(key, at: now) {
                try action.perform(by: principal, at: now, in: db, house)
                return "/desk/cases/\(reference)/documents/\(id)/view"
            }
        }
        return .seeOther(path)
    }
}
