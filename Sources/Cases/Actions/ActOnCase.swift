import Kernel
import Storage

extension Case {
    /// For whoever does something with it: not while another has it. Where it is theirs, its time begins anew.
    static func findToAct(
        _ reference: Reference, _ principal: Principal, at now: Moment, in db: Writer
    ) throws -> Case {
        let kase = try findForStaff(reference, principal, in: db)
        try kase.noteAct(by: principal, at: now, in: db)
        return kase
    }

    /// Refuses staff where another has the case; keeps when whoever has it last did something.
    func noteAct(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard let take = try Take.of(id, in: db) else { return }
        if let refusal = take.refusal(to: principal, at: now) { throw refusal }
        // What lapsed and nobody took meanwhile is theirs again; a clock that runs behind moves nothing back.
        try db.run(
            """
            UPDATE case_take SET acted_at = \(now)
            WHERE kase = \(id) AND taken_by = \(principal.account) AND acted_at < \(now)
            """)
    }
}
