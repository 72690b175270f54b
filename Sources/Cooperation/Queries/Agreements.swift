import Kernel
import Storage

extension Agreement {
    /// The whole register, in the order of its file: two questions.
    static func all(in db: Reader) throws -> [Agreement] {
        var facts: [String: [Fact]] = [:]
        let rows = try db.all(
            "SELECT agreement, name_pt, name_en, text_pt, text_en, source FROM agreement_fact ORDER BY agreement, position"
        )
        for row in rows {
            let fact = Fact(
                namePt: try row[1], nameEn: try row[2], textPt: try row[3], textEn: try row[4],
                source: try row[5])
            facts[try row[0], default: []].append(fact)
        }
        return try db.all("SELECT * FROM agreement ORDER BY position, slug").map { row in
            var agreement = try Agreement(row: row)
            agreement.facts = facts[agreement.slug] ?? []
            return agreement
        }
    }

    private init(row: Row) throws {
        slug = try row["slug"]
        titlePt = try row["title_pt"]
        titleEn = try row["title_en"]
        let word: String = try row["kind"]
        kind = Kind(rawValue: word) ?? .mobility
        let list: String = try row["parties"]
        parties = list.split(separator: ";").map(String.init)
        signed = Day(iso: try row["signed"])
        inForce = Day(iso: try row["in_force"])
    }
}
