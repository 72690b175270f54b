import Kernel
import Storage

/// Somebody types a code and a new password: the account is theirs again, all its sessions end. A code from a desk also
/// takes the code app away, which was lost with the phone, and for a day what is read there shows no receipt.
struct RecoverAccess: Sendable {
    enum Outcome: Sendable, Equatable {
        case isIn
        /// The code is not, or no longer, one of this account; the answer says no more.
        case refused
        /// It is one, and counts from a moment on; nil where a second officer has still to confirm it.
        case early(Moment?)
    }

    let login: Login
    let code: Reference
    let passwordHash: String
    /// From where it was typed.
    let line: String

    func perform(at now: Moment, in db: Writer) throws -> Outcome {
        let tries = RecoveryTries(login, from: line, in: db)
        if try tries.isOver(at: now, in: db) { return .refused }
        // A name that is not there leaves the same row as a wrong code: the time tells nobody which names exist.
        guard let account = try Account.find(login, in: db),
            // Whoever was given a duty meanwhile is let in by the administrator.
            try GivenDuty.all(of: account.id, in: db).isEmpty,
            let found = try StandingCode.find(
                code, of: account, [.channel, .desk], at: now, in: db)
        else {
            try tries.add(at: now, in: db)
            return .refused
        }
        guard let from = found.countsFrom, from <= now else { return .early(found.countsFrom) }
        guard try found.take(at: now, in: db) else { return .refused }
        try open(account, found.way, tries, at: now, in: db)
        return .isIn
    }

    private func open(
        _ account: Account, _ way: AccessCode.Way, _ tries: RecoveryTries, at now: Moment,
        in db: Writer
    ) throws {
        let who = try account.principal(in: db)
        try SetPassword(account: account.id, passwordHash: passwordHash, keeping: nil)
            .perform(by: who, at: now, in: db)
        if way == .desk {
            let from = now.adding(seconds: AccessCode.deskWaitSeconds)
            try db.run(
                """
                UPDATE account SET totp_secret = NULL, totp_offered = NULL, receipts_from = \(from)
                WHERE id = \(account.id)
                """)
        }
        try db.run(
            "UPDATE access_code SET ended = \(now) WHERE account = \(account.id) AND ended IS NULL")
        try Failures(login, from: nil, in: db).clear(in: db)
        try tries.clear(in: db)
        let event = JournalEvent(
            "account.recovered", subject: account.subject, ["way": way.rawValue])
        try db.record(event, by: who, at: now)
        if let person = account.person {
            try AccessOrder.tell(person, .recovered, at: now, in: db)
        }
    }
}

/// The person types the code that went to one of their channels: from now on it is proven to be theirs.
struct ConfirmChannel: Sendable {
    let channel: ID<Channel>
    let code: Reference

    /// False where the code is wrong or its time is over.
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Bool {
        guard let found = try Channel.find(channel, in: db), found.person == principal.person,
            let account = try Account.find(principal.account, in: db)
        else { throw Refused.notFound }
        guard let standing = try StandingCode.find(code, of: account, [.check], at: now, in: db)
        else {
            // Only the account's own holder comes so far: five guesses are theirs.
            try db.run(
                """
                UPDATE access_code SET tries = tries + 1
                WHERE account = \(account.id) AND way = 'check' AND ended IS NULL
                """)
            return false
        }
        guard standing.channel == channel, try standing.take(at: now, in: db) else { return false }
        try db.run(
            "UPDATE contact_channel SET verified = \(now) WHERE id = \(channel) AND verified IS NULL"
        )
        let event = JournalEvent(
            "person.channel-checked", subject: "person/\(found.person)",
            ["kind": found.kind.rawValue])
        try db.record(event, by: principal, at: now)
        try AccessOrder.tell(found.person, .changed, at: now, in: db)
        return true
    }
}

/// A code of an account that fits and was not used.
private struct StandingCode {
    let id: Int64
    let way: AccessCode.Way
    let channel: ID<Channel>?
    let countsFrom: Moment?

    static func find(
        _ code: Reference, of account: Account, _ ways: [AccessCode.Way], at now: Moment,
        in db: Reader
    ) throws -> StandingCode? {
        let hash = GiveAccessCode.hash(code, account.id, db.keys)
        let rows = try db.all(
            """
            SELECT id, way, channel, counts_from, code_hash FROM access_code
            WHERE account = \(account.id) AND way IN \(list: ways) AND ended IS NULL
                AND expires > \(now) AND tries < \(AccessCode.triesMax) ORDER BY id
            """)
        for row in rows {
            let kept: [UInt8] = try row[4]
            guard kept == hash else { continue }
            return StandingCode(
                id: try row[0], way: try row[1], channel: try row[2], countsFrom: try row[3])
        }
        return nil
    }

    /// Each counts once.
    func take(at now: Moment, in db: Writer) throws -> Bool {
        try db.run(
            "UPDATE access_code SET ended = \(now) WHERE id = \(id) AND ended IS NULL") == 1
    }
}
