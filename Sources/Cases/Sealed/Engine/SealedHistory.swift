import Decisions
import Kernel
import LegalTime
import Storage

enum SealedCaseThing {}
typealias SealedCaseID = ID<SealedCaseThing>

/// A sealed case as its events tell it; nothing of it is stored elsewhere.
struct SealedHistory: Sendable {
    struct Line: Sendable, Equatable {
        let event: SealedEvent
        let by: AccountID
        let at: Moment
    }

    let lines: [Line]
    let filed: SealedEvent.Filed
    let filedAt: Moment

    /// Nil where it does not begin with the filing, or was erased.
    init?(_ lines: [Line]) {
        guard let first = lines.first, case .filed(let filed) = first.event else { return nil }
        self.lines = lines
        self.filed = filed
        filedAt = first.at
    }

    static func load(_ id: SealedCaseID, in db: Reader) throws -> SealedHistory? {
        let lines = try db.journal(of: SealedEvent.subject(id)).compactMap { line in
            line.decoded(SealedEvent.self).map { Line(event: $0, by: line.actor, at: line.at) }
        }
        return SealedHistory(lines)
    }

    /// Several, in two statements: what anybody may ask must not tell by their number how many there are.
    static func all(
        _ cases: [SealedCaseID], in db: Reader
    ) throws -> [(id: SealedCaseID, history: SealedHistory)] {
        let journals = try db.journals(of: cases.map(SealedEvent.subject))
        return journals.compactMap { subject, lines in
            let known = lines.compactMap { line in
                line.decoded(SealedEvent.self).map {
                    Line(event: $0, by: line.actor, at: line.at)
                }
            }
            let id = SealedCaseID(String(subject.dropFirst("sealed/".count)))
            guard let id, let history = SealedHistory(known) else { return nil }
            return (id, history)
        }
    }

    var acts: [(act: SealedEvent.Acted, at: Moment)] {
        lines.compactMap { line in
            if case .acted(let acted) = line.event { (acted, line.at) } else { nil }
        }
    }

    var evidence: [(thing: SealedEvent.Evidence, at: Moment)] {
        lines.compactMap { line in
            if case .evidence(let thing) = line.event { (thing, line.at) } else { nil }
        }
    }

    var messages: [(said: SealedEvent.Said, at: Moment)] {
        lines.compactMap { line in
            if case .said(let said) = line.event { (said, line.at) } else { nil }
        }
    }

    var custody: [(deed: SealedEvent.Custody, by: AccountID, at: Moment)] {
        lines.compactMap { line in
            if case .custody(let deed) = line.event { (deed, line.by, line.at) } else { nil }
        }
    }

    var readers: Set<AccountID> {
        Set(
            lines.compactMap { line in
                if case .reader(let account) = line.event { account } else { nil }
            })
    }

    var openedAt: Moment? { custody.first?.at }

    /// Everything that was answered: at filing, and with what was done since, the last word of each.
    var answers: [String: String] {
        acts.reduce(into: filed.answers) { all, one in all.merge(one.act.answers) { $1 } }
    }

    func did(_ code: String) -> Bool { acts.contains { $0.act.act == code } }
}

/// What conditions of a sealed procedure's file may look at.
enum SealedFacts {
    static let sample: [String: FEELValue] = [
        "oral": false, "acts": [], "lastAct": "none", "outcome": .null, "evidence": 0,
        "messages": 0, "opened": false,
    ]

    static func of(
        _ history: SealedHistory, _ procedure: SealedProcedure
    ) throws -> [String: FEELValue] {
        let acts = history.acts.map(\.act)
        let own: [String: FEELValue] = [
            "oral": .boolean(history.filed.isOral),
            "acts": .list(FEELList(acts.map { .string($0.act) })),
            "lastAct": .string(acts.last?.act ?? "none"),
            "outcome": procedure.outcome(of: history).map { .string($0.code) } ?? .null,
            "evidence": .number(Number(history.evidence.count)),
            "messages": .number(Number(history.messages.count)),
            "opened": .boolean(history.openedAt != nil),
        ]
        let sheet = try FormSheet(
            procedure.form, household: own, typed: history.filed.answers, nil)
        let fields = procedure.fields
        return acts.reduce(into: sheet.facts) { facts, act in
            for (name, kept) in act.answers {
                if let fact = fields[name]?.fact(kept) { facts[name] = fact }
            }
        }
    }
}

extension SealedProcedure {
    /// What it came to, by the last act that says so.
    func outcome(of history: SealedHistory) -> SealedOutcome? {
        let codes = history.acts.compactMap { done -> String? in
            guard let act = act(done.act.act) else { return nil }
            return act.outcome ?? act.outcomeField.flatMap { done.act.answers[$0] }
        }
        return codes.last.flatMap { outcome($0) }
    }

    func stage(of history: SealedHistory) throws -> SealedStage {
        let facts = try SealedFacts.of(history, self)
        let holding = try stages.filter { try $0.when?.holds(facts) ?? true }
        guard let stage = holding.last else { throw StorageError.sealed("no stage holds") }
        return stage
    }

    /// What may be done now, by one of the two sides.
    func offers(_ doer: SealedAct.Doer, _ history: SealedHistory) throws -> [SealedAct] {
        let facts = try SealedFacts.of(history, self)
        return try acts.filter { act in
            try act.by == doer && (act.repeats || !history.did(act.code))
                && act.when?.holds(facts) ?? true
        }
    }
}
