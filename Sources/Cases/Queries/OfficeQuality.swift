public import Kernel
public import Storage

/// How many of how many, of one office.
public struct OfficeShare: Sendable, Equatable {
    public var count = 0
    public var all = 0
    /// Whether an invented file was counted.
    public var isDemo = false
}

extension Cases {
    /// The decisions of a span by office, and how many of them came within the days that stand at their procedure,
    /// counted from filing. What ended by its person's silence or wish is no decision; procedures that keep some of the
    /// staff apart are left out, as in figures.
    public func decisions(
        within span: Range<Moment>, days: [String: Int], in db: Reader
    ) throws -> [LocationID: OfficeShare] {
        var found: [LocationID: OfficeShare] = [:]
        for procedure in house.policy.procedures where procedure.isCountedByOffice {
            guard let limit = days[procedure.code] else { continue }
            let most = Int64(limit) * microsecondsPerDay
            let rows = try db.all(
                """
                SELECT office, SUM(CASE WHEN decided_at - filed_at <= \(most) THEN 1 ELSE 0 END), COUNT(*), MAX(demo)
                FROM kase WHERE procedure = \(procedure.code)
                    AND decided_at >= \(span.lowerBound) AND decided_at < \(span.upperBound)
                    AND outcome NOT IN \(list: unjudgedOutcomes.sorted())
                GROUP BY office
                """)
            for row in rows {
                let office: LocationID = try row[0]
                try found[office, default: OfficeShare()].add(row[1], of: row[2], row[3])
            }
        }
        return found
    }

    /// The complaints about the service that were handed in within a span, by the office that they are about: that of the
    /// file that one names, else the one office whose name it gives. One that names neither, or a name that several
    /// may bear, is about none that could be told.
    public func complaints(
        within span: Range<Moment>, in db: Reader
    ) throws -> [LocationID: OfficeShare] {
        var found: [LocationID: OfficeShare] = [:]
        for procedure in house.policy.procedures where procedure.recusal != nil {
            let filed = try db.all(
                """
                SELECT \(Case.columns) FROM kase WHERE procedure = \(procedure.code)
                    AND filed_at >= \(span.lowerBound) AND filed_at < \(span.upperBound)
                """
            ).map(Case.init)
            for complaint in filed {
                guard let office = try house.office(about: complaint, procedure, in: db) else {
                    continue
                }
                found[office, default: OfficeShare()].add(1, of: 1, complaint.isDemo)
            }
        }
        return found
    }
}

extension CaseHouse {
    /// The office that a complaint is about; nil where it cannot be told.
    fileprivate func office(
        about complaint: Case, _ procedure: Procedure, in db: Reader
    ) throws -> LocationID? {
        let answers = try complaint.history(in: db).answers
        if let reference = subject(of: complaint.procedure, answers) {
            let office: LocationID? = try db.value(
                "SELECT office FROM kase WHERE reference = \(reference)")
            return office
        }
        guard let typed = procedure.recusal.flatMap({ answers[$0.office] }) else { return nil }
        let offices = try neighbours.officesNear(
            procedure.service, complaint.municipality, complaintOfficesMax, db)
        let named = offices.named(typed)
        return named.count == 1 ? named[0].id : nil
    }
}

extension Procedure {
    /// Whether its files may move a number that anybody sees of an office: not where some of the staff must not know of them.
    fileprivate var isCountedByOffice: Bool { recusal == nil && !needToKnow }
}

extension OfficeShare {
    fileprivate mutating func add(_ count: Int, of all: Int, _ isDemo: Bool) {
        self.count += count
        self.all += all
        self.isDemo = self.isDemo || isDemo
    }
}

private let microsecondsPerDay: Int64 = 86_400_000_000
