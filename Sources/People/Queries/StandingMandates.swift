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
    /// The other numbers that a code tied to them: what an office merged opens to themselves alone.
    public private(set) var also: [PersonID] = []
    public let name: String
    public let scope: MandateScope
    let to: Moment?

    /// All numbers whose files the mandate opens.
    public var people: [PersonID] { [person] + also }

    /// As other rooms keep it in their journal.
    public var number: String { id.description }

    /// What stands now, by name; nothing for whoever may hold none, whatever was given before.
    static func all(
        of principal: Principal, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        try standing("1 = 1", for: principal, at: now, in: db)
    }

    /// The ones under which the files of a number are seen.
    static func all(
        of principal: Principal, for number: PersonID, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        try standing(
            """
            (m.grantor = \(number) OR m.grantor IN (SELECT person FROM person_number
                WHERE number = \(number) AND ended_at IS NULL))
            """, for: principal, at: now, in: db)
    }

    /// One by its number.
    static func find(
        _ id: ID<Mandate>, for principal: Principal, at now: Moment, in db: Reader
    ) throws -> HeldMandate? {
        try standing("m.id = \(id)", for: principal, at: now, in: db).first
    }

    /// The one under which a person's things may be seen, or done; nil is none.
    static func find(
        _ person: PersonID, for principal: Principal, _ wanted: MandateScope, at now: Moment,
        in db: Reader
    ) throws -> HeldMandate? {
        try all(of: principal, for: person, at: now, in: db).first { $0.scope.allows(wanted) }
    }

    private static func standing(
        _ condition: SQL, for principal: Principal, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        guard principal.duties.allowMandates else { return [] }
        let held = try db.all(
            """
            SELECT m.id, m.grantor, p.name, m.scope, m.valid_to FROM mandate m
            JOIN person p ON p.id = m.grantor
            WHERE m.holder = \(principal.account) AND m.revoked IS NULL AND m.valid_from <= \(now)
                AND (m.valid_to IS NULL OR m.valid_to > \(now)) AND \(Mandate.holderHelps)
                AND \(condition)
            ORDER BY p.name, m.id LIMIT \(heldMax)
            """
        ).map { row in
            HeldMandate(
                id: try row[0], person: try row[1], name: try row[2], scope: try row[3],
                to: try row[4])
        }
        let tied = try numbers(tiedTo: Set(held.map(\.person)).sorted(), in: db)
        return held.map { mandate in
            var mandate = mandate
            mandate.also = tied[mandate.person] ?? []
            return mandate
        }
    }

    private static func numbers(
        tiedTo people: [PersonID], in db: Reader
    ) throws -> [PersonID: [PersonID]] {
        if people.isEmpty { return [:] }
        let rows = try db.all(
            """
            SELECT person, number FROM person_number
            WHERE ended_at IS NULL AND person IN \(list: people) ORDER BY number
            """)
        var numbers: [PersonID: [PersonID]] = [:]
        for row in rows {
            let (person, number): (PersonID, PersonID) = (try row[0], try row[1])
            numbers[person, default: []].append(number)
        }
        return numbers
    }
}

extension People {
    /// For whom somebody may act now.
    public func mandates(
        of principal: Principal, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        try HeldMandate.all(of: principal, at: now, in: db)
    }

    /// Under which mandates somebody opens the files of one number now.
    public func mandates(
        of principal: Principal, for number: PersonID, at now: Moment, in db: Reader
    ) throws -> [HeldMandate] {
        try HeldMandate.all(of: principal, for: number, at: now, in: db)
    }
}

/// A person gives no more mandates; a page shows no more.
private let mandatesMax = 500
/// A big centre has thousands of people: all of them are read for its lists, and few for anything else.
private let heldMax = 10_000
