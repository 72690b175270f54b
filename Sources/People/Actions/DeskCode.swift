import Kernel
import Storage

/// An officer who saw the person and their document lets them back in. What opens the account is nothing that the
/// officer has: the code goes to the checked addresses; where there are none, it stands on paper and counts only after
/// a second officer confirmed it and a day has passed, in which the person can stop it.
struct GiveDeskCode: Sendable {
    /// Where the code is.
    enum Given: Sendable, Equatable {
        /// On its way to so many checked addresses; nobody here reads it.
        case sent(to: Int)
        /// To be handed over; a second officer confirms it.
        case onPaper
    }

    let person: PersonID
    /// What they showed, in words.
    let shown: String
    let code: Reference

    /// `mayServe` says whether the officer works for this person; whom they do not work for is not there.
    @discardableResult
    func perform(
        by principal: Principal, mayServe: Bool, at now: Moment, in db: Writer
    ) throws -> Given {
        guard mayServe, !principal.isSelf(person) else { throw Refused.notFound }
        if shown.isEmpty {
            throw Refused(.invalid, "Write which document the person showed.")
        }
        let account = try DeskCode.account(of: person, in: db)
        let channels = try Channel.checked(of: person, at: now, in: db)
        try GiveAccessCode(
            account: account, way: .desk, channel: nil, code: code, shown: shown,
            countsFrom: channels.isEmpty ? nil : now
        ).perform(by: principal, at: now, in: db)
        for channel in channels {
            try AccessOrder(words: .deskCode, channel: channel.id, code: code.text)
                .post(at: now, in: db)
        }
        let event = JournalEvent(
            "account.recovery-given", subject: account.subject,
            ["shown": shown, "by": channels.isEmpty ? "paper" : "channel"])
        try db.record(event, by: principal, at: now)
        try AccessOrder.tell(person, .given, at: now, in: db)
        return channels.isEmpty ? .onPaper : .sent(to: channels.count)
    }
}

/// A second officer confirms a code on paper: they saw the person too, or the copy of the document. It counts a day later.
struct ConfirmDeskCode: Sendable {
    let person: PersonID

    func perform(
        by principal: Principal, mayServe: Bool, at now: Moment, in db: Writer
    ) throws {
        guard mayServe, !principal.isSelf(person) else { throw Refused.notFound }
        let account = try DeskCode.account(of: person, in: db)
        let pending = try DeskCode.standing(of: account.id, at: now, in: db)
        guard let pending, pending.countsFrom == nil else {
            throw Refused(.conflict, "No code of this account waits to be confirmed.")
        }
        guard pending.givenBy != principal.account else {
            throw Refused(.forbidden, "Whoever gave a code does not confirm it.")
        }
        let from = now.adding(seconds: AccessCode.deskWaitSeconds)
        try db.run(
            """
            UPDATE access_code SET confirmed_by = \(principal.account), counts_from = \(from),
                expires = \(from.adding(seconds: AccessCode.deskSecondsMax))
            WHERE id = \(pending.id) AND ended IS NULL AND counts_from IS NULL
            """)
        let event = JournalEvent("account.recovery-confirmed", subject: account.subject)
        try db.record(event, by: principal, at: now)
        try AccessOrder.tell(person, .given, at: now, in: db)
    }
}

/// Whoever is in their account stops a code that a desk gave for it.
struct StopDeskCode: Sendable {
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let ended = try db.run(
            """
            UPDATE access_code SET ended = \(now)
            WHERE account = \(principal.account) AND way = 'desk' AND ended IS NULL
            """)
        if ended == 0 { return }
        let event = JournalEvent(
            "account.recovery-stopped", subject: "account/\(principal.account)")
        try db.record(event, by: principal, at: now)
    }
}

/// A code from a desk that stands: it was neither used nor stopped, and its time is not over.
struct DeskCode: Sendable {
    let id: Int64
    let givenBy: AccountID
    let given: Moment
    /// Which document was shown.
    let shown: String
    /// From when on it opens the account; nil until a second officer confirmed it.
    let countsFrom: Moment?

    static func standing(of account: AccountID, at now: Moment, in db: Reader) throws -> DeskCode? {
        let row = try db.first(
            """
            SELECT id, given_by, created, shown, counts_from FROM access_code
            WHERE account = \(account) AND way = 'desk' AND ended IS NULL AND expires > \(now)
            ORDER BY id DESC LIMIT 1
            """)
        guard let row else { return nil }
        let sealed: [UInt8]? = try row[3]
        let shown = try sealed.map {
            try db.keys.open($0, use: DeskCode.sealUse, context: "account/\(account)")
        }
        return DeskCode(
            id: try row[0], givenBy: try row[1], given: try row[2],
            shown: String(decoding: shown ?? [], as: UTF8.self), countsFrom: try row[4])
    }

    /// The account behind a person, where one may be opened at a desk: whoever works here is let in again by the
    /// administrator.
    static func account(of person: PersonID, in db: Reader) throws -> Account {
        let id: AccountID? = try db.value("SELECT id FROM account WHERE person = \(person)")
        guard let id, let account = try Account.find(id, in: db) else {
            throw Refused(.conflict, "This person has no account here yet.")
        }
        guard try GivenDuty.all(of: id, in: db).isEmpty else { throw Refused.notFound }
        return account
    }

    static let sealUse = "desk-code"
}
