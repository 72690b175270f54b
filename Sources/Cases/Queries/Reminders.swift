import Kernel
import Storage

/// A reminder that awaits an answer of somebody's offices.
struct ReminderLine: Sendable {
    let reference: Reference
    let procedure: String
    let at: Moment
    let due: Day?

    /// Those of the offices of a principal, what is due first first; none of a file of their own.
    static func open(for principal: Principal, in db: Reader) throws -> [ReminderLine] {
        var condition: SQL = "answered_at IS NULL"
        if case .offices(let named) = WorkOffices(principal) {
            condition = "\(condition) AND at_office IN \(list: named)"
        }
        if let person = principal.person {
            condition = "\(condition) AND applicant <> \(person)"
        }
        return try db.all(
            """
            SELECT kase.reference, kase.procedure, case_reminder.at, due
            FROM case_reminder JOIN kase ON kase.id = case_reminder.kase
            WHERE \(condition) ORDER BY due NULLS LAST, case_reminder.id LIMIT \(boardRows)
            """
        ).map { row in
            ReminderLine(
                reference: try row[0], procedure: try row[1], at: try row[2], due: try row[3])
        }
    }
}
