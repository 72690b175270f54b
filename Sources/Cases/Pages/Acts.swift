import Kernel
import Storage
import Web

extension Cases {
    /// Does something once, however often its form is sent, and leads on to a page.
    func act(
        _ exchange: Exchange, to path: String,
        _ perform: @escaping @Sendable (Writer, Moment) throws -> Void
    ) async throws -> Reply {
        let (now, key) = (exchange.now, exchange.onceKey)
        return .seeOther(
            try await database.write { db in
                try db.once(key, at: now) {
                    try perform(db, now)
                    return path
                }
            })
    }

    /// What somebody of the office does with the case of the address; leads back to it.
    func actAtDesk(
        _ exchange: Exchange,
        _ perform: @escaping @Sendable (Principal, Moment, Writer, CaseHouse) throws -> Void
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        return try await act(exchange, to: "/desk/cases/\(reference)") { [house] db, now in
            try perform(principal, now, db, house)
        }
    }

    /// The case of the address, for whoever works on it: asked before anything that was typed is looked at.
    func openedByOffice(_ exchange: Exchange) async throws -> Reference {
        let principal = try exchange.signedIn()
        let reference = try exchange.reference("reference")
        _ = try await database.read { db in
            try Case.findForStaff(reference, principal, in: db)
        }
        return reference
    }
}
