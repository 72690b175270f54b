import Kernel
import Storage

/// What hangs on many nodes, written table by table.
struct NodeRows {
    private var texts = ManyRows(
        "plan_text", [("node", .integer), ("language", .text), ("title", .text)])
    private var bodies = ManyRows(
        "plan_body",
        [("node", .integer), ("role", .text), ("name", .text), ("position", .integer)],
        passesKnown: true)
    private var actors = ManyRows(
        "plan_actor",
        [("id", .integer), ("name", .text), ("organisation", .integer), ("mail", .text)],
        passesKnown: true)
    private var money = ManyRows(
        "plan_money",
        [("node", .integer), ("year", .integer), ("planned", .integer), ("executed", .integer)])
    private var links = ManyRows(
        "plan_link",
        [
            ("node", .integer), ("scheme", .text), ("code", .text), ("ours", .integer),
            ("position", .integer),
        ])
    private var waypoints = ManyRows(
        "plan_waypoint", [("indicator", .integer), ("day", .integer), ("value", .real)])
    private var indicators: [SQL] = []
    private var names: Set<String> = []

    mutating func add(
        _ node: NodeText, _ id: MeasureID, _ known: [String: ID<Indicator>], at now: Moment
    ) {
        for (language, title) in node.titles {
            texts.append([id.stored, language.stored, title.stored])
        }
        for (place, body) in node.bodies.enumerated() {
            bodies.append([id.stored, body.role.stored, body.name.stored, place.stored])
            if names.insert(body.name).inserted {
                let number = ID<PlanActor>.new(at: now)
                actors.append([number.stored, body.name.stored, .null, "".stored])
            }
        }
        for one in node.money {
            money.append([id.stored, one.year.stored, one.planned.stored, one.executed.stored])
        }
        for (place, link) in node.links.enumerated() {
            links.append([
                id.stored, link.scheme.stored, link.code.stored, link.isOurs.stored, place.stored,
            ])
        }
        for (place, indicator) in node.indicators.enumerated() {
            add(indicator, id, known["\(id) \(indicator.code)"], place, at: now)
        }
    }

    private mutating func add(
        _ i: Indicator, _ node: MeasureID, _ known: ID<Indicator>?, _ place: Int, at now: Moment
    ) {
        let id = known ?? .new(at: now)
        indicators.append(
            """
            INSERT INTO plan_indicator (id, node, code, position, kind, name_pt, name_en, definition, unit, baseline,
                baseline_day, baseline_gap, target, target_day, target_words, verification, direction, people, split_by,
                why_not, figure, series)
            VALUES (\(id), \(node), \(i.code), \(place), \(i.kind), \(i.namePt), \(i.nameEn), \(i.definition), \(i.unit),
                \(i.baseline), \(i.baselineDay), \(i.baselineGap), \(i.target), \(i.targetDay), \(i.targetWords),
                \(i.verification), \(i.direction), \(i.isAboutPeople), \(joinedList(i.splitBy)), \(i.whyNot),
                \(i.figure), \(i.series))
            ON CONFLICT (node, code) DO UPDATE SET position = excluded.position, kind = excluded.kind,
                name_pt = excluded.name_pt, name_en = excluded.name_en, definition = excluded.definition,
                unit = excluded.unit, baseline = excluded.baseline, baseline_day = excluded.baseline_day,
                baseline_gap = excluded.baseline_gap, target = excluded.target, target_day = excluded.target_day,
                target_words = excluded.target_words, verification = excluded.verification,
                direction = excluded.direction, people = excluded.people, split_by = excluded.split_by,
                why_not = excluded.why_not, figure = excluded.figure, series = excluded.series
            """)
        for way in i.trajectory {
            waypoints.append([id.stored, way.day.stored, way.value.stored])
        }
    }

    func store(in db: Writer) throws {
        for rows in [texts, bodies, actors, money, links] { try db.insert(rows) }
        for indicator in indicators { try db.send(indicator) }
        try db.insert(waypoints)
    }
}
