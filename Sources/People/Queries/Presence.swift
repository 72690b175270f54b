import Kernel
import Storage

/// Who holds a token: account, session and duties in one statement.
struct Presence: Sendable {
    let session: ID<Session>
    let lastSeen: Moment
    let language: String
    let principal: Principal
    /// Until when what is read in the account shows no receipt; nil where it does.
    let receiptsFrom: Moment?

    static func find(
        _ token: String, at now: Moment, in database: Database
    ) async throws -> Presence? {
        let rows = try await database.ask(
            """
            SELECT s.id, s.last_seen, a.id, a.person, a.name, a.language,
                d.role, d.organisation, d.location, d.purpose, a.human, a.receipts_from
            FROM session s JOIN account a ON a.id = s.account LEFT JOIN duty d ON d.account = a.id
            WHERE s.token_hash = \(Session.hash(token, database.keys)) AND s.stage = 'open'
                AND s.ended IS NULL AND s.expires > \(now) AND a.closed IS NULL
            ORDER BY d.id
            """)
        guard let first = rows.first else { return nil }
        let found = try Presence(first, duties: rows.compactMap(Presence.duty))
        let isIdle = SessionRule.isIdle(
            lastSeen: found.lastSeen, hasDuties: !found.principal.duties.isEmpty, at: now)
        return isIdle ? nil : found
    }

    private init(_ row: Row, duties: [Duty]) throws {
        session = try row[0]
        lastSeen = try row[1]
        language = try row[5]
        let human: PersonID? = try row[10]
        receiptsFrom = try row[11]
        principal = Principal(
            account: try row[2], person: try row[3], name: try row[4], duties: duties,
            selves: [human].compactMap(\.self))
    }

    private static func duty(_ row: Row) throws -> Duty? {
        guard let role: Role? = try row[6], let organisation: OrganisationID? = try row[7],
            let purpose: Purpose? = try row[9], let role, let organisation, let purpose
        else { return nil }
        return Duty(role: role, organisation: organisation, location: try row[8], purpose: purpose)
    }
}

/// One sign-in on one device.
struct Session: Sendable {
    let id: ID<Session>
    let account: AccountID
    let device: String
    let created: Moment
    let lastSeen: Moment

    /// What stands in the store; whoever reads the store cannot sign in with it.
    static func hash(_ token: String, _ keys: Keys) -> [UInt8] {
        keys.lookup(token, use: "session")
    }

    /// The running sessions of an account, newest first.
    static func running(of account: AccountID, at now: Moment, in db: Reader) throws -> [Session] {
        try db.all(
            """
            SELECT id, account, device, created, last_seen FROM session
            WHERE account = \(account) AND ended IS NULL AND stage = 'open' AND expires > \(now)
            ORDER BY id DESC LIMIT 50
            """
        ).map { row in
            Session(
                id: try row[0], account: try row[1], device: try row[2], created: try row[3],
                lastSeen: try row[4])
        }
    }

    /// The account whose password was right and whose code is still missing.
    static func awaitingCode(_ token: String, at now: Moment, in db: Reader) throws -> AccountID? {
        try db.value(
            """
            SELECT account FROM session WHERE token_hash = \(hash(token, db.keys)) AND stage = 'code'
                AND ended IS NULL AND expires > \(now)
            """)
    }
}
