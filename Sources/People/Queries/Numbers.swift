public import Kernel
public import Storage

/// A number of files that a code on paper tied to somebody's account.
struct TiedNumber: Sendable {
    let id: ID<TiedNumber>
    /// Of the account.
    let person: PersonID
    /// Under which the file names them.
    let number: PersonID
    let file: Reference
    /// Which document the officer saw, in words.
    let shown: String
    let givenName: String
    let tiedAt: Moment

    private static let columns: SQL =
        "SELECT id, person, number, file, shown, given_name, tied_at FROM person_number"

    private init(_ row: Row) throws {
        id = try row[0]
        person = try row[1]
        number = try row[2]
        file = try row[3]
        shown = try row[4]
        givenName = try row[5]
        tiedAt = try row[6]
    }

    /// What stands for somebody's account, latest first.
    static func all(of person: PersonID, in db: Reader) throws -> [TiedNumber] {
        try db.all(
            """
            \(columns) WHERE person = \(person) AND ended_at IS NULL
            ORDER BY id DESC LIMIT \(numbersMax)
            """
        ).map(TiedNumber.init)
    }

    /// What stands for a number; nil where no account opens it by a code.
    static func standing(of number: PersonID, in db: Reader) throws -> TiedNumber? {
        try db.first("\(columns) WHERE number = \(number) AND ended_at IS NULL")
            .map(TiedNumber.init)
    }

    /// What stands for the person of an account, by its own number.
    static func find(
        _ id: ID<TiedNumber>, of person: PersonID, in db: Reader
    ) throws -> TiedNumber? {
        try db.first("\(columns) WHERE id = \(id) AND person = \(person) AND ended_at IS NULL")
            .map(TiedNumber.init)
    }

    /// The ties of an account as its person reads who did what: who saw the document is who opened the file.
    static func readings(of person: PersonID, in db: Reader) throws -> [Reading] {
        try all(of: person, in: db).map {
            Reading(when: $0.tiedAt, who: $0.givenName, what: .tied($0.file))
        }
    }
}

extension People {
    /// All numbers that mean one human being to the rooms that name people in files, the given one among them.
    public typealias Same = @Sendable (PersonID, Reader) throws -> [PersonID]

    /// The same with what other rooms know of who is one human being.
    public func knowing(_ same: @escaping Same) -> People {
        var copy = self
        copy.same = same
        return copy
    }

    /// The other numbers of the person behind an account: those that a code tied to it, and those that an office merged
    /// with any of them, in the order of the numbers.
    func otherNumbers(of person: PersonID, in db: Reader) throws -> [PersonID] {
        let own = Set(try same(person, db)).union([person])
        let tied: [PersonID] = try db.all(
            """
            SELECT number FROM person_number
            WHERE ended_at IS NULL AND person IN \(list: own.sorted())
            """
        ).map { try $0[0] }
        var all = own
        for number in tied where !all.contains(number) {
            all.insert(number)
            all.formUnion(try same(number, db))
        }
        return all.subtracting([person]).sorted()
    }

    /// All numbers of somebody, their account's own first.
    func numbers(of person: PersonID, in db: Reader) throws -> [PersonID] {
        [person] + (try otherNumbers(of: person, in: db))
    }

    func hasAccount(_ person: PersonID, in db: Reader) throws -> Bool {
        try db.count("SELECT COUNT(*) FROM account WHERE person = \(person)") > 0
    }

    /// Who reads what is written to a number: whoever has the account to which it leads, else the number itself.
    func reader(of number: PersonID, in db: Reader) throws -> PersonID {
        if try hasAccount(number, in: db) { return number }
        let known = Set(try same(number, db)).union([number]).sorted()
        return try db.value(People.reader(of: number, known)) ?? number
    }

    /// The same as a question, where all its numbers are known; no row where none of them leads to an account.
    static func reader(of number: PersonID, _ known: [PersonID]) -> SQL {
        """
        SELECT person FROM account WHERE person IN \(list: known)
            OR person IN (SELECT person FROM person_number
                WHERE ended_at IS NULL AND number IN \(list: known))
        ORDER BY CASE WHEN person = \(number) THEN 0 ELSE 1 END, id LIMIT 1
        """
    }
}

/// More numbers than one human being has.
private let numbersMax = 100
