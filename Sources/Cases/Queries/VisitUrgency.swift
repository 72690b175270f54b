public import Kernel
public import Storage

/// How urgent the visit of a case is, as its file stands in the queue of its office.
public struct VisitUrgency: Sendable {
    /// The class that the published table of its procedure gives: 0 is first.
    public let priority: Int
    /// The office's own date for its decision; a visit is of little use after it.
    public let legalDate: Day?
}

extension Cases {
    /// Of several cases at once; the classes are kept by every event and asked anew each day.
    public func visitUrgency(
        of cases: [CaseID], in db: Reader
    ) throws -> [CaseID: VisitUrgency] {
        if cases.isEmpty { return [:] }
        let rows = try db.all(
            "SELECT id, priority, office_date FROM kase WHERE id IN \(list: cases)")
        return Dictionary(
            try rows.map { row -> (CaseID, VisitUrgency) in
                (try row[0], VisitUrgency(priority: try row[1], legalDate: try row[2]))
            }
        ) { first, _ in first }
    }

    /// Some invented files of an office with which nobody has anything to do, to show a list with.
    public func inventedFiles(
        at office: LocationID, of procedure: String, limit: Int, in db: Reader
    ) throws -> [CaseID] {
        try db.all(
            """
            SELECT id FROM kase
            WHERE office = \(office) AND procedure = \(procedure) AND demo = 1 AND turn = 'office'
            ORDER BY filed_at DESC, id DESC LIMIT \(limit)
            """
        ).map { try $0[0] }
    }

    /// A case that may book a visit, as the house itself knows it and shows it to nobody; nil where it is not there or
    /// needs none.
    public func needingVisit(_ id: CaseID, in db: Reader) throws -> BookableCase? {
        guard let row = try db.first("SELECT \(Case.columns) FROM kase WHERE id = \(id)") else {
            return nil
        }
        let kase = try Case(row: row)
        let procedure = try house.procedure(kase.procedure)
        guard kase.awaitsVisit(procedure) else { return nil }
        return BookableCase(
            id: kase.id, reference: kase.reference, service: procedure.service,
            office: kase.office, people: try CaseMember.all(of: kase.id, in: db).map(\.person.name),
            applicant: kase.applicant, isDemo: kase.isDemo, isDecided: kase.isDecided,
            awaitsVisit: true, isOwn: false, mandate: nil, others: [])
    }
}
