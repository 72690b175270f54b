import Kernel
import Storage
import Web

extension ServiceNetwork {
    /// One action in one transaction, however often its form is sent; it answers where to go on.
    func acting(
        _ exchange: Exchange,
        _ action: @escaping @Sendable (Principal, Moment, Writer) throws -> String
    ) async throws -> Reply {
        let person = try exchange.signedIn()
        let (key, now) = (exchange.onceKey, exchange.now)
        let path = try await database.write { db in
            try db.once(key, at: now) { try action(person, now, db) }
        }
        return .seeOther(path)
    }

    /// The same, where it is known before where to go on.
    func acting(
        _ exchange: Exchange, then path: String,
        _ action: @escaping @Sendable (Principal, Moment, Writer) throws -> Void
    ) async throws -> Reply {
        try await acting(exchange) { person, now, db in
            try action(person, now, db)
            return path
        }
    }
}
