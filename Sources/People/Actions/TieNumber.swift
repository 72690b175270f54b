import Kernel
import Storage

/// At a desk an officer saw the person of a file, who has no account that opens it, and their document: a code on paper
/// will tie it to the account that its holder has or makes. Whatever address is known under the number is told.
struct GiveNumberCode: Sendable {
    let number: PersonID
    let file: Reference
    /// What they showed, in words.
    let shown: String
    let code: Reference

    /// `mayServe` says whether the officer works for this person; whom they do not work for is not there.
    func perform(by principal: Principal, mayServe: Bool, at now: Moment, in db: Writer) throws {
        guard mayServe, !principal.isOwn(number) else { throw Refused.notFound }
        if shown.isEmpty { throw Refused(.invalid, "Write which document the person showed.") }
        if try TiedNumber.standing(of: number, in: db) != nil {
            throw Refused(.conflict, "An account opens this file already.")
        }
        try db.run(
            "UPDATE number_code SET ended = \(now) WHERE number = \(number) AND ended IS NULL")
        try db.run(
            """
            INSERT INTO number_code
                (id, number, file, code_hash, shown, given_by, given_name, created, expires)
            VALUES (\(ID<GiveNumberCode>.new(at: now)), \(number), \(file),
                \(NumberCode.hash(code, file, db.keys)), \(shown), \(principal.account),
                \(principal.name), \(now), \(now.adding(seconds: AccessCode.deskSecondsMax)))
            """)
        let event = JournalEvent(
            "person.number-code-given", subject: "person/\(number)", ["shown": shown])
        try db.record(event, by: principal, at: now)
        try AccessOrder.tell(number, .numberGiven, at: now, in: db)
    }
}

/// A code that stands for a file.
struct NumberCode: Sendable {
    let id: ID<GiveNumberCode>
    let number: PersonID
    let shown: String
    let givenBy: AccountID
    let givenName: String

    static func hash(_ code: Reference, _ file: Reference, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(file.text) \(code.text)", use: "number-code")
    }

    /// The one that fits; nil where none stands, and then the wrong one counts against all that do.
    static func find(
        _ code: Reference, of file: Reference, at now: Moment, in db: Writer
    ) throws -> NumberCode? {
        let row = try db.first(
            """
            SELECT id, number, shown, given_by, given_name FROM number_code
            WHERE file = \(file) AND code_hash = \(hash(code, file, db.keys)) AND ended IS NULL
                AND expires > \(now) AND tries < \(AccessCode.triesMax)
            """)
        guard let row else {
            try db.run(
                "UPDATE number_code SET tries = tries + 1 WHERE file = \(file) AND ended IS NULL")
            return nil
        }
        return NumberCode(
            id: try row[0], number: try row[1], shown: try row[2], givenBy: try row[3],
            givenName: try row[4])
    }
}

/// Somebody signed in types the reference of their file and the code from the desk: the file is theirs from now on.
struct TieNumber: Sendable {
    let file: Reference
    let code: Reference

    /// False where the code is not, or no longer, one of this file; the answer says no more.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Bool {
        guard let person = principal.person else { throw Refused.notFound }
        guard let found = try NumberCode.find(code, of: file, at: now, in: db) else { return false }
        return try found.tie(file, to: person, of: principal, at: now, in: db)
    }
}

/// Whoever has no account yet makes one with the code from the desk: it bears the name of the file.
struct OpenFirstAccount: Sendable {
    enum Outcome: Sendable, Equatable {
        case opened, wrongCode, nameTaken
    }

    let file: Reference
    let code: Reference
    let login: Login
    let passwordHash: String
    let language: String

    func perform(at now: Moment, in db: Writer) throws -> Outcome {
        guard let found = try NumberCode.find(code, of: file, at: now, in: db),
            let name: String = try db.value("SELECT name FROM person WHERE id = \(found.number)")
        else { return .wrongCode }
        // Asked only of whoever has a right code: nobody else learns which names there are.
        if try Account.find(login, in: db) != nil { return .nameTaken }
        let account = try AddAccount(
            login: login, name: name, language: language, passwordHash: passwordHash,
            isPerson: true, duties: []
        ).perform(by: .house, at: now, in: db)
        guard let person = account.person else { return .wrongCode }
        let who = try account.principal(in: db)
        return try found.tie(file, to: person, of: who, at: now, in: db) ? .opened : .wrongCode
    }
}

extension NumberCode {
    /// Ends the code and ties its number, once. Whoever gave it opens no file of others with it.
    fileprivate func tie(
        _ file: Reference, to person: PersonID, of principal: Principal, at now: Moment,
        in db: Writer
    ) throws -> Bool {
        guard givenBy != principal.account, person != number else { return false }
        let taken = try db.run(
            "UPDATE number_code SET ended = \(now) WHERE id = \(id) AND ended IS NULL")
        guard taken == 1 else { return false }
        let tied = try db.run(
            """
            INSERT INTO person_number
                (id, person, number, file, shown, given_by, given_name, tied_at)
            VALUES (\(ID<TiedNumber>.new(at: now)), \(person), \(number), \(file), \(shown),
                \(givenBy), \(givenName), \(now)) ON CONFLICT DO NOTHING
            """)
        guard tied == 1 else { return false }
        try note("person.number-tied", number, person, by: principal, at: now, in: db)
        for told in [number, person] { try AccessOrder.tell(told, .tied, at: now, in: db) }
        return true
    }
}

/// The file is not theirs, or the code went to somebody else: from now on the account does not open it. Nothing that
/// was done under it is changed.
struct EndTiedNumber: Sendable {
    let tie: TiedNumber
    let reason: String

    /// Who may say so was asked before: the account's own person, or an officer of the file.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let ended = try db.run(
            """
            UPDATE person_number SET ended_at = \(now), ended_by = \(principal.account),
                reason = \(reason)
            WHERE id = \(tie.id) AND ended_at IS NULL
            """)
        guard ended == 1 else { throw Refused.notFound }
        try note(
            "person.number-untied", tie.number, tie.person, by: principal, at: now, in: db)
        for told in [tie.number, tie.person] {
            try AccessOrder.tell(told, .untied, at: now, in: db)
        }
    }
}

/// In the chain of each of the two numbers.
private func note(
    _ kind: String, _ number: PersonID, _ person: PersonID, by principal: Principal,
    at now: Moment, in db: Writer
) throws {
    for (subject, with) in [(number, person), (person, number)] {
        let event = JournalEvent(kind, subject: "person/\(subject)", ["with": "\(with)"])
        try db.record(event, by: principal, at: now)
    }
}
