import Kernel
import Storage

/// What anybody with a code may learn: that the paper is ours, of which kind of case, and pending or decided.
struct CheckedCode: Sendable, Equatable {
    let procedure: String
    let filedAt: Moment
    let isDecided: Bool
    /// The last day of a certificate; other letters have none.
    let expires: Day?

    /// Nil for a code that we never gave.
    static func find(_ code: VerifyCode, in db: Reader) throws -> CheckedCode? {
        let row = try db.first(
            """
            SELECT kase.procedure, kase.filed_at, kase.decided_at, certificate.expires
            FROM letter JOIN kase ON kase.id = letter.kase
            LEFT JOIN certificate ON certificate.code = letter.code
            WHERE letter.code = \(code.text) LIMIT 1
            """)
        return try row.map { row in
            let decidedAt: Moment? = try row[2]
            return CheckedCode(
                procedure: try row[0], filedAt: try row[1], isDecided: decidedAt != nil,
                expires: try row[3])
        }
    }
}
