import Kernel
import Storage

/// A duty that waits for a second administrator.
struct WaitingDuty: Sendable {
    let id: ID<WaitingDuty>
    let duty: Duty
    let askedBy: AccountID
    let askedName: String
    let asked: Moment

    static func all(of account: AccountID, in db: Reader) throws -> [WaitingDuty] {
        try db.all(
            """
            SELECT id, role, organisation, location, purpose, asked_by, asked_name, asked
            FROM duty_wait WHERE account = \(account) ORDER BY id
            """
        ).map(WaitingDuty.init)
    }

    static func find(
        _ id: ID<WaitingDuty>, of account: AccountID, in db: Reader
    ) throws -> WaitingDuty {
        guard let found = try all(of: account, in: db).first(where: { $0.id == id }) else {
            throw Refused.notFound
        }
        return found
    }

    private init(row: Row) throws {
        id = try row[0]
        duty = Duty(
            role: try row[1], organisation: try row[2], location: try row[3], purpose: try row[4])
        askedBy = try row[5]
        askedName = try row[6]
        asked = try row[7]
    }
}

/// What became of a duty, for all administrators to see.
struct DutyLine: Sendable {
    let account: AccountID
    /// The user name of the account.
    let login: String
    let role: Role
    let purpose: Purpose
    let what: What
    /// Which administrator it was.
    let by: String
    let at: Moment

    enum What: String, Sendable {
        case asked, given, refused, taken
    }

    /// The last ones, newest first.
    static func latest(in db: Reader) throws -> [DutyLine] {
        try db.all(
            """
            SELECT l.account, a.login, l.role, l.purpose, l.what, l.by_name, l.at
            FROM duty_line l JOIN account a ON a.id = l.account
            ORDER BY l.at DESC, l.id DESC LIMIT \(linesMax)
            """
        ).compactMap { row -> DutyLine? in
            let word: String = try row[4]
            guard let what = What(rawValue: word) else { return nil }
            return DutyLine(
                account: try row[0], login: try row[1], role: try row[2], purpose: try row[3],
                what: what, by: try row[5], at: try row[6])
        }
    }

    /// Whether an administrator's duty was taken, or their account closed, after a moment.
    static func sentAway(since moment: Moment, in db: Reader) throws -> Bool {
        try db.count(
            """
            SELECT (SELECT COUNT(*) FROM duty_line WHERE at > \(moment)
                    AND what = \(What.taken.rawValue) AND role = \(Role.administrator))
                + (SELECT COUNT(*) FROM account WHERE closed > \(moment) AND id IN (
                    SELECT account FROM duty WHERE role = \(Role.administrator)))
            """) > 0
    }

    static func write(
        _ what: What, _ duty: Duty, _ account: AccountID, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO duty_line (id, account, role, location, purpose, what, by_name, at)
            VALUES (\(ID<DutyLine>.new(at: now)), \(account), \(duty.role), \(duty.location),
                \(duty.purpose), \(what.rawValue), \(principal.name), \(now))
            """)
    }
}

/// A screen: what is older stands in the journal of each account.
private let linesMax = 20
