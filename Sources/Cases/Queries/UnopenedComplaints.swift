public import Kernel
import Languages
public import Storage

extension Cases {
    /// Complaints that wait and are closed to everybody who works on them, oldest first and by number alone: so the
    /// administrator learns that somebody else is needed, and nothing of what they say.
    public func unopenedComplaints(in db: Reader) throws -> [Reference] {
        let waiting = try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE apart > '' AND decided_at IS NULL
            ORDER BY filed_at, id LIMIT \(complaintsMax)
            """
        ).map(Case.init)
        return try waiting.filter { try !house.isWorked($0, in: db) }.map(\.reference)
    }
}

extension CaseHouse {
    /// Whether somebody is there to whom a case is open: of its office, or who supervises every one.
    func isWorked(_ kase: Case, in db: Reader) throws -> Bool {
        let staff = try neighbours.officers(kase.office, db) + neighbours.overseers(db)
        return try staff.contains { try kase.isOpen(to: $0, in: db) }
    }

    /// Tells the person of a complaint that names so many that nobody is left to read it.
    func tellIfUnopened(_ kase: Case, at now: Moment, in db: Writer) throws {
        guard kase.recusal != nil, try !isWorked(kase, in: db) else { return }
        try tell(kase, key: "unopened/\(kase.id)/\(now.microseconds)", at: now, in: db) { t in
            .init(
                title: t("Nobody here may open your complaint"),
                body: t(
                    "Everybody who works on complaints bears a name that you gave in {reference}. You can correct the name until it is decided; those who run the service are told its number and look for somebody else.",
                    ["reference": kase.reference.text]))
        }
    }
}

/// More than ever wait so at once; the first ones come first.
private let complaintsMax = 200
