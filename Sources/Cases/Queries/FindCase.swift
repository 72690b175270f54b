public import Kernel
public import Storage

extension Case {
    /// The one finder of pages: somebody's own case, or one of the offices they work for.
    public static func find(
        _ reference: Reference, for principal: Principal, in db: Reader
    ) throws -> Case {
        let row = try db.first("SELECT \(Case.columns) FROM kase WHERE reference = \(reference)")
        return try visible(row, to: principal, in: db)
    }

    public static func find(_ id: CaseID, for principal: Principal, in db: Reader) throws -> Case {
        try visible(
            try db.first("SELECT \(Case.columns) FROM kase WHERE id = \(id)"), to: principal,
            in: db)
    }

    /// For those who work on it; to everyone else it does not exist.
    static func findForStaff(
        _ reference: Reference, _ principal: Principal, in db: Reader
    ) throws -> Case {
        let kase = try find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .staff else { throw Refused.notFound }
        return kase
    }

    /// Not there and not yours are one answer.
    private static func visible(
        _ row: Row?, to principal: Principal, in db: Reader
    ) throws -> Case {
        guard let kase = try row.map(Case.init), try kase.access(of: principal, in: db) != nil
        else { throw Refused.notFound }
        return kase
    }
}

extension Case {
    /// The case as its journal tells it now.
    func history(in db: Reader) throws -> CaseHistory {
        let history = try db.fold(
            Case.subject(id), begin: { CaseHistory(beginning: CaseEvent($0)) },
            next: { $0.apply(CaseEvent($1)) })
        guard let history else { throw Refused.notFound }
        return history
    }
}
