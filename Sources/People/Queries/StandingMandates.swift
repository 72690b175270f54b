public import Kernel
public import Storage

extension MandateScope: Storable {}

/// Who may act for whom, in what, and until when.
struct Mandate: Sendable {
    let id: ID<Mandate>
    let holder: String
    let scope: MandateScope
    let from: Moment
    let to: Moment?

    /// What the person has granted and not taken back.
    static func standing(of person: PersonID, at now: Moment, in db: Reader) throws -> [Mandate] {
        try db.all(
            """
            SELECT m.id, a.name, m.scope, m.valid_from, m.valid_to FROM mandate m
            JOIN account a ON a.id = m.holder
            WHERE m.grantor = \(person) AND m.revoked IS NULL
                AND (m.valid_to IS NULL OR m.valid_to > \(now)) AND \(holderHelps)
            ORDER BY m.id LIMIT \(mandatesMax)
            """
        ).map { row in
            Mandate(
                id: try row[0], holder: try row[1], scope: try row[2], from: try row[3],
                to: try row[4])
        }
    }

    /// The people who gave somebody such a mandate that stands now, as a part of another query.
    static func grantors(to principal: Principal, _ scope: MandateScope, at now: Moment) -> SQL {
        guard principal.duties.allowMandates else { return "(NULL)" }
        let scopes = MandateScope.allCases.filter { $0.allows(scope) }
        return """
            (SELECT grantor FROM mandate WHERE holder = \(principal.account) AND scope IN \(list: scopes)
                AND revoked IS NULL AND valid_from <= \(now) AND (valid_to IS NULL OR valid_to > \(now))
                AND \(holderHelps))
            """
    }

    /// What somebody holds for a body that helps stands while they help there: no longer than the task.
    static let holderHelps: SQL = """
        (helper IS NULL OR EXISTS (SELECT 1 FROM duty
            WHERE duty.account = holder AND duty.purpose = 'help' AND duty.organisation = helper))
        """
}

/// A mandate as its holder has it.
public struct HeldMandate: Sendable {
    let id: ID<Mandate>
    /// For whom the holder acts.
    public let person: PersonID
    public let name: String
    public let scope: MandateScope
    let to: Moment?

    /// As other rooms keep it in their journal.
    public var number: String { id.description }

    /// What stands now; nothing for whoever may hold none, whatever was given before.
    static func all(
        of principal: Principal, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        guard principal.duties.allowMandates else { return [] }
        return try db.all(
            """
            SELECT m.id, m.grantor, p.name, m.scope, m.valid_to FROM mandate m
            JOIN person p ON p.id = m.grantor
            WHERE m.holder = \(principal.account) AND m.revoked IS NULL AND m.valid_from <= \(now)
                AND (m.valid_to IS NULL OR m.valid_to > \(now)) AND \(Mandate.holderHelps)
            ORDER BY p.name, m.id LIMIT \(mandatesMax)
            """
        ).map { row in
            HeldMandate(
                id: try row[0], person: try row[1], name: try row[2], scope: try row[3],
                to: try row[4])
        }
    }

    /// The one under which a person's things may be seen, or done; nil is none.
    static func find(
        _ person: PersonID, for principal: Principal, _ wanted: MandateScope, at now: Moment,
        in db: Reader
    ) throws -> HeldMandate? {
        try all(of: principal, at: now, in: db).first {
            $0.person == person && $0.scope.allows(wanted)
        }
    }
}

extension People {
    /// For whom somebody may act now.
    public func mandates(
        of principal: Principal, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        try HeldMandate.all(of: principal, at: now, in: db)
    }
}

/// A lawyer's desk or a centre has hundreds of people; a page shows no more.
private let mandatesMax = 500
