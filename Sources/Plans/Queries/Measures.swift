import Kernel
import Languages
import Storage

/// A plan with its headings and what is known of its measures.
struct Plan: Sendable {
    let key, namePt, nameEn, actPt, actEn, validFrom, status, statusAsOf, statusSource, notePt,
        noteEn: String
    let measureCount: Int

    init(row: Row) throws {
        key = try row["key"]
        namePt = try row["name_pt"]
        nameEn = try row["name_en"]
        actPt = try row["act_pt"]
        actEn = try row["act_en"]
        validFrom = try row["valid_from"]
        status = try row["status"]
        statusAsOf = try row["status_as_of"]
        statusSource = try row["status_source"]
        notePt = try row["note_pt"]
        noteEn = try row["note_en"]
        measureCount = try row["measure_count"]
    }

    func name(_ t: Translator) -> String { t.either(pt: namePt, en: nameEn) }
    func act(_ t: Translator) -> String { t.either(pt: actPt, en: actEn) }
    func note(_ t: Translator) -> String { t.either(pt: notePt, en: noteEn) }

    static func find(_ key: String?, in db: Reader) throws -> Plan? {
        guard let key else {
            return try db.first("SELECT * FROM plan ORDER BY valid_from LIMIT 1").map(Plan.init)
        }
        return try db.first("SELECT * FROM plan WHERE key = \(key)").map(Plan.init)
    }

    func axes(in db: Reader) throws -> [Heading] {
        try db.all(
            "SELECT number, title_pt, title_en FROM plan_axis WHERE plan = \(key) ORDER BY number"
        )
        .map {
            Heading(
                number: try $0[0], titlePt: try $0[1], titleEn: try $0[2], sdg: "", isVerified: true
            )
        }
    }

    func objectives(in db: Reader) throws -> [Heading] {
        try db.all(
            "SELECT number, title_pt, title_en, sdg, verified FROM plan_objective WHERE plan = \(key) ORDER BY number"
        ).map {
            Heading(
                number: try $0[0], titlePt: try $0[1], titleEn: try $0[2], sdg: try $0[3],
                isVerified: try $0[4])
        }
    }

    /// What was claimed of the whole, shown as a claim.
    func claims(in db: Reader) throws -> [PlanFolder.Claim] {
        try db.all(
            "SELECT as_of, words, note, source FROM plan_claim WHERE plan = \(key) ORDER BY as_of"
        ).map {
            PlanFolder.Claim(asOf: try $0[0], words: try $0[1], note: try $0[2], source: try $0[3])
        }
    }
}

/// An axis or an objective.
struct Heading: Sendable {
    let number: Int
    let titlePt: String
    let titleEn: String
    let sdg: String
    let isVerified: Bool

    func title(_ t: Translator) -> String { t.either(pt: titlePt, en: titleEn) }
}

/// A measure with where it stands: its last report, or none.
struct Measure: Sendable {
    struct Binding: Sendable {
        let figure: FigureKey
        let direction: String
        let note: String
    }

    let id: MeasureID
    let plan, ref, titlePt, titleEn, objectiveSource: String
    let axis: Int?
    let responsible, involved, calendar, indicator, target, source, note: String
    let isOfficial: Bool
    let status: MeasureStatus
    var objectives: [Int] = []
    var bindings: [Binding] = []

    /// The official text may have no English; then the Portuguese is shown.
    func title(_ t: Translator) -> String {
        titleEn.isEmpty ? titlePt : t.either(pt: titlePt, en: titleEn)
    }

    private init(row: Row) throws {
        id = try row["id"]
        plan = try row["plan"]
        ref = try row["ref"]
        titlePt = try row["title_pt"]
        titleEn = try row["title_en"]
        objectiveSource = try row["objective_source"]
        axis = try row["axis"]
        responsible = try row["responsible"]
        involved = try row["involved"]
        calendar = try row["calendar"]
        indicator = try row["indicator"]
        target = try row["target"]
        source = try row["source"]
        note = try row["note"]
        isOfficial = try row["official"]
        let last: String? = try row["last_status"]
        status = last.flatMap(MeasureStatus.init) ?? .notReported
    }

    /// All measures of a plan, or of every plan: three questions however many there are.
    static func all(plan: String?, in db: Reader) throws -> [Measure] {
        let condition: SQL = plan.map { "m.plan = \($0)" } ?? "1 = 1"
        return try select(condition, in: db)
    }

    static func find(_ ref: String, in db: Reader) throws -> Measure? {
        try select("m.ref = \(ref)", in: db).first
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [Measure] {
        let rows = try db.all(
            """
            SELECT m.*, (SELECT r.status FROM measure_report r WHERE r.measure = m.id
                ORDER BY r.at DESC, r.id DESC LIMIT 1) AS last_status
            FROM measure m JOIN plan p ON p.key = m.plan WHERE \(condition)
            ORDER BY p.valid_from, m.plan, m.position
            """)
        let objectives = try db.all(
            """
            SELECT o.measure, o.objective FROM measure_objective o JOIN measure m ON m.id = o.measure
            WHERE \(condition) ORDER BY o.objective
            """)
        let bindings = try db.all(
            """
            SELECT b.measure, b.figure, b.direction, b.note FROM measure_binding b JOIN measure m ON m.id = b.measure
            WHERE \(condition) ORDER BY b.figure
            """)
        var byID: [MeasureID: (objectives: [Int], bindings: [Binding])] = [:]
        for row in objectives { byID[try row[0], default: ([], [])].objectives.append(try row[1]) }
        for row in bindings {
            let binding = Binding(figure: try row[1], direction: try row[2], note: try row[3])
            byID[try row[0], default: ([], [])].bindings.append(binding)
        }
        return try rows.map { row in
            var measure = try Measure(row: row)
            (measure.objectives, measure.bindings) = byID[measure.id] ?? ([], [])
            return measure
        }
    }

    /// What was reported, newest first.
    func reports(in db: Reader) throws -> [MeasureReport] {
        try db.all(
            """
            SELECT id, status, text, by_account, by_role, at FROM measure_report
            WHERE measure = \(id) ORDER BY at DESC, id DESC
            """
        ).map { row in
            let status: String = try row[1]
            return MeasureReport(
                id: try row[0], status: MeasureStatus(rawValue: status) ?? .notReported,
                text: try row[2],
                account: try row[3], role: try row[4], at: try row[5])
        }
    }

    /// What the reports rest on, by report.
    func evidence(in db: Reader) throws -> [ID<MeasureReport>: [Evidence]] {
        var found: [ID<MeasureReport>: [Evidence]] = [:]
        try db.each(
            "SELECT report, kind, content FROM measure_evidence WHERE measure = \(id) ORDER BY at, id"
        ) { row in
            let kind: String = try row[1]
            let evidence = Evidence(
                kind: Evidence.Kind(rawValue: kind) ?? .text, content: try row[2])
            found[try row[0], default: []].append(evidence)
        }
        return found
    }
}
