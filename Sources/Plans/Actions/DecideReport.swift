import Kernel
import Storage

/// The coordinator approves a report, which locks it, or sends it back with a reason.
struct DecideReport: Sendable {
    let report: ID<PlanReport>
    let isApproved: Bool
    /// That of the values which were on the page.
    let digest: String
    let words: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator), let found = try PlanReport.find(report, in: db) else {
            throw Refused.notFound
        }
        guard found.state == .submitted else { throw ReportRefusal.locked }
        guard found.account != person.account else { throw ReportRefusal.ownReport }
        guard try found.digest(in: db) == digest else { throw ReportRefusal.changedSince }
        if !isApproved, words.isEmpty {
            throw Refused(.invalid, "Say what is missing, so that it can be put right.")
        }
        let state = isApproved ? "validated" : "returned"
        try db.run(
            """
            UPDATE plan_report SET state = \(state), decided_by = \(person.account), decided_at = \(now)
            WHERE id = \(report) AND state = 'submitted'
            """)
        try db.step(state, of: found, words: words, by: person, at: now)
        try db.record(
            JournalEvent(
                "measure.report.\(state)", subject: "measure/\(found.node)",
                ["report": "\(report)", "digest": digest]), by: person, at: now)
    }
}

/// A locked report is put right: the old value stays to be read, and whoever did it signs with the house's key.
struct CorrectReport: Sendable {
    let report: ID<PlanReport>
    let field: String
    let becomes: String
    let why: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator) || person.has(.focalPoint),
            let found = try PlanReport.find(report, in: db)
        else { throw Refused.notFound }
        guard person.has(.coordinator) || found.account == person.account else {
            throw Refused.notFound
        }
        guard found.stands else { throw ReportRefusal.notLocked }
        let was = try value(of: found.now)
        guard was != becomes else { throw ReportRefusal.sameAgain }
        try check(found, on: now.utcDay)
        let content = ["\(report)", field, was, becomes, why, "\(person.account)", "\(now)"]
        let seal = hex(db.keys.lookup(content.joined(separator: "\u{1F}"), use: "plan-erratum"))
        try db.run(
            """
            INSERT INTO plan_erratum (id, report, field, was, becomes, why, account, at, seal)
            VALUES (\(ID<PlanReport.Erratum>.new(at: now)), \(report), \(field), \(was), \(becomes), \(why),
                \(person.account), \(now), \(seal))
            """)
        try db.record(
            JournalEvent(
                "measure.report.corrected", subject: "measure/\(found.node)",
                ["report": "\(report)", "field": field, "was": was, "becomes": becomes, "why": why]
            ), by: person, at: now)
    }

    private func value(of text: ReportText) throws -> String {
        switch field {
        case "claim": text.claim?.rawValue ?? ""
        case "day": "\(text.day)"
        case "text": text.text
        default: throw Refused.notFound
        }
    }

    /// A correction may take a claim back; it never makes a larger one than was approved.
    private func check(_ found: PlanReport, on today: Day) throws {
        switch field {
        case "day":
            guard let day = Day(iso: becomes), day <= today else { throw ReportRefusal.future }
        case "claim":
            let claims = [ReportClaim.notStarted, .started]
            guard let claim = ReportClaim(rawValue: becomes), claims.contains(claim) else {
                throw ReportRefusal.noClaim
            }
        default: break
        }
    }
}

/// Somebody who neither claimed nor approved confirms the evidence of a measure that is done.
struct ReviewMeasure: Sendable {
    let node: MeasureID
    let text: String
    let proof: Proof?

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator) || person.has(.analyst),
            let node = try PlanNode.find(node, in: db)
        else { throw Refused.notFound }
        guard let proof else { throw ReportRefusal.needsEvidence }
        let standing = try node.standing(on: now.utcDay, in: db)
        guard standing.status == .delivered || standing.status == .effective else {
            throw ReportRefusal.nothingToReview
        }
        let judged = try PlanReport.standing(nodes: [node.id], in: db).filter {
            $0.voice == .lead && $0.now.claim?.needsProof == true
        }
        guard !judged.contains(where: { [$0.account, $0.approvedBy].contains(person.account) })
        else { throw ReportRefusal.notIndependent }
        let id = ID<PlanReport>.new(at: now)
        let role: Role = person.has(.analyst) ? .analyst : .coordinator
        try db.run(
            """
            INSERT INTO plan_report (id, node, round, voice, body, account, role, state, claim, day, text, cause, at)
            VALUES (\(id), \(node.id), NULL, 'review', '', \(person.account), \(role.rawValue), 'validated', 'review',
                \(now.utcDay), \(text), '', \(now))
            """)
        try db.run(
            """
            INSERT INTO plan_proof (id, report, position, kind, content)
            VALUES (\(ID<Proof>.new(at: now)), \(id), 0, \(proof.kind), \(proof.content))
            """)
        try db.record(
            JournalEvent("measure.reviewed", subject: "measure/\(node.id)", ["text": text]),
            by: person, at: now)
    }
}

/// The responsible body answers a voice that says something else.
struct AnswerVoice: Sendable {
    let report: ID<PlanReport>
    let words: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard let found = try PlanReport.find(report, in: db), found.stands,
            found.voice == .municipality || found.voice == .civil,
            let node = try PlanNode.find(found.node, in: db),
            try Speaker.find(person, on: node, in: db)?.voice == .lead
        else { throw Refused.notFound }
        let stored = try db.run(
            """
            INSERT INTO plan_answer (report, words, account, at)
            VALUES (\(report), \(words), \(person.account), \(now)) ON CONFLICT DO NOTHING
            """)
        guard stored == 1 else { throw ReportRefusal.locked }
        try db.record(
            JournalEvent(
                "measure.voice.answered", subject: "measure/\(found.node)",
                ["report": "\(report)", "words": words]), by: person, at: now)
    }
}
