import Kernel
import Storage

extension PlanHeader {
    init(row: Row) throws {
        self.init(key: try row["key"])
        (namePt, nameEn) = (try row["name_pt"], try row["name_en"])
        (actPt, actEn) = (try row["act_pt"], try row["act_en"])
        (validFrom, validUntil) = (try row["valid_from"], try row["valid_until"])
        (status, statusAsOf) = (try row["status"], try row["status_as_of"])
        (statusSource, source) = (try row["status_source"], try row["source"])
        (notePt, noteEn) = (try row["note_pt"], try row["note_en"])
        (measureCount, kind) = (try row["measure_count"], try row["kind"])
        (territory, edition) = (try row["territory"], try row["edition"])
        (follows, stage) = (try row["follows"], try row["stage"])
    }

    /// The plan of a key; without one the oldest that is national and in force, else the oldest.
    static func find(_ key: String?, in db: Reader) throws -> PlanHeader? {
        guard let key else {
            return try db.first(
                """
                SELECT * FROM plan WHERE stage <> 'draft' ORDER BY CASE kind WHEN 'national' THEN 0 ELSE 1 END,
                    CASE stage WHEN 'in-force' THEN 0 ELSE 1 END, valid_from, key LIMIT 1
                """
            ).map(PlanHeader.init)
        }
        return try db.first("SELECT * FROM plan WHERE key = \(key)").map(PlanHeader.init)
    }

    /// The plan of a key for whoever reads: a draft is the coordinator's alone.
    static func shown(_ key: String?, to person: Principal?, in db: Reader) throws -> PlanHeader {
        guard let plan = try find(key, in: db),
            plan.stage != .draft || person?.has(.coordinator) == true
        else { throw Refused.notFound }
        return plan
    }

    /// All plans, national ones first.
    static func all(in db: Reader) throws -> [PlanHeader] {
        try db.all(
            """
            SELECT * FROM plan ORDER BY CASE kind WHEN 'national' THEN 0 WHEN 'other' THEN 1 ELSE 2 END,
                valid_from, key
            """
        ).map(PlanHeader.init)
    }

    /// What was claimed of the whole, shown as a claim.
    func claims(in db: Reader) throws -> [PlanClaim] {
        try db.all(
            "SELECT as_of, words, note, source FROM plan_claim WHERE plan = \(key) ORDER BY as_of"
        ).map {
            PlanClaim(asOf: try $0[0], words: try $0[1], note: try $0[2], source: try $0[3])
        }
    }

    func document(in db: Reader) throws -> PlanDocument {
        PlanDocument(
            header: self, claims: try claims(in: db),
            nodes: parentsFirst(try PlanNode.all(plan: key, in: db).map(\.text)))
    }

    /// In their order, but each after its parent, as a file has them.
    private func parentsFirst(_ nodes: [NodeText]) -> [NodeText] {
        let byCode = Dictionary(
            nodes.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        var (ordered, seen) = ([NodeText](), Set<String>())
        func add(_ node: NodeText) {
            guard seen.insert(node.code).inserted else { return }
            if let parent = node.parent.flatMap({ byCode[$0] }) { add(parent) }
            ordered.append(node)
        }
        nodes.forEach(add)
        return ordered
    }
}

extension PlanCode {
    /// The codes of one scheme in their order, or of all.
    static func all(_ scheme: LinkScheme? = nil, in db: Reader) throws -> [PlanCode] {
        let condition: SQL = scheme.map { "scheme = \($0)" } ?? "1 = 1"
        return try db.all(
            """
            SELECT scheme, code, title_pt, title_en, sdg, verified, source FROM plan_code WHERE \(condition)
            ORDER BY scheme, position, code
            """
        ).map { row in
            PlanCode(
                scheme: try row[0], code: try row[1], titlePt: try row[2], titleEn: try row[3],
                sdg: try row[4], isVerified: try row[5], source: try row[6])
        }
    }

    static func known(in db: Reader) throws -> [LinkScheme: Set<String>] {
        Dictionary(grouping: try all(in: db), by: \.scheme).mapValues { Set($0.map(\.code)) }
    }
}
