import Kernel
import Storage

extension PlanHeader {
    /// Adds the plan, or brings the one of its key up to date.
    func store(digest: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan (key, name_pt, name_en, act_pt, act_en, valid_from, valid_until, status, status_as_of,
                status_source, source, note_pt, note_en, measure_count, digest, kind, territory, edition, follows, stage)
            VALUES (\(key), \(namePt), \(nameEn), \(actPt), \(actEn), \(validFrom), \(validUntil), \(status),
                \(statusAsOf), \(statusSource), \(source), \(notePt), \(noteEn), \(measureCount), \(digest), \(kind),
                \(territory), \(edition), \(follows), \(stage))
            ON CONFLICT (key) DO UPDATE SET name_pt = excluded.name_pt, name_en = excluded.name_en,
                act_pt = excluded.act_pt, act_en = excluded.act_en, valid_from = excluded.valid_from,
                valid_until = excluded.valid_until, status = excluded.status, status_as_of = excluded.status_as_of,
                status_source = excluded.status_source, source = excluded.source, note_pt = excluded.note_pt,
                note_en = excluded.note_en, measure_count = excluded.measure_count, digest = excluded.digest,
                kind = excluded.kind, territory = excluded.territory, edition = excluded.edition,
                follows = excluded.follows, stage = excluded.stage
            """)
    }

    func store(_ claims: [PlanClaim], in db: Writer) throws {
        for claim in claims {
            try db.run(
                """
                INSERT INTO plan_claim (plan, as_of, words, note, source)
                VALUES (\(key), \(claim.asOf), \(claim.words), \(claim.note), \(claim.source))
                ON CONFLICT (plan, as_of) DO UPDATE SET words = excluded.words, note = excluded.note,
                    source = excluded.source
                """)
        }
    }
}

extension PlanCode {
    func store(area position: Int, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan_area (code, position, title_pt, title_en, source)
            VALUES (\(code), \(position), \(titlePt), \(titleEn), \(source))
            ON CONFLICT (code) DO UPDATE SET position = excluded.position, title_pt = excluded.title_pt,
                title_en = excluded.title_en, source = excluded.source
            """)
    }

    func store(position: Int, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan_code (scheme, code, position, title_pt, title_en, sdg, verified, source)
            VALUES (\(scheme), \(code), \(position), \(titlePt), \(titleEn), \(sdg), \(isVerified), \(source))
            ON CONFLICT (scheme, code) DO UPDATE SET position = excluded.position, title_pt = excluded.title_pt,
                title_en = excluded.title_en, sdg = excluded.sdg, verified = excluded.verified, source = excluded.source
            """)
    }
}

/// The nodes of a plan take their places: those of a known code are brought up to date, and what was reported stays.
struct StoreNodes {
    let plan: String
    let nodes: [NodeText]
    /// The place of the first.
    var from = 0

    func perform(at now: Moment, in db: Writer) throws {
        var known: [String: MeasureID] = [:]
        for row in try db.all("SELECT code, id FROM plan_node WHERE plan = \(plan)") {
            known[try row[0]] = try row[1]
        }
        let numbers = try indicators(in: db)
        var rows = NodeRows()
        for (place, node) in nodes.enumerated() {
            let id = known[node.code] ?? .new(at: now)
            let parent = node.parent.flatMap { known[$0] }
            try store(node, id, parent, isNew: known[node.code] == nil, from + place, in: db)
            known[node.code] = id
            rows.add(node, id, numbers, at: now)
        }
        try rows.store(in: db)
    }

    /// The numbers of indicators that are there, by node and code: reports point at them.
    private func indicators(in db: Reader) throws -> [String: ID<Indicator>] {
        var numbers: [String: ID<Indicator>] = [:]
        for row in try db.all(
            """
            SELECT i.node, i.code, i.id FROM plan_indicator i JOIN plan_node n ON n.id = i.node WHERE n.plan = \(plan)
            """
        ) {
            let node: MeasureID = try row[0]
            numbers["\(node) \(try row[1] as String)"] = try row[2]
        }
        return numbers
    }

    private func store(
        _ n: NodeText, _ id: MeasureID, _ parent: MeasureID?, isNew: Bool, _ position: Int,
        in db: Writer
    ) throws {
        if isNew {
            try db.send(
                """
                INSERT INTO plan_node (id, plan, parent, kind, code, position, starts, ends, calendar, act, territory,
                    money_source, source, note, official)
                VALUES (\(id), \(plan), \(parent), \(n.kind), \(n.code), \(position), \(n.starts), \(n.ends),
                    \(n.calendar), \(n.act), \(n.territory), \(n.moneySource), \(n.source), \(n.note), \(n.isOfficial))
                """)
            return
        }
        try db.send(
            """
            UPDATE plan_node SET parent = \(parent), kind = \(n.kind), position = \(position), starts = \(n.starts),
                ends = \(n.ends), calendar = \(n.calendar), act = \(n.act), territory = \(n.territory),
                money_source = \(n.moneySource), source = \(n.source), note = \(n.note), official = \(n.isOfficial)
            WHERE id = \(id)
            """)
        for table in ["plan_text", "plan_body", "plan_money", "plan_link"] {
            try db.send(SQL(stringLiteral: "DELETE FROM \(table) WHERE node = ") + "\(id)")
        }
        try db.send(
            "DELETE FROM plan_waypoint WHERE indicator IN (SELECT id FROM plan_indicator WHERE node = \(id))"
        )
        let codes = n.indicators.map(\.code)
        let unnamed: SQL = codes.isEmpty ? "" : " AND code NOT IN \(list: codes)"
        try db.send(
            """
            DELETE FROM plan_indicator WHERE node = \(id)\(unnamed)
                AND NOT EXISTS (SELECT 1 FROM plan_value v WHERE v.indicator = plan_indicator.id)
            """)
    }
}
