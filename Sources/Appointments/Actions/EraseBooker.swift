public import Kernel
public import Storage

extension Appointments {
    /// Erases who booked the visits of a file, and the proofs of who came; that there were visits, when and for how many, names nobody.
    public func eraseBooker(of kase: CaseID, in db: Writer) throws {
        try db.run("DELETE FROM demand WHERE case_id = \(kase)")
        try db.run("DELETE FROM round_applicant WHERE case_id = \(kase)")
        try db.run(
            "DELETE FROM visit_presence WHERE visit IN (SELECT id FROM visit WHERE case_id = \(kase))"
        )
        try db.run("UPDATE visit SET booked_by = 0 WHERE case_id = \(kase)")
    }
}
