import FoundationEssentials
import Kernel
import Storage

/// A notice in somebody's account.
struct Message: Sendable {
    let id: ID<Message>
    let person: PersonID
    let subject: String
    let title: String
    let body: String
    /// The same in the language that has legal effect, where that is another.
    let official: Notice.Words?
    let link: String
    let legalEffect: Bool
    let created: Moment
    let readAt: Moment?

    private static let columns: SQL =
        "SELECT id, person, subject, words, link, legal_effect, created, read_at FROM message"

    /// Title and text are one ciphertext: even a title can say how a case ended.
    struct Words: Codable {
        let title: String
        let body: String
        /// Absent in older rows.
        var official: Notice.Words?
    }

    init(_ row: Row, _ keys: Keys) throws {
        id = try row[0]
        let sealed: [UInt8] = try row[3]
        let plain = try keys.open(sealed, use: "message", context: "message/\(id)")
        let words = try JSONDecoder().decode(Words.self, from: Data(plain))
        person = try row[1]
        subject = try row[2]
        title = words.title
        body = words.body
        official = words.official
        link = try row[4]
        legalEffect = try row[5]
        created = try row[6]
        readAt = try row[7]
    }

    /// A message of the one who asks, or of somebody whose mandate they hold; any other is not found.
    static func find(
        _ id: ID<Message>, for principal: Principal, at now: Moment, in db: Reader,
        _ rights: FileRights
    ) throws -> (message: Message, mandate: HeldMandate?) {
        guard let message = try find(id, in: db) else { throw Refused.notFound }
        if principal.isOwn(message.person) { return (message, nil) }
        let held = try HeldMandate.find(message.person, for: principal, .view, at: now, in: db)
        let open = try rights.openToHolder(principal, "subject", "person")
        let isOpen = try db.count("SELECT COUNT(*) FROM message WHERE id = \(id) AND \(open)") > 0
        guard let held, isOpen else { throw Refused.notFound }
        return (message, held)
    }

    static func find(_ id: ID<Message>, in db: Reader) throws -> Message? {
        try db.first("\(columns) WHERE id = \(id)").map { try Message($0, db.keys) }
    }

    /// The messages of a person under some numbers, newest first; whose they are was asked before.
    static func page(
        _ number: Int, of people: [PersonID], where open: SQL = "1 = 1", in db: Reader
    ) throws -> [Message] {
        let skipped = (number - 1) * messagesPerPage
        return try db.all(
            """
            \(columns) WHERE person IN \(list: people) AND \(open) ORDER BY id DESC
            LIMIT \(messagesPerPage) OFFSET \(skipped)
            """
        ).map { try Message($0, db.keys) }
    }

    static func counts(
        of people: [PersonID], where open: SQL = "1 = 1", in db: Reader
    ) throws -> (all: Int, unread: Int) {
        let row = try db.first(
            """
            SELECT COUNT(*), COALESCE(SUM(CASE WHEN read_at IS NULL THEN 1 ELSE 0 END), 0)
            FROM message WHERE person IN \(list: people) AND \(open)
            """)
        // PostgreSQL's SUM of integers is an integer of the same width here, SQLite's too.
        return try row.map { (try $0[0], try $0[1]) } ?? (0, 0)
    }
}

/// One screen of a phone holds about ten.
let messagesPerPage = 20
