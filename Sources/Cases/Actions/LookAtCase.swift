import Kernel
import Storage

/// Somebody who works here opens a case: who, when and for which purpose stays for the person to read.
struct LookAtCase {
    let reference: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> Case {
        let kase = try Case.findForStaff(reference, principal, in: db)
        try kase.noteLook(by: principal, at: now, in: db)
        return kase
    }
}

extension Case {
    /// Keeps that somebody of the staff looked; a person's look at their own case is nobody's business.
    func noteLook(by principal: Principal, at now: Moment, in db: Writer) throws {
        guard access(of: principal) == .staff else { return }
        try db.run(
            """
            INSERT INTO looked (id, kase, account, name, purpose, at)
            VALUES (\(ID<LookLine>.new(at: now)), \(id), \(principal.account), \(principal.name), \(Purpose.status),
                \(now))
            """)
    }
}

/// One look at a case.
struct LookLine: Sendable {
    let name: String
    let purpose: Purpose
    let at: Moment
    /// Whether they acted for the person.
    let isForPerson: Bool

    /// The latest looks of a case.
    static func all(of kase: CaseID, in db: Reader) throws -> [LookLine] {
        try db.all(
            """
            SELECT name, purpose, at, mandate FROM looked WHERE kase = \(kase) ORDER BY at DESC, id DESC LIMIT \(looksMax)
            """
        ).map { row in
            let mandate: String? = try row[3]
            return LookLine(
                name: try row[0], purpose: try row[1], at: try row[2], isForPerson: mandate != nil)
        }
    }
}

/// Enough for a page; the whole list is the person's to ask for.
private let looksMax = 50
