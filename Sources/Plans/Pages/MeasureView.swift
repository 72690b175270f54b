import Figures
import Kernel
import Storage

/// What the page of a measure shows.
struct MeasureView: Sendable {
    let plan: PlanHeader
    let node: PlanNode
    let standing: Standing
    /// From the plan down to the node's own heading.
    let above: [PlanNode]
    let below: [PlanNode]
    /// Measures of other plans that name this one: of municipalities, of a later edition.
    let across: [PlanNode]
    let codes: [PlanCode]
    let reports: [PlanReport]
    /// Those of reports, guarded, by report and indicator.
    let values: [ID<PlanReport>: [ReportedValue]]
    let indicators: [StoredIndicator]
    let bound: [BoundFigure]
    let questions: [PlanQuestion]
    let owed: [Owed]
    let rounds: [PlanRound]
    let speaker: Speaker?
    let draft: PlanReport?

    var voices: Voices { Voices(reports) }

    /// The open round in which whoever reads owes something.
    var round: PlanRound? {
        rounds.first { round in
            owed.contains {
                $0.round == round.id && $0.voice == speaker?.voice && $0.body == speaker?.body
            }
        }
    }

    static func find(
        _ code: String, plan: String?, for person: Principal?, _ desk: FigureDesk, at now: Moment,
        in db: Reader
    ) throws -> MeasureView? {
        guard let node = try PlanNode.find(code, plan: plan, in: db),
            let plan = try? PlanHeader.shown(node.plan, to: person, in: db)
        else { return nil }
        let speaker = try person.flatMap { try Speaker.find($0, on: node, in: db) }
        let rounds = try PlanRound.open(plan: plan.key, on: now.utcDay, in: db)
        let owed = try Owed.of(node: node.id, in: db)
        let mine = rounds.first { round in
            owed.contains {
                $0.round == round.id && $0.voice == speaker?.voice && $0.body == speaker?.body
            }
        }
        let reports = try PlanReport.of(node.id, in: db)
        let indicators = try StoredIndicator.of(node.id, in: db)
        return MeasureView(
            plan: plan, node: node, standing: try node.standing(on: now.utcDay, in: db),
            above: try node.ancestors(in: db), below: try PlanNode.children(of: node.id, in: db),
            across: try PlanNode.serving(.plan, "\(plan.key)/\(node.code)", in: db),
            codes: try PlanCode.all(in: db), reports: reports,
            values: try ReportedValue.of(reports, indicators, at: now, in: db),
            indicators: indicators,
            bound: try node.text.indicators.filter { !$0.figure.isEmpty }.map {
                try desk.bound($0, in: db)
            },
            questions: try PlanQuestion.of(node.id, in: db), owed: owed, rounds: rounds,
            speaker: speaker,
            draft: try person.flatMap {
                try PlanReport.draft(of: node.id, round: mine?.id, by: $0.account, in: db)
            })
    }
}

extension PlanNode {
    fileprivate func ancestors(in db: Reader) throws -> [PlanNode] {
        var (above, next) = ([PlanNode](), parent)
        while let id = next, above.count < depthMax, let node = try PlanNode.find(id, in: db) {
            above.insert(node, at: 0)
            next = node.parent
        }
        return above
    }
}

/// A value that a report brought, as everybody may read it.
struct ReportedValue: Sendable {
    let indicator: Indicator
    let published: Published

    static func of(
        _ reports: [PlanReport], _ indicators: [StoredIndicator], at now: Moment, in db: Reader
    ) throws -> [ID<PlanReport>: [ReportedValue]] {
        var found: [ID<PlanReport>: [ReportedValue]] = [:]
        for report in reports {
            for one in indicators {
                guard let value = report.text.values[one.id] else { continue }
                let published = try FigureDesk.guarded(
                    value, of: one.indicator, at: now, in: db)
                found[report.id, default: []].append(
                    ReportedValue(indicator: one.indicator, published: published))
            }
        }
        return found
    }
}

/// What the coordinator asks a body about a measure, and what it answers.
struct PlanQuestion: Sendable {
    let id: ID<PlanQuestion>
    let node: MeasureID
    let body: String
    let words: String
    let at: Moment
    let answer: String
    let answeredAt: Moment?

    static func of(_ node: MeasureID, in db: Reader) throws -> [PlanQuestion] {
        try select("node = \(node)", in: db)
    }

    static func find(_ id: ID<PlanQuestion>, in db: Reader) throws -> PlanQuestion? {
        try select("id = \(id)", in: db).first
    }

    static func open(in db: Reader) throws -> [PlanQuestion] {
        try select("answered_at IS NULL", in: db)
    }

    private static func select(_ condition: SQL, in db: Reader) throws -> [PlanQuestion] {
        try db.all(
            """
            SELECT id, node, body, words, at, answer, answered_at FROM plan_question WHERE \(condition)
            ORDER BY at DESC, id DESC
            """
        ).map {
            PlanQuestion(
                id: try $0[0], node: try $0[1], body: try $0[2], words: try $0[3], at: try $0[4],
                answer: try $0[5], answeredAt: try $0[6])
        }
    }
}

/// No plan that was seen has more than five levels.
private let depthMax = 12
