import Kernel
import Storage

/// A plan's folder becomes the plan: what is there is brought up to date, reports stay.
struct ImportPlan: Sendable {
    let folder: PlanFolder
    /// The text of all files, by which an unchanged folder is known again.
    let content: String

    /// Returns false where the folder is already there as it is.
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> Bool {
        let digest = db.keys.lookup(content, use: "plan-folder").map { String($0) }.joined(
            separator: ".")
        let plan = folder.about.key
        let before: String? = try db.value("SELECT digest FROM plan WHERE key = \(plan)")
        if before == digest { return false }
        try storePlan(folder.about, digest, in: db)
        for claim in folder.claims { try store(claim, plan, in: db) }
        for axis in folder.axes { try store(axis: axis, plan, in: db) }
        for objective in folder.objectives { try store(objective: objective, plan, in: db) }
        for (position, measure) in folder.measures.enumerated() {
            try measure.store(plan: plan, position: position, at: now, in: db)
        }
        for binding in folder.bindings { try store(binding, plan, in: db) }
        let fields = [
            "measures": String(folder.measures.count), "bindings": String(folder.bindings.count),
        ]
        try db.record(
            JournalEvent("plan.imported", subject: "plan/\(plan)", fields), by: person, at: now)
        return true
    }

    private func storePlan(_ p: PlanText, _ digest: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan (key, name_pt, name_en, act_pt, act_en, valid_from, status, status_as_of,
                status_source, source, note_pt, note_en, measure_count, digest)
            VALUES (\(p.key), \(p.namePt), \(p.nameEn), \(p.actPt), \(p.actEn), \(p.validFrom), \(p.status),
                \(p.statusAsOf), \(p.statusSource), \(p.source), \(p.notePt), \(p.noteEn), \(p.measureCount),
                \(digest))
            ON CONFLICT (key) DO UPDATE SET name_pt = excluded.name_pt, name_en = excluded.name_en,
                act_pt = excluded.act_pt, act_en = excluded.act_en, valid_from = excluded.valid_from,
                status = excluded.status, status_as_of = excluded.status_as_of,
                status_source = excluded.status_source, source = excluded.source, note_pt = excluded.note_pt,
                note_en = excluded.note_en, measure_count = excluded.measure_count, digest = excluded.digest
            """)
    }

    private func store(_ claim: PlanFolder.Claim, _ plan: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan_claim (plan, as_of, words, note, source)
            VALUES (\(plan), \(claim.asOf), \(claim.words), \(claim.note), \(claim.source))
            ON CONFLICT (plan, as_of) DO UPDATE SET words = excluded.words, note = excluded.note,
                source = excluded.source
            """)
    }

    private func store(axis: PlanFolder.Heading, _ plan: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan_axis (plan, number, title_pt, title_en, source)
            VALUES (\(plan), \(axis.number), \(axis.titlePt), \(axis.titleEn), \(axis.source))
            ON CONFLICT (plan, number) DO UPDATE SET title_pt = excluded.title_pt,
                title_en = excluded.title_en, source = excluded.source
            """)
    }

    private func store(objective: PlanFolder.Heading, _ plan: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO plan_objective (plan, number, title_pt, title_en, sdg, verified, source)
            VALUES (\(plan), \(objective.number), \(objective.titlePt), \(objective.titleEn), \(objective.sdg),
                \(objective.isVerified), \(objective.source))
            ON CONFLICT (plan, number) DO UPDATE SET title_pt = excluded.title_pt,
                title_en = excluded.title_en, sdg = excluded.sdg, verified = excluded.verified,
                source = excluded.source
            """)
    }

    private func store(_ binding: PlanFolder.Binding, _ plan: String, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO measure_binding (measure, figure, direction, note)
            SELECT id, CAST(\(binding.figure) AS TEXT), CAST(\(binding.direction) AS TEXT),
                CAST(\(binding.note) AS TEXT)
            FROM measure WHERE plan = \(plan) AND ref = \(binding.ref)
            ON CONFLICT (measure, figure) DO UPDATE SET direction = excluded.direction, note = excluded.note
            """)
    }
}

extension MeasureText {
    /// Adds the measure, or brings the one of its reference up to date.
    func store(plan: String, position: Int, at now: Moment, in db: Writer) throws {
        let known: MeasureID? = try db.value(
            "SELECT id FROM measure WHERE plan = \(plan) AND ref = \(ref)")
        let id = known ?? .new(at: now)
        try db.run(
            """
            INSERT INTO measure (id, plan, ref, position, title_pt, title_en, objective_source, axis,
                responsible, involved, calendar, indicator, target, source, note, official)
            VALUES (\(id), \(plan), \(ref), \(position), \(titlePt), \(titleEn), \(objectiveSource), \(axis),
                \(responsible), \(involved), \(calendar), \(indicator), \(target), \(source), \(note), \(isOfficial))
            ON CONFLICT (plan, ref) DO UPDATE SET position = excluded.position, title_pt = excluded.title_pt,
                title_en = excluded.title_en, objective_source = excluded.objective_source,
                axis = excluded.axis, responsible = excluded.responsible, involved = excluded.involved,
                calendar = excluded.calendar, indicator = excluded.indicator, target = excluded.target,
                source = excluded.source, note = excluded.note, official = excluded.official
            """)
        try db.run("DELETE FROM measure_objective WHERE measure = \(id)")
        for objective in objectives {
            try db.run(
                "INSERT INTO measure_objective (measure, objective) VALUES (\(id), \(objective))")
        }
    }
}
