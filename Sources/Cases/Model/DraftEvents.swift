import Kernel

extension CaseEvent {
    static let refusalWithdrawnKind = "refusal.withdrawn"
    static let letterReturnedKind = "letter.returned"

    /// A letter that went out by post came back.
    struct LetterReturned: Codable, Sendable, Equatable {
        let letter: LetterID
        /// The day on which the office had it again.
        let day: Day
        /// What the envelope says.
        let reason: String
        /// Whether the person's time to answer a draft is counted from its sending.
        let startedPeriod: Bool
    }
}

extension CaseHistory {
    /// Whether the draft may be taken back: the person does not know of it.
    var mayWithdraw: Bool {
        decision == nil && hearing.map { $0.notice == nil && $0.answer == nil } ?? false
    }

    /// Whether somebody may still bring the draft to the person: nothing did, or what did came back.
    /// A warning before a closure unpaid may also where its person is only presumed to know of it.
    var mayBeBrought: Bool {
        waitsForNotice || waitsForAnswer && hearing?.returned != nil || isWarningPresumed
    }

    /// The draft that is out goes as if it had not been; the one before it stands again.
    mutating func withdraw(_ event: CaseEvent) {
        guard mayWithdraw else { return }
        hearing = hearing?.before.first
        forget(CaseEvent.refusalProposedKind)
        clockEvents.append((event.kind, event.at))
    }

    /// What is known already begins no second period; what came back begins it anew.
    mutating func reach(_ way: NoticeWay, _ event: CaseEvent) {
        let isAnew = hearing?.returned != nil || isWarningPresumed
        guard hearing?.notice == nil || isAnew else { return }
        if isAnew { forget(CaseEvent.hearingRegisteredKind) }
        hearing?.notice = way
        hearing?.returned = nil
        clockEvents.append((event.kind, event.at))
    }

    /// Nothing ends, and no date moves: whether the letter counts as received is not ours to say.
    mutating func comeBack(_ letter: CaseEvent.LetterReturned) {
        guard letter.startedPeriod, hearing?.notice == .registered else { return }
        hearing?.returned = letter
    }

    private mutating func forget(_ kind: String) {
        if let last = clockEvents.lastIndex(where: { $0.kind == kind }) {
            clockEvents.remove(at: last)
        }
    }
}

extension [CaseEvent] {
    /// The letters of drafts that were withdrawn before they reached their person.
    var withdrawnLetters: Set<LetterID> {
        var (draft, withdrawn): (Set<LetterID>, Set<LetterID>) = ([], [])
        for event in self {
            switch event.what {
            case .refusalProposed: draft = []
            case .letterMade(let made) where LetterKind.drafts.contains(made.kind):
                draft.insert(made.id)
            case .refusalWithdrawn: withdrawn.formUnion(draft)
            default: break
            }
        }
        return withdrawn
    }
}
