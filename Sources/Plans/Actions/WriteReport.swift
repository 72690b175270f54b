import Kernel
import Storage

/// Somebody begins a report, or goes on with it; nothing is claimed until it is sent.
struct SaveReport: Sendable {
    let node: MeasureID
    let round: ID<PlanRound>?
    let text: ReportText

    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> ID<PlanReport> {
        guard let node = try PlanNode.find(node, in: db), node.isReported,
            let speaker = try Speaker.find(person, on: node, in: db)
        else { throw Refused.notFound }
        if let round {
            guard let round = try PlanRound.find(round, in: db), round.plan == node.plan else {
                throw Refused.notFound
            }
            guard round.isOpen(on: now.utcDay) else { throw ReportRefusal.roundClosed }
        }
        let draft = try PlanReport.draft(
            of: node.id, round: round, by: person.account, in: db)
        let id = draft?.id ?? .new(at: now)
        let role: Role = person.has(.coordinator) ? .coordinator : .focalPoint
        let claim = text.claim?.rawValue ?? ""
        if draft == nil {
            try db.run(
                """
                INSERT INTO plan_report (id, node, round, voice, body, account, role, state, claim, day, text, cause, at)
                VALUES (\(id), \(node.id), \(round), \(speaker.voice), \(speaker.body), \(person.account),
                    \(role.rawValue), 'draft', \(claim), \(text.day), \(text.text), \(text.cause), \(now))
                """)
        } else {
            try db.run(
                """
                UPDATE plan_report SET state = 'draft', voice = \(speaker.voice), body = \(speaker.body),
                    claim = \(claim), day = \(text.day), text = \(text.text), cause = \(text.cause), at = \(now)
                WHERE id = \(id)
                """)
        }
        try store(id, node.id, at: now, in: db)
        return id
    }

    private func store(
        _ id: ID<PlanReport>, _ node: MeasureID, at now: Moment, in db: Writer
    ) throws {
        try db.run("DELETE FROM plan_proof WHERE report = \(id)")
        try db.run("DELETE FROM plan_value WHERE report = \(id)")
        for (place, proof) in text.proofs.enumerated() {
            try db.run(
                """
                INSERT INTO plan_proof (id, report, position, kind, content)
                VALUES (\(ID<Proof>.new(at: now)), \(id), \(place), \(proof.kind), \(proof.content))
                """)
        }
        let known = Set(try StoredIndicator.of(node, in: db).map(\.id))
        for (indicator, value) in text.values where known.contains(indicator) {
            try db.run(
                "INSERT INTO plan_value (report, indicator, value) VALUES (\(id), \(indicator), \(value))"
            )
        }
    }
}

/// A report is sent: it must hold together; the responsible body's waits for approval, another voice's is heard at once.
struct SendReport: Sendable {
    let node: MeasureID
    let round: ID<PlanRound>?
    let text: ReportText

    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> ID<PlanReport> {
        let id = try SaveReport(node: node, round: round, text: text)
            .perform(by: person, at: now, in: db)
        guard let node = try PlanNode.find(node, in: db),
            let report = try PlanReport.find(id, in: db)
        else { throw Refused.notFound }
        let standing = try node.standing(on: now.utcDay, in: db)
        if let refusal = report.text.refusal(
            standing: standing, indicators: node.text.indicators, today: now.utcDay)
        {
            throw refusal
        }
        try replaceOlder(than: report, in: db)
        let isLead = report.voice == .lead
        try db.run(
            "UPDATE plan_report SET state = \(isLead ? "submitted" : "validated"), at = \(now) WHERE id = \(id)"
        )
        try db.step("submitted", of: report, by: person, at: now)
        try db.record(
            JournalEvent(
                "measure.reported", subject: "measure/\(node.id)",
                ["claim": report.text.claim?.rawValue ?? "", "voice": report.voice.rawValue]),
            by: person, at: now)
        return id
    }

    /// Of one person's reports on one round only the newest waits.
    private func replaceOlder(than report: PlanReport, in db: Writer) throws {
        try db.run(
            """
            UPDATE plan_report SET state = 'replaced' WHERE node = \(report.node) AND account = \(report.account)
                AND state = 'submitted' AND COALESCE(round, 0) = \(round?.value ?? 0)
            """)
    }
}

extension Writer {
    /// Keeps what somebody did with a report, with the values they saw and their digest.
    func step(
        _ act: String, of report: PlanReport, words: String = "", by person: Principal,
        at now: Moment
    ) throws {
        let seen = try report.seen(in: self)
        let role = [Role.coordinator, .focalPoint, .analyst].first(where: person.has)
        try run(
            """
            INSERT INTO plan_step (id, report, act, account, role, at, digest, seen, words)
            VALUES (\(ID<PlanReport.Step>.new(at: now)), \(report.id), \(act), \(person.account),
                \(role?.rawValue ?? ""), \(now), \(fingerprint(Array(seen.utf8))), \(seen), \(words))
            """)
    }
}

extension PlanReport {
    /// What an approver sees, line by line.
    func seen(in db: Reader) throws -> String {
        let indicators = try StoredIndicator.of(node, in: db)
        let names = Dictionary(
            indicators.map { ($0.id, $0.indicator.code) }, uniquingKeysWith: { first, _ in first })
        return (text.lines(names) + ["voice=\(voice.rawValue)", "body=\(body)"]).joined(
            separator: "\n")
    }

    func digest(in db: Reader) throws -> String { fingerprint(Array(try seen(in: db).utf8)) }
}
