import Kernel
import Storage

/// Somebody whom no channel reached; a person of ours must try.
struct OutreachItem: Sendable {
    let message: ID<Message>
    let person: String
    let reason: String
    let since: Moment
    let legalEffect: Bool
    /// What the message is about, as the journal calls it.
    let subject: String
    /// The language in which the message was written for them.
    let language: String?
    /// What may be tried: the ways that they gave, those that gave something back among them.
    let ways: [Channel]

    /// What is open: not closed by us, not read in the account meanwhile, nor proven to have come another way.
    static func open(
        _ page: Int, for principal: Principal, at now: Moment, in db: Reader, _ rights: FileRights
    ) throws -> [OutreachItem] {
        let skipped = (page - 1) * messagesPerPage
        return try db.all(
            """
            SELECT o.message, p.name, o.reason, o.since, m.legal_effect, m.subject, m.person,
                (SELECT language FROM account a WHERE a.person = m.person)
            \(try source(principal, at: now, rights))
            ORDER BY m.legal_effect DESC, o.since, o.message LIMIT \(messagesPerPage) OFFSET \(skipped)
            """
        ).map { row in
            let channels = try Channel.all(of: try row[6], in: db)
            let known: String? = try row[7]
            return OutreachItem(
                message: try row[0], person: try row[1], reason: try row[2], since: try row[3],
                legalEffect: try row[4], subject: try row[5],
                language: known ?? channels.first?.language,
                ways: channels.filter { $0.kind != .portal && !$0.address.isEmpty })
        }
    }

    /// How many there are, on all pages.
    static func count(
        for principal: Principal, at now: Moment, in db: Reader, _ rights: FileRights
    ) throws -> Int {
        try db.count("SELECT COUNT(*) \(try source(principal, at: now, rights))")
    }

    private static func source(
        _ principal: Principal, at now: Moment, _ rights: FileRights
    ) throws -> SQL {
        """
        FROM outreach o JOIN message m ON m.id = o.message JOIN person p ON p.id = m.person
        WHERE o.closed IS NULL AND m.read_at IS NULL AND \(try mine(principal, at: now, rights))
            AND NOT EXISTS (SELECT 1 FROM notice_proof p WHERE p.message = m.id)
        """
    }

    /// Refuses whoever the item is not for; not there and not yours are one answer.
    static func check(
        _ message: ID<Message>, for principal: Principal, at now: Moment, in db: Reader,
        _ rights: FileRights
    ) throws {
        let found = try db.count(
            """
            SELECT COUNT(*) FROM outreach o JOIN message m ON m.id = o.message
            WHERE o.message = \(message) AND \(try mine(principal, at: now, rights))
            """)
        if found == 0 { throw Refused.notFound }
    }

    /// Whose messages somebody follows up: of their own offices, and of people who gave them a mandate.
    ///
    /// The duties are those that open a case, and so are the files that are closed to them: nobody finds names here that
    /// they could not find there.
    private static func mine(
        _ principal: Principal, at now: Moment, _ rights: FileRights
    ) throws -> SQL {
        var mine = try rights.openToStaff(principal, "m.subject")
        if case .offices(let offices) = WorkOffices(principal) {
            let held = try rights.openToHolder(principal, "m.subject", "m.person")
            mine = """
                (m.office IN \(list: offices) AND \(mine)
                    OR m.person IN \(Mandate.grantors(to: principal, .act, at: now)) AND \(held))
                """
        }
        // Nobody reaches themselves.
        if principal.selves.isEmpty { return mine }
        return mine + " AND m.person NOT IN \(list: principal.selves)"
    }
}
