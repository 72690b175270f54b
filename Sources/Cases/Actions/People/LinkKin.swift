import Kernel
import Storage

/// Writes down anew which files ask for kin of those whom one file asks for. What a household asks for are the
/// relatives in it, and where there are none its holder; who is in both files is in neither alone.
struct LinkKin {
    let kase: CaseID

    func perform(in db: Writer) throws {
        try db.run("DELETE FROM case_kin WHERE one = \(kase) OR other = \(kase)")
        let members = try Mention.all(of: kase, in: db)
        let family = members.filter { $0.relation != .holder }
        let procedure: String? = try db.value("SELECT procedure FROM kase WHERE id = \(kase)")
        guard let procedure else { return }
        let inside = try Set(
            members.compactMap(\.person).flatMap { person in
                try PersonIdentity.all(of: person, in: db)
            })
        for person in (family.isEmpty ? members : family).compactMap(\.person) {
            let known = try PersonIdentity.all(of: person, in: db)
            for relative in try Relative.all(of: known, in: db)
            where !inside.contains(relative.person) {
                try link(relative, known, procedure, in: db)
            }
        }
    }

    private func link(
        _ relative: Relative, _ known: Set<PersonID>, _ procedure: String, in db: Writer
    ) throws {
        let theirs = try PersonIdentity.all(of: relative.person, in: db).sorted()
        let rows = try db.all(
            """
            SELECT DISTINCT m.kase FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.person IN \(list: theirs) AND k.procedure = \(procedure) AND m.kase <> \(kase)
                AND (m.position > 0 OR NOT EXISTS (SELECT 1 FROM case_member f
                    WHERE f.kase = m.kase AND f.position > 0))
                AND NOT EXISTS (SELECT 1 FROM case_member s
                    WHERE s.kase = m.kase AND s.person IN \(list: known.sorted()))
            LIMIT \(linksMax)
            """)
        for row in rows {
            let other: CaseID = try row[0]
            let isFirst = kase < other
            try db.run(
                """
                INSERT INTO case_kin (one, other, kin, one_via, other_via)
                VALUES (\(isFirst ? kase : other), \(isFirst ? other : kase), \(relative.kin),
                    \(isFirst ? relative.via : relative.otherVia),
                    \(isFirst ? relative.otherVia : relative.via))
                ON CONFLICT DO NOTHING
                """)
        }
    }

    /// The same for every file in which somebody is named, after they were said to be one with somebody or no longer.
    static func ofFiles(naming people: [PersonID], in db: Writer) throws {
        var numbers: Set<PersonID> = []
        for person in people { numbers.formUnion(try PersonIdentity.all(of: person, in: db)) }
        let rows = try db.all(
            """
            SELECT DISTINCT kase FROM case_member WHERE person IN \(list: numbers.sorted())
            ORDER BY kase LIMIT \(linksMax)
            """)
        for row in rows { try LinkKin(kase: row[0]).perform(in: db) }
    }
}

/// More files than one human being is named in.
private let linksMax = 100
