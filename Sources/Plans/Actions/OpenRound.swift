import Kernel
import Storage

/// A round of reports begins: every measure of the plan that is not given up owes one, of each voice it names.
struct OpenRound: Sendable {
    let plan: String
    let name: String
    let covers: ClosedRange<Day>
    let opens: Day
    let due: Day

    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> ID<PlanRound> {
        guard person.has(.coordinator), try PlanHeader.find(plan, in: db) != nil else {
            throw Refused.notFound
        }
        guard due >= opens else {
            throw Refused(.invalid, "A round ends after it begins.")
        }
        let taken = try db.count(
            "SELECT COUNT(*) FROM plan_round WHERE plan = \(plan) AND name = \(name)")
        guard taken == 0 else {
            throw Refused(.conflict, "This plan has a round of that name.")
        }
        let id = ID<PlanRound>.new(at: now)
        try db.run(
            """
            INSERT INTO plan_round (id, plan, name, covers_from, covers_until, opens, due, closed_at, by_account, at)
            VALUES (\(id), \(plan), \(name), \(covers.lowerBound), \(covers.upperBound), \(opens), \(due), NULL,
                \(person.account), \(now))
            """)
        try owe(id, at: now, in: db)
        try db.record(
            JournalEvent(
                "plan.round.opened", subject: "plan/\(plan)", ["round": "\(id)", "name": name]),
            by: person, at: now)
        return id
    }

    private func owe(_ id: ID<PlanRound>, at now: Moment, in db: Writer) throws {
        let nodes = try PlanNode.all(plan: plan, in: db).filter(\.isReported)
        let standings = try PlanNode.standings(of: nodes, on: now.utcDay, in: db)
        var rows = ManyRows(
            "plan_owed",
            [
                ("round", .integer), ("node", .integer), ("voice", .text), ("body", .text),
                ("excuse", .text),
            ])
        for node in nodes where standings[node.id]?.status != .discontinued {
            for (voice, body) in node.voices {
                rows.append([
                    id.stored, node.id.stored, voice.stored, body.stored, "".stored,
                ])
            }
        }
        try db.insert(rows)
    }
}

extension PlanNode {
    /// Who owes a report on it; where no body is named, somebody still does.
    fileprivate var voices: [(Voice, String)] {
        let leads = text.names(.lead).isEmpty ? [""] : text.names(.lead)
        return leads.prefix(1).map { (.lead, $0) }
            + text.names(.municipality).map { (.municipality, $0) }
            + text.names(.civil).map { (.civil, $0) }
    }
}

/// Nothing more is taken in a round; what did not come stays owed, and late.
struct CloseRound: Sendable {
    let round: ID<PlanRound>

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator), let found = try PlanRound.find(round, in: db) else {
            throw Refused.notFound
        }
        guard found.closedAt == nil else { throw ReportRefusal.roundClosed }
        try db.run("UPDATE plan_round SET closed_at = \(now) WHERE id = \(round)")
        try db.record(
            JournalEvent(
                "plan.round.closed", subject: "plan/\(found.plan)", ["round": "\(round)"]),
            by: person, at: now)
    }
}

/// A body says why its report is late; the public reads it beside the name.
struct ExcuseLate: Sendable {
    let round: ID<PlanRound>
    let node: MeasureID
    let words: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard let node = try PlanNode.find(node, in: db),
            let speaker = try Speaker.find(person, on: node, in: db)
        else { throw Refused.notFound }
        let changed = try db.run(
            """
            UPDATE plan_owed SET excuse = \(words), excuse_by = \(person.account)
            WHERE round = \(round) AND node = \(node.id) AND voice = \(speaker.voice) AND body = \(speaker.body)
            """)
        guard changed == 1 else { throw Refused.notFound }
        try db.record(
            JournalEvent(
                "measure.late.explained", subject: "measure/\(node.id)",
                ["round": "\(round)", "words": words]), by: person, at: now)
    }
}
