import Kernel
import LegalTime

/// One thing that stands in one version of the law and not, or otherwise, in another: a value, which pages put in words.
struct LawChange: Equatable, Sendable {
    let part: Part
    let sign: Sign
    /// What it is called: a title, or a code where it has no other name.
    let name: LocalText
    /// What of it changed; empty where it is new or gone.
    let details: [Detail]
    /// Where it stands in the law; empty where its file names none.
    let article: String
    /// Addresses or descriptions.
    let sources: [String]
    /// Nil where its file does not say.
    let verified: Bool?
    /// Whether it meets the person, or the desk alone.
    let isForPerson: Bool

    enum Part: String, Sendable, CaseIterable {
        case procedure, rule, guide, document, clock, silence, outcome, ground, fee, letter, stage,
            step, table, feeTable, charge, reduction
    }

    enum Sign: String, Sendable {
        case added, removed, changed
    }

    /// One aspect, as it was and as it is.
    struct Detail: Equatable, Sendable {
        let aspect: Aspect
        let old: LawValue
        let new: LawValue
    }

    enum Aspect: String, Sendable {
        case title, text, length, starts, ends, stops, extensions, distance, counting, whose,
            effect,
            article, sources, confirmed, who, validMonths, turn, clock, condition, order, act, by,
            from, otherwise, repeats, note, tells, letter, hearing, family, until, amount, contents,
            payer, whom, unknown, disputed, charged
    }
}

/// What an aspect can be.
enum LawValue: Equatable, Sendable {
    case nothing
    case text(LocalText)
    /// Said as it stands: a condition, an article, an amount.
    case plain(String)
    case period(ClockRule)
    /// Events of a case, by their kinds.
    case events([String])
    case flag(Bool)
    case whose(ClockOwner)
    case effect(ClockEffect)
    case turn(Turn)
    case actor(StepRule.Actor)
    case owner(DocumentKind.Owner)
    case months(Int)
    case payer(FeeLine.Payer)
    case stages([LocalText])

    /// A text, or nothing.
    init(_ text: LocalText?) { self = text.map(LawValue.text) ?? .nothing }

    /// A plain text, or nothing where it is empty.
    init(_ text: String?) {
        if let text, !text.isEmpty { self = .plain(text) } else { self = .nothing }
    }
}

/// Gathers the aspects that differ.
struct DetailList {
    private(set) var details: [LawChange.Detail] = []

    mutating func add(_ aspect: LawChange.Aspect, _ old: LawValue, _ new: LawValue) {
        if old != new {
            details.append(LawChange.Detail(aspect: aspect, old: old, new: new))
        }
    }
}

/// A procedure as one of its versions has it.
struct LawView: Sendable {
    let procedure: Procedure
    let version: ProcedureVersion

    /// A day of the version: its first, or its last where it began before all that is known.
    var day: Day { version.validFrom ?? version.validTo ?? version.lastVerified }

    var documents: [DocumentKind] {
        procedure.documents.filter { procedure.isPart($0.versions, of: version.name) }
    }

    var stages: [Stage] {
        procedure.stages.filter { procedure.isPart($0.versions, of: version.name) }
    }

    /// Those that can be done from a stage that the version knows.
    var steps: [StepRule] {
        let known = Set(stages.map(\.code))
        return procedure.steps.filter { $0.from.contains(where: known.contains) }
    }

    var clocks: [ClockRule] { procedure.clocks.filter { $0.isValid(on: day) } }

    func title(ofStage code: String) -> LocalText {
        procedure.stage(code)?.title ?? LocalText(code: code)
    }

    func title(ofClock name: String) -> LocalText {
        let titles = clocks.first { $0.name == name }?.titles ?? [:]
        return LocalText(pt: titles["pt"] ?? name, en: titles["en"] ?? name)
    }
}

extension LocalText {
    /// A code that has no words of its own is shown as it is.
    init(code: String) { self.init(pt: code, en: code) }
}
