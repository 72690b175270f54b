import Kernel
import Storage

/// Somebody's relative as filed households tell it, and the files that tell it.
struct Relative: Hashable, Sendable {
    let person: PersonID
    let kin: Kin
    /// The file that says who the one is to its holder, and the one that says it of the other; often the same.
    let via: CaseID
    let otherVia: CaseID

    /// Of one human being, by all numbers under which they are known.
    static func all(of known: Set<PersonID>, in db: Reader) throws -> Set<Relative> {
        let rows = try db.all(
            """
            SELECT m.kase, m.relation, k.applicant FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.person IN \(list: known.sorted()) ORDER BY m.id DESC LIMIT \(householdsMax)
            """)
        var found: Set<Relative> = []
        for row in rows {
            let (kase, relation): (CaseID, Relation) = (try row[0], try row[1])
            found.formUnion(try told(by: kase, relation, of: try row[2], in: db))
        }
        found.formUnion(try stated(of: known, in: db))
        return found.filter { !known.contains($0.person) }
    }

    /// What officers stated, whichever way round.
    private static func stated(of known: Set<PersonID>, in db: Reader) throws -> [Relative] {
        let people = known.sorted()
        let rows = try db.all(
            """
            SELECT other, tie, kase FROM person_tie
            WHERE ended_at IS NULL AND one IN \(list: people)
            UNION SELECT one, tie, kase FROM person_tie
            WHERE ended_at IS NULL AND other IN \(list: people)
            """)
        return try rows.compactMap { row in
            let (person, tie, kase): (PersonID, PersonTie, CaseID) = (
                try row[0], try row[1], try row[2]
            )
            return tie.kin.map { Relative(person: person, kin: $0, via: kase, otherVia: kase) }
        }
    }

    /// What one household tells of somebody who stands in it as such.
    private static func told(
        by kase: CaseID, _ relation: Relation, of holder: PersonID, in db: Reader
    ) throws -> [Relative] {
        func relatives(_ rows: [Row], _ kin: Kin) throws -> [Relative] {
            try rows.map { Relative(person: try $0[0], kin: kin, via: kase, otherVia: try $0[1]) }
        }
        func inFile(_ relations: [Relation]) throws -> [Row] {
            try db.all(
                """
                SELECT person, kase FROM case_member
                WHERE kase = \(kase) AND relation IN \(list: relations) AND person IS NOT NULL
                """)
        }
        func ofHolder(_ relations: [Relation]) throws -> [Row] {
            let holders = try PersonIdentity.all(of: holder, in: db).sorted()
            return try db.all(
                """
                SELECT m.person, m.kase FROM kase k JOIN case_member m ON m.kase = k.id
                WHERE k.applicant IN \(list: holders)
                    AND m.relation IN \(list: relations) AND m.person IS NOT NULL
                ORDER BY m.id DESC LIMIT \(householdsMax)
                """)
        }
        let itself = { (kin: Kin) in Relative(person: holder, kin: kin, via: kase, otherVia: kase) }
        switch relation {
        case .holder:
            return try relatives(inFile([.spouse, .deFactoPartner]), .spouse)
                + relatives(inFile([.sibling]), .sibling)
        case .spouse, .deFactoPartner: return [itself(.spouse)]
        case .child, .adultChild:
            return try relatives(ofHolder([.child, .adultChild]), .sibling)
        case .sibling: return try [itself(.sibling)] + relatives(ofHolder([.sibling]), .sibling)
        case .parent: return []
        }
    }
}

/// Two files of one procedure that ask for kin, of which one is decided and the other waits, or that ended otherwise.
struct DecidedApart: Sendable {
    let one: Side
    let other: Side
    let kin: Kin
    let procedure: String

    struct Side: Sendable {
        let reference: Reference
        let holder: String
        let decidedAt: Moment?
        let outcome: String?
    }

    /// Those of which a reader may open both files and those that tell the kinship, longest first.
    static func all(
        for principal: Principal, of kase: CaseID? = nil, at now: Moment, limit: Int = apartMax,
        in db: Reader
    ) throws -> [DecidedApart] {
        try ahead(for: principal, of: kase, at: now, limit: limit, in: db).get()
    }

    static func ahead(
        for principal: Principal, of kase: CaseID? = nil, at now: Moment, limit: Int = apartMax,
        in db: Reader
    ) throws -> Ahead<[DecidedApart]> {
        let since = now.adding(seconds: -Int64(apartDays) * 86_400)
        var filter: SQL = """
            (a.decided_at < \(since) AND b.decided_at IS NULL
                OR b.decided_at < \(since) AND a.decided_at IS NULL OR a.outcome <> b.outcome)
            """
        if let kase { filter = filter + " AND (x.one = \(kase) OR x.other = \(kase))" }
        for file in ["a", "b", "v", "w"] {
            filter = filter + " AND " + principal.mayRead(file)
        }
        return try db.ahead(
            """
            SELECT x.kin, a.procedure, a.reference, a.decided_at, a.outcome,
                (SELECT name FROM case_member WHERE kase = a.id AND position = 0) AS holder_one,
                b.reference, b.decided_at, b.outcome,
                (SELECT name FROM case_member WHERE kase = b.id AND position = 0) AS holder_other
            FROM case_kin x JOIN kase a ON a.id = x.one JOIN kase b ON b.id = x.other
                JOIN kase v ON v.id = x.one_via JOIN kase w ON w.id = x.other_via
            WHERE \(filter) ORDER BY COALESCE(a.decided_at, b.decided_at), a.id, b.id
            LIMIT \(limit)
            """
        ) { rows in try rows.map(DecidedApart.init) }
    }

    private init(row: Row) throws {
        one = Side(
            reference: try row[2], holder: try row[5], decidedAt: try row[3], outcome: try row[4])
        other = Side(
            reference: try row[6], holder: try row[9], decidedAt: try row[7], outcome: try row[8])
        (kin, procedure) = (try row[0], try row[1])
    }
}

/// A choice of this installation: so long after one was decided the other is looked at.
let apartDays = 30
/// More households than one human being stands in.
private let householdsMax = 50
let apartMax = 200
