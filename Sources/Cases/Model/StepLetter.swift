import Kernel

/// A paper that is made when a step is done, which anybody may check by its code.
struct StepLetter: Hashable, Sendable {
    let kind: LetterKind
    let end: PaperEnd
    /// What it says beside the name and the end.
    let says: [StatedRule]

    /// The kinds that a step may make.
    static let kinds = [LetterKind.stay, .rights, .status]
}

/// Until when a paper counts.
enum PaperEnd: Hashable, Sendable {
    /// No end is known: it proves what was said on its day.
    case open
    /// Whoever does the step states the day: no rule that was read tells it.
    case stated
    /// The end of a clock of the file, by its name.
    case clock(String)
}

extension StepRule {
    /// Why the stated end of its paper is not taken, or nil.
    func refusal(until stated: Day?, on today: Day) -> CaseRefusal? {
        guard letter?.end == .stated else { return nil }
        guard let stated else { return .paperEndMissing }
        let isPlausible = stated >= today && stated.days(since: today) <= paperDaysMax
        return isPlausible ? nil : .paperEndImplausible
    }
}

extension StepRule {
    /// Why a day that a court is said to have named is not kept, or nil.
    func refusal(named day: Day?, filed: Day, on today: Day) -> CaseRefusal? {
        guard named != nil, let day else { return nil }
        let isPlausible = day >= filed && day.days(since: today) <= paperDaysMax
        return isPlausible ? nil : .namedDayImplausible
    }
}

extension Procedure {
    /// The step whose paper is of a kind, as the reader allows one alone.
    func letter(_ kind: LetterKind) -> StepLetter? {
        steps.compactMap(\.letter).first { $0.kind == kind }
    }
}

extension OutcomeRule {
    /// Whether what has to come before it is done.
    func isOpen(_ history: CaseHistory) throws -> Bool {
        try when?.holds(CaseFacts(history)) ?? true
    }
}

extension CaseHistory {
    /// The paper of a kind that counts: the one of the last step that made any.
    func paper(_ kind: LetterKind) -> CaseEvent.StepDone.Paper? {
        steps.last { $0.paper?.kind == kind.rawValue }?.paper
    }
}

/// A choice of this installation: a day further off is a slip of the pen.
private let paperDaysMax = 1_827
