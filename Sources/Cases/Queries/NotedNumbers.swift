import Kernel
import Storage

/// A number that was noted, and whose document it is on.
struct NotedNumber: Sendable, Equatable {
    let member: CaseMemberID
    let shown: String
    let plain: String

    /// Of one file, in the order in which they were noted.
    static func all(of kase: CaseID, in db: Reader) throws -> [NotedNumber] {
        try db.all(
            """
            SELECT member, shown, number FROM case_number WHERE kase = \(kase)
            ORDER BY noted_at, number
            """
        ).map { NotedNumber(member: try $0[0], shown: try $0[1], plain: try $0[2]) }
    }
}
