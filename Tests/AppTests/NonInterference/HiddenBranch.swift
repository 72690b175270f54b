import Kernel
import Storage

@testable import App
@testable import Cases

extension HiddenLife {
    /// Asked of a branch at the place of the office whose body has no clerk among those who are compared.
    static func askBranch(
        about kase: Case, by officer: Principal, at now: Moment, on today: Day, in db: Writer
    ) throws {
        let branch: Int64? = try db.value(
            "SELECT id FROM branch WHERE kind = 'patient-number' ORDER BY id")
        guard let branch else { throw Trouble("the demo has no branch for patient numbers") }
        try db.run(
            """
            INSERT INTO branch_request (id, branch, kase, position, person, reference, office, flow,
                version, state, asked_by, asked_at, keep_until, demo)
            VALUES (\(kase.id), \(branch), \(kase.id), 0, \(kase.applicant), \(kase.reference),
                \(kase.office), 'branch-health', 1, 'asked', \(officer.account), \(now),
                \(today.adding(days: 30)), 1)
            """)
    }
}
