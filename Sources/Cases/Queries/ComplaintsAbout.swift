import Kernel
import Storage

extension CaseHouse {
    /// What the person of a case filed about how they were served in it, latest first: for that person, and for nobody
    /// of the office.
    func complaints(about kase: Case, in db: Reader) throws -> [Case] {
        let procedures = policy.procedures.filter { $0.recusal != nil }
        if procedures.isEmpty { return [] }
        let filed = try db.all(
            """
            SELECT \(Case.columns) FROM kase
            WHERE applicant = \(kase.applicant) AND procedure IN \(list: procedures.map(\.code))
            ORDER BY id DESC LIMIT \(complaintsRead)
            """
        ).map(Case.init)
        return try filed.filter { complaint in
            let history = try complaint.history(in: db)
            return subject(of: complaint.procedure, history.answers) == kase.reference
        }
    }

    /// The reference of the case that a complaint names; nil where it names none.
    func subject(of procedure: String, _ answers: [String: String]) -> Reference? {
        policy.procedure(procedure)?.recusal.flatMap { answers[$0.kase] }.flatMap { Reference($0) }
    }
}

/// More than one person has filed; older ones stand in their list of cases.
private let complaintsRead = 20
