import Kernel
import Storage

/// The register follows its file: what changed is replaced, what is equal stays untouched.
struct ImportAgreements: Sendable {
    let agreements: [Agreement]

    /// Returns how many agreements are new or changed.
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> Int {
        let before = try Agreement.all(in: db)
        var changed = 0
        for (position, agreement) in agreements.enumerated() where !before.contains(agreement) {
            try store(agreement, position, in: db)
            changed += 1
        }
        if changed > 0 {
            try db.record(
                JournalEvent(
                    "agreements.imported", subject: "agreements", ["changed": String(changed)]),
                by: person, at: now)
        }
        return changed
    }

    private func store(_ a: Agreement, _ position: Int, in db: Writer) throws {
        let parties = a.parties.joined(separator: ";")
        try db.run(
            """
            INSERT INTO agreement (slug, position, title_pt, title_en, kind, parties, signed, in_force)
            VALUES (\(a.slug), \(position), \(a.titlePt), \(a.titleEn), \(a.kind.rawValue), \(parties),
                \(a.signed?.description ?? ""), \(a.inForce?.description ?? ""))
            ON CONFLICT (slug) DO UPDATE SET position = excluded.position, title_pt = excluded.title_pt,
                title_en = excluded.title_en, kind = excluded.kind, parties = excluded.parties,
                signed = excluded.signed, in_force = excluded.in_force
            """)
        try db.run("DELETE FROM agreement_fact WHERE agreement = \(a.slug)")
        for (index, fact) in a.facts.enumerated() {
            try db.run(
                """
                INSERT INTO agreement_fact (agreement, position, name_pt, name_en, text_pt, text_en, source)
                VALUES (\(a.slug), \(index), \(fact.namePt), \(fact.nameEn), \(fact.textPt), \(fact.textEn),
                    \(fact.source))
                """)
        }
    }
}
