import Decisions
import Kernel

/// What one decision answers, with the rules that led there and what stays open.
struct WizardResult: Sendable {
    let answer: WizardAnswer
    let value: FEELValue
    /// What the value is made of, each once.
    let items: [FEELValue]
    /// Questions that the person could not answer and whose answer may change this one.
    let open: [WizardQuestion]
    /// Where the models say that their sources are found.
    let addresses: [String: String]
    private let given: BookAnswer

    init(
        _ answer: WizardAnswer, _ walk: WizardWalk, on today: Day, at now: Moment,
        _ book: DecisionBook
    ) throws {
        self.answer = answer
        let inputs = book[answer.model]?.inputs ?? []
        let known = walk.known.filter { inputs.contains($0.key) }
        given = try book.ask(answer.model, answer.decision, known, on: today, at: now)
        value = given.value
        items = value.items
        let located = given.models.flatMap(\.sources).compactMap { source in
            source.location.map { (source.name, $0) }
        }
        addresses = Dictionary(located, uniquingKeysWith: { first, _ in first })
        let missing = Set(try answer.needed(known.filter { !$0.value.isNull }, at: now, book))
        open = walk.steps.filter { $0.value.isNull && missing.contains($0.question.input) }
            .map(\.question)
    }

    /// The items as programs know them.
    var codes: [String] { items.map(\.text) }

    /// The days between which a model may be asked that may not be today: then nothing in it is confirmed.
    var missed: ModelValidity? { given.missed }
    /// When its rules were last held against their sources; nil where that is not known.
    var lastVerified: CivilDate? { given.lastVerified }
    /// Whether its rules say that nobody knows since when they hold.
    var isFromUnknown: Bool { given.isFromUnknown }

    /// Whether the page passes it over, as its code says that there is nothing to say.
    var isHidden: Bool {
        missed == nil && !items.isEmpty
            && codes.allSatisfy { answer.outcome($0)?.isHidden ?? false }
    }

    /// Why one of the codes stands there: the rules that gave it.
    func reasons(for code: String) -> [Reason] {
        once((own + behind).filter { $0.codes.contains(code) })
    }

    /// Why the answer as a whole is so: the rules of its own table, then those that it rests on; for a list those
    /// that stand behind no single line of it.
    var reasons: [Reason] {
        guard answer.kind == .list else { return once(own + behind) }
        let codes = Set(self.codes)
        return once((own + behind).filter { codes.isDisjoint(with: $0.codes) })
    }

    private var own: [FiredRule] { rules { $0 == answer.decision } }
    private var behind: [FiredRule] { rules { $0 != answer.decision } }

    private func rules(of isWanted: (String) -> Bool) -> [FiredRule] {
        given.explanation.filter { isWanted($0.decision) }.flatMap(\.rules)
    }

    /// Rules without a word to the person only work for others.
    private func once(_ rules: [FiredRule]) -> [Reason] {
        var seen: Set<Reason> = []
        return rules.map { given.reason(of: $0) }.filter { reason in
            !reason.because.isEmpty && seen.insert(reason).inserted
        }
    }
}
