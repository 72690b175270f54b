import Kernel
import Storage

/// What somebody stated to be a person's, since when, and until when it held.
struct PersonKey: Sendable {
    let id: ID<PersonKey>
    let person: PersonID
    let kind: PersonKeyKind
    /// As it was written.
    let value: String
    let source: Source
    let statedAt: Moment
    let validUntil: Day?
    let endedAt: Moment?

    /// Where it comes from.
    enum Source: String, Storable, Sendable {
        case desk
        /// Another system, with the file that was taken over.
        case `import`
    }

    /// Those that one file states, also those that hold no longer; latest first.
    static func all(statedIn kase: CaseID, in db: Reader) throws -> [PersonKey] {
        try db.all(
            """
            SELECT id, person, kind, sealed, source, stated_at, valid_until, ended_at
            FROM person_key WHERE kase = \(kase) ORDER BY stated_at DESC, id DESC LIMIT \(keysMax)
            """
        ).map { try PersonKey($0, db.keys) }
    }

    private init(_ row: Row, _ keys: Keys) throws {
        id = try row[0]
        person = try row[1]
        kind = try row[2]
        let sealed: [UInt8] = try row[3]
        let plain = try keys.open(sealed, use: "person-key", context: "person/\(person)")
        value = String(decoding: plain, as: UTF8.self)
        source = try row[4]
        statedAt = try row[5]
        validUntil = try row[6]
        endedAt = try row[7]
    }

    /// By which equal ones are found and nobody reads them.
    static func hash(_ kind: PersonKeyKind, _ plain: String, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(kind.rawValue) \(plain)", use: "person-key")
    }

    /// The row of a new one for many that are written together; nil where the text can be none of its kind.
    static func values(
        _ kind: PersonKeyKind, _ typed: String, of person: PersonID, statedIn kase: CaseID,
        _ source: Source, by account: AccountID, at now: Moment, _ keys: Keys
    ) throws -> [Value]? {
        guard let plain = kind.plain(typed) else { return nil }
        let sealed = try keys.seal(
            Array(typed.utf8), use: "person-key", context: "person/\(person)")
        return [
            ID<PersonKey>.new(at: now).stored, person.stored, kase.stored, kind.stored,
            hash(kind, plain, keys).stored, sealed.stored, source.stored, account.stored,
            now.stored,
        ]
    }

    /// The row of a new one; nil where the text can be none of its kind.
    static func insertion(
        _ kind: PersonKeyKind, _ typed: String, of person: PersonID, statedIn kase: CaseID,
        _ source: Source, validUntil: Day? = nil, by account: AccountID, at now: Moment,
        _ keys: Keys
    ) throws -> SQL? {
        guard let plain = kind.plain(typed) else { return nil }
        let sealed = try keys.seal(
            Array(typed.utf8), use: "person-key", context: "person/\(person)")
        return """
            INSERT INTO person_key
                (id, person, kase, kind, value_hash, sealed, source, stated_by, stated_at, valid_until)
            VALUES (\(ID<PersonKey>.new(at: now)), \(person), \(kase), \(kind),
                \(hash(kind, plain, keys)), \(sealed), \(source), \(account), \(now), \(validUntil))
            ON CONFLICT DO NOTHING
            """
    }
}

/// More than the people of one file ever have.
private let keysMax = 200
