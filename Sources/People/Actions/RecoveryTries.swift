import Kernel
import Storage

/// Wrong codes that came from one line for one name: five an hour, and that line's are not looked at any more. No
/// stranger's guess ends a code: whoever holds the paper types it elsewhere. A name that is not there is counted alike.
struct RecoveryTries {
    private let login: [UInt8]
    private let line: [UInt8]

    init(_ login: Login, from line: String, in db: Reader) {
        self.login = db.keys.lookup(login.text, use: "recovery-login")
        self.line = db.keys.lookup(line, use: "recovery-line")
    }

    func isOver(at now: Moment, in db: Reader) throws -> Bool {
        let since = now.adding(seconds: -secondsKept)
        return try db.count(
            """
            SELECT tries FROM recovery_try
            WHERE login_hash = \(login) AND line_hash = \(line) AND at > \(since)
            """) >= AccessCode.triesMax
    }

    func add(at now: Moment, in db: Writer) throws {
        let since = now.adding(seconds: -secondsKept)
        try db.run("DELETE FROM recovery_try WHERE at <= \(since)")
        try db.run(
            """
            INSERT INTO recovery_try (login_hash, line_hash, tries, at)
            VALUES (\(login), \(line), 1, \(now))
            ON CONFLICT (login_hash, line_hash) DO UPDATE SET tries = recovery_try.tries + 1,
                at = excluded.at
            """)
    }

    func clear(in db: Writer) throws {
        try db.run(
            "DELETE FROM recovery_try WHERE login_hash = \(login) AND line_hash = \(line)")
    }
}

private let secondsKept: Int64 = 3_600
