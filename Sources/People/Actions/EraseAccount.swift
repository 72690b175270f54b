public import Kernel
public import Storage

extension People {
    /// Erases who is behind an account once the last of their files is erased: name, addresses, messages, numbers, every way
    /// to sign in, and the keys of its journal. The account's own number stays, by which others tell who looked at what.
    /// Answers whether it was: whoever still comes, has a task or a mandate, or stands under another number, keeps it.
    @discardableResult
    public func eraseAccount(
        of person: PersonID, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> Bool {
        guard let account = try unneeded(person, at: now, in: db) else { return false }
        let messages: [Int64] = try db.all("SELECT id FROM message WHERE person = \(person)").map {
            try $0[0]
        }
        try erase(messages: messages, in: db)
        try db.run("DELETE FROM message_list_look WHERE person = \(person)")
        try db.run("DELETE FROM access_code WHERE account = \(account)")
        try db.run("DELETE FROM former_channel WHERE person = \(person)")
        try db.run("DELETE FROM contact_channel WHERE person = \(person)")
        try db.run("DELETE FROM issued_number WHERE person = \(person)")
        try db.run("DELETE FROM number_code WHERE number = \(person)")
        try db.run("DELETE FROM person_number WHERE person = \(person) OR number = \(person)")
        try db.run("DELETE FROM oidc_identity WHERE account = \(account)")
        try db.run(
            """
            UPDATE account SET login = \("erased-\(account)"), name = \(erasedName), password_hash = NULL,
                totp_secret = NULL, totp_offered = NULL, mandate_reference = NULL, closed = \(now)
            WHERE id = \(account)
            """)
        try db.run("UPDATE person SET name = \(erasedName) WHERE id = \(person)")
        for subject in ["account/\(account)", "person/\(person)"] {
            try db.erase(subject: subject, reason: "last file", by: principal, at: now)
        }
        return true
    }

    /// Whether an account of a person stands that was not erased.
    public func keepsAccount(_ person: PersonID, in db: Reader) throws -> Bool {
        try db.count(
            "SELECT COUNT(*) FROM account WHERE person = \(person) AND login NOT LIKE 'erased-%'")
            > 0
    }

    /// The account of a person that nobody needs any more. Where a message of a case is left it leads to a file that was put
    /// together with theirs, and whoever had tasks is told of in their lines. Sessions are forgotten some weeks after they ended: where there is
    /// one, somebody still comes.
    private func unneeded(
        _ person: PersonID, at now: Moment, in db: Reader
    ) throws -> AccountID? {
        try db.first(
            """
            SELECT a.id FROM account a WHERE a.person = \(person) AND a.login NOT LIKE 'erased-%'
                AND NOT EXISTS (SELECT 1 FROM session s WHERE s.account = a.id)
                AND NOT EXISTS (SELECT 1 FROM duty d WHERE d.account = a.id)
                AND NOT EXISTS (SELECT 1 FROM duty_line l WHERE l.account = a.id)
                AND NOT EXISTS (SELECT 1 FROM duty_wait w WHERE w.account = a.id)
                AND NOT EXISTS (SELECT 1 FROM message c
                    WHERE c.person = a.person AND c.subject LIKE 'case/%')
                AND NOT EXISTS (SELECT 1 FROM account o WHERE o.human = a.person)
                AND NOT EXISTS (SELECT 1 FROM person_number n
                    WHERE (n.person = a.person OR n.number = a.person) AND n.ended_at IS NULL)
                AND NOT EXISTS (SELECT 1 FROM mandate m
                    WHERE (m.holder = a.id OR m.grantor = a.person) AND m.revoked IS NULL
                        AND (m.valid_to IS NULL OR m.valid_to > \(now)))
            """
        ).map { try $0[0] }
    }
}

/// A name stands everywhere; that of nobody is a dash.
private let erasedName = "–"
