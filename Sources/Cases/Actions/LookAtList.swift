public import Kernel
public import Storage

/// Somebody saw the list of a person's files under a mandate: kept once a day, for that person to read.
struct LookAtList {
    let mandates: [CaseMandate]

    func perform(by principal: Principal, at now: Moment, on day: Day, in db: Writer) throws {
        for mandate in mandates {
            try db.run(
                """
                INSERT INTO looked_list (person, account, mandate, day, name, at)
                VALUES (\(mandate.person), \(principal.account), \(mandate.number), \(day),
                    \(principal.name), \(now))
                ON CONFLICT DO NOTHING
                """)
        }
    }
}

extension Cases {
    /// The same for a list of another room, such as that of the visits: it names the mandates.
    public func noteListLook(
        under mandates: Set<String>, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        let held = try house.neighbours.mandates(principal, now, db)
        try LookAtList(mandates: held.filter { mandates.contains($0.number) })
            .perform(by: principal, at: now, on: house.zone.day(of: now), in: db)
    }

    /// A look at one file from another room, such as at its visit.
    public func noteLook(
        at reference: Reference, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        try house.open(reference, for: principal, to: .view, at: now, in: db)
            .noteLook(at: now, in: db)
    }
}

extension CaseLook {
    /// Who saw the list of a person's files, latest first.
    static func atList(of person: PersonID, limit: Int, in db: Reader) throws -> [CaseLook] {
        try db.all(
            """
            SELECT name, at FROM looked_list WHERE person = \(person)
            ORDER BY day DESC, at DESC LIMIT \(limit)
            """
        ).map { CaseLook(reference: nil, name: try $0[0], at: try $0[1], byMandate: true) }
    }
}
