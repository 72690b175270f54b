import Kernel
import Storage

extension PlanNode {
    /// All nodes of a plan, or of every plan, each after its parent: a few questions however many there are.
    static func all(plan: String? = nil, in db: Reader) throws -> [PlanNode] {
        try select(plan.map { "n.plan = \($0)" } ?? "1 = 1", in: db)
    }

    /// The node of a code, of one plan or of the first that has it.
    static func find(_ code: String, plan: String? = nil, in db: Reader) throws -> PlanNode? {
        let inPlan: SQL = plan.map { " AND n.plan = \($0)" } ?? " AND \(published)"
        return try select("n.code = \(code)\(inPlan)", in: db).first
    }

    static func find(_ id: MeasureID, in db: Reader) throws -> PlanNode? {
        try select("n.id = \(id)", in: db).first
    }

    /// The nodes that serve a code of a scheme.
    static func serving(_ scheme: LinkScheme, _ code: String, in db: Reader) throws -> [PlanNode] {
        try select(
            """
            EXISTS (SELECT 1 FROM plan_link x WHERE x.node = n.id AND x.scheme = \(scheme) AND x.code = \(code))
                AND \(published)
            """, in: db)
    }

    /// The nodes in which a body has a part.
    static func of(body name: String, in db: Reader) throws -> [PlanNode] {
        try select(
            "EXISTS (SELECT 1 FROM plan_body x WHERE x.node = n.id AND x.name = \(name)) AND \(published)",
            in: db)
    }

    static func children(of id: MeasureID, in db: Reader) throws -> [PlanNode] {
        try select("n.parent = \(id)", in: db)
    }

    /// All nodes of plans that are no drafts.
    static func published(in db: Reader) throws -> [PlanNode] { try select(published, in: db) }

    private static var published: SQL {
        "n.plan IN (SELECT key FROM plan WHERE stage <> 'draft')"
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [PlanNode] {
        let parts = try NodeParts(condition, in: db)
        return try db.all(
            """
            SELECT n.*, u.code AS parent_code FROM plan_node n JOIN plan p ON p.key = n.plan
            LEFT JOIN plan_node u ON u.id = n.parent WHERE \(condition)
            ORDER BY CASE p.kind WHEN 'national' THEN 0 WHEN 'other' THEN 1 ELSE 2 END, p.valid_from, n.plan, n.position,
                n.id
            """
        ).map { row in
            let id: MeasureID = try row["id"]
            var text = NodeText(
                code: try row["code"], parent: try row["parent_code"], kind: try row["kind"],
                titles: parts.titles[id] ?? [:])
            (text.starts, text.ends) = (try row["starts"], try row["ends"])
            (text.calendar, text.act) = (try row["calendar"], try row["act"])
            (text.territory, text.moneySource) = (try row["territory"], try row["money_source"])
            (text.source, text.note) = (try row["source"], try row["note"])
            text.isOfficial = try row["official"]
            (text.bodies, text.money) = (parts.bodies[id] ?? [], parts.money[id] ?? [])
            (text.links, text.indicators) = (
                parts.links[id] ?? [], (parts.indicators[id] ?? []).map(\.indicator)
            )
            return PlanNode(
                id: id, plan: try row["plan"], parent: try row["parent"],
                position: try row["position"], text: text)
        }
    }
}

/// What hangs on the nodes of one question.
private struct NodeParts {
    var titles: [MeasureID: [String: String]] = [:]
    var bodies: [MeasureID: [NodeText.Body]] = [:]
    var money: [MeasureID: [NodeText.Money]] = [:]
    var links: [MeasureID: [NodeText.Link]] = [:]
    let indicators: [MeasureID: [StoredIndicator]]

    init(_ condition: SQL, in db: Reader) throws {
        for row in try db.all(
            "SELECT x.node, x.language, x.title FROM plan_text x JOIN plan_node n ON n.id = x.node WHERE \(condition)"
        ) { titles[try row[0], default: [:]][try row[1]] = try row[2] }
        for row in try db.all(
            """
            SELECT x.node, x.role, x.name FROM plan_body x JOIN plan_node n ON n.id = x.node WHERE \(condition)
            ORDER BY CASE x.role WHEN 'lead' THEN 0 WHEN 'involved' THEN 1 WHEN 'municipality' THEN 2 ELSE 3 END,
                x.position, x.name
            """
        ) {
            bodies[try row[0], default: []].append(
                NodeText.Body(role: try row[1], name: try row[2]))
        }
        for row in try db.all(
            """
            SELECT x.node, x.year, x.planned, x.executed FROM plan_money x JOIN plan_node n ON n.id = x.node
            WHERE \(condition) ORDER BY x.year
            """
        ) {
            money[try row[0], default: []].append(
                NodeText.Money(year: try row[1], planned: try row[2], executed: try row[3]))
        }
        for row in try db.all(
            """
            SELECT x.node, x.scheme, x.code, x.ours FROM plan_link x JOIN plan_node n ON n.id = x.node
            WHERE \(condition) ORDER BY x.position, x.code
            """
        ) {
            links[try row[0], default: []].append(
                NodeText.Link(scheme: try row[1], code: try row[2], isOurs: try row[3]))
        }
        indicators = Dictionary(
            grouping: try StoredIndicator.select(condition, in: db), by: \.node)
    }
}

/// An indicator with its number, for the values that reports bring.
struct StoredIndicator: Sendable {
    let id: ID<Indicator>
    let node: MeasureID
    let indicator: Indicator

    static func of(_ node: MeasureID, in db: Reader) throws -> [StoredIndicator] {
        try select("n.id = \(node)", in: db)
    }

    fileprivate static func select(_ condition: SQL, in db: Reader) throws -> [StoredIndicator] {
        var ways: [ID<Indicator>: [Indicator.Waypoint]] = [:]
        for row in try db.all(
            """
            SELECT w.indicator, w.day, w.value FROM plan_waypoint w JOIN plan_indicator i ON i.id = w.indicator
            JOIN plan_node n ON n.id = i.node WHERE \(condition) ORDER BY w.day
            """
        ) {
            ways[try row[0], default: []].append(
                Indicator.Waypoint(day: try row[1], value: try row[2]))
        }
        return try db.all(
            """
            SELECT i.* FROM plan_indicator i JOIN plan_node n ON n.id = i.node WHERE \(condition)
            ORDER BY i.node, i.position, i.code
            """
        ).map { row in
            let id: ID<Indicator> = try row["id"]
            return StoredIndicator(
                id: id, node: try row["node"],
                indicator: try Indicator(row: row, trajectory: ways[id] ?? []))
        }
    }
}

extension Indicator {
    fileprivate init(row: Row, trajectory: [Waypoint]) throws {
        self.init(code: try row["code"], kind: try row["kind"])
        (namePt, nameEn) = (try row["name_pt"], try row["name_en"])
        (definition, unit) = (try row["definition"], try row["unit"])
        (baseline, baselineDay) = (try row["baseline"], try row["baseline_day"])
        baselineGap = try row["baseline_gap"]
        (target, targetDay) = (try row["target"], try row["target_day"])
        targetWords = try row["target_words"]
        self.trajectory = trajectory
        (verification, direction) = (try row["verification"], try row["direction"])
        isAboutPeople = try row["people"]
        splitBy = splitList(try row["split_by"])
        (whyNot, figure, series) = (try row["why_not"], try row["figure"], try row["series"])
    }
}
