public import Kernel
public import Storage

/// A number that a body gave to a person, or to somebody of their household.
public struct IssuedNumber: Sendable, Equatable {
    /// What number it is: a code of the policy.
    public let kind: String
    public let number: String
    /// Whose it is, by name.
    public let name: String
    public let body: String
    /// The file under which it was asked for, as its journal names it.
    public let subject: String
    public let issuedAt: Moment
    public let isDemo: Bool

    public init(
        kind: String, number: String, name: String, body: String, subject: String,
        issuedAt: Moment, isDemo: Bool
    ) {
        (self.kind, self.number, self.name, self.body) = (kind, number, name, body)
        (self.subject, self.issuedAt, self.isDemo) = (subject, issuedAt, isDemo)
    }
}

extension People {
    /// Keeps a number that a body gave; the journal tells that one was given, never which.
    public func keepIssued(_ issued: IssuedNumber, of person: PersonID, in db: Writer) throws {
        let sealed = try db.keys.seal(
            value: IssuedSecret(issued), use: IssuedSecret.use, context: "person/\(person)")
        try db.run(
            """
            INSERT INTO issued_number (id, person, kind, body, sealed, subject, issued_at, demo)
            VALUES (\(ID<IssuedSecret>.new(at: issued.issuedAt)), \(person), \(issued.kind), \(issued.body),
                \(sealed), \(issued.subject), \(issued.issuedAt), \(issued.isDemo))
            """)
    }

    /// Those of somebody signed in, under all their numbers, newest first; nobody reads another's.
    public func issuedNumbers(of principal: Principal, in db: Reader) throws -> [IssuedNumber] {
        try issuedNumbers(of: principal.numbers, in: db)
    }

    func issuedNumbers(of numbers: [PersonID], in db: Reader) throws -> [IssuedNumber] {
        try db.all(
            """
            SELECT person, kind, body, sealed, subject, issued_at, demo FROM issued_number
            WHERE person IN \(list: numbers) ORDER BY issued_at DESC, id DESC LIMIT \(issuedMax)
            """
        ).map { row in
            let (person, sealed): (PersonID, [UInt8]) = (try row[0], try row[3])
            let secret: IssuedSecret = try db.keys.open(
                value: sealed, use: IssuedSecret.use, context: "person/\(person)")
            return IssuedNumber(
                kind: try row[1], number: secret.number, name: secret.name, body: try row[2],
                subject: try row[4], issuedAt: try row[5], isDemo: try row[6])
        }
    }

    /// What was given under an erased file goes with it.
    public func eraseIssued(under subject: String, in db: Writer) throws {
        try db.run("DELETE FROM issued_number WHERE subject = \(subject)")
    }
}

/// What is sealed of it.
private struct IssuedSecret: Codable {
    let number: String
    let name: String

    static let use = "issued-number"

    init(_ issued: IssuedNumber) { (number, name) = (issued.number, issued.name) }
}

/// More than a household has.
private let issuedMax = 200
