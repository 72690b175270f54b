public import Kernel
public import Languages
public import LegalTime

/// A text that policy staff own, in the languages of their file.
public struct LocalText: Hashable, Sendable {
    public let pt: String
    public let en: String

    /// Portuguese to those who read Portuguese, English to everyone else.
    public func text(in language: String) -> String { language == "pt" ? pt : en }

    /// What Portuguese and English do not reach, the language's catalogue may have, under the English.
    public func callAsFunction(_ t: Translator) -> String { t.either(pt: pt, en: en) }
}

/// A rule in words: what it says, where it stands, and whether its source was confirmed.
public struct StatedRule: Hashable, Sendable {
    public let text: LocalText
    public let article: String
    /// Addresses or descriptions, never bare keys.
    public let sources: [String]
    public let verified: Bool
}

/// A paper that a file may need.
public struct DocumentKind: Hashable, Sendable {
    public enum Owner: String, Sendable, CaseIterable {
        case holder, member, child
    }

    public let code: String
    public let title: LocalText
    public let who: Owner
    public let verified: Bool
    /// For how long one may be relied on; nil where no source says that its time ends.
    public let validMonths: ValidMonths?
    /// Where it was read: addresses or descriptions.
    public let sources: [String]
    /// The versions of the law that ask for it; nil where all do.
    public let versions: [String]?
}

/// For how many months a paper may be relied on, and where that stands.
public struct ValidMonths: Hashable, Sendable {
    /// Whole months, at least one.
    public let months: Int
    public let article: String
    public let verified: Bool
}

/// A step of the way, and who has to act while a case stands there.
public struct Stage: Hashable, Sendable {
    public let code: String
    public let title: LocalText
    public let turn: Turn
    /// Whose end is waited for while a case stands here; nil where nothing is.
    let clock: String?
    /// Whether it lies beside the way: a case comes here or does not.
    let isAside: Bool
    /// A case stands here while it holds, unless a later stage of the file holds too; nil of the first alone.
    let when: Condition?
    /// The versions of the law that know it; nil where all do.
    let versions: [String]?
}

/// Who has to act.
public enum Turn: String, Sendable, CaseIterable {
    case person, state, none
}

/// How a decision may end, and what it may be grounded on.
public struct OutcomeRule: Hashable, Sendable {
    public let code: String
    public let title: LocalText
    public let letter: String
    /// Whether the person is heard on a draft before it may be decided so.
    public let hearing: Bool
    public let grounds: [Ground]
    /// On what it may be granted although a paper is missing.
    public let despiteMissing: [Ground]
    /// What has to hold before it is open, and the words for whoever sees that it does not; nil where it always is.
    let when: Condition?
    let otherwise: LocalText?
    /// What its letter says of a challenge beside the period; empty where nothing is known.
    public let challenge: [StatedRule]

    /// What stands for a hearing on a draft; nil where nothing does.
    let heardBy: StatedRule?
    /// Whether no source tells in what time it can be challenged: its letter names no period then.
    let isPeriodUnknown: Bool

    /// A grant rests on the papers; a refusal may rest on their absence.
    var needsPapers: Bool { LetterKind.granting.contains(letter) }
}

/// A ground with its article: a decision names it by its code.
public struct Ground: Hashable, Sendable {
    public let code: String
    public let title: LocalText
    public let article: String
    public let verified: Bool
    /// Where it was read: addresses or descriptions.
    public let sources: [String]
}

/// The law as it stood over a span of days; a case keeps the one it was filed under.
public struct ProcedureVersion: Hashable, Sendable {
    public let name: String
    public let title: LocalText
    public let validFrom: Day?
    public let validTo: Day?
    public let lastVerified: Day
    public let notes: [ClockNote]

    public func isInForce(on day: Day) -> Bool {
        if let validFrom, day < validFrom { return false }
        if let validTo, day > validTo { return false }
        return true
    }

    public func note(_ clock: String) -> ClockNote? { notes.first { $0.clock == clock } }
}

/// What a screen says beside a clock: what silence means, and what of it is confirmed.
public struct ClockNote: Hashable, Sendable {
    public let clock: String
    public let ifSilent: LocalText
    public let verified: Bool
    /// Whether a source says that the clock stops at all.
    public let pauseVerified: Bool
}

/// A procedure of the State, as its file says.
public struct Procedure: Equatable, Sendable {
    public let code: String
    public let title: LocalText
    /// The Portuguese name that letters and counters use; the title where no source gives one.
    public let official: String
    /// The service code of the network.
    public let service: String
    public let compartment: Compartment
    /// Whether it is about somebody's status, or about the service and its data.
    public let concern: Concern
    /// What answers at once what one would ask for here; nil where nothing does.
    let quicker: QuickerWay?
    /// Which answers say what a complaint is about; nil where nobody is kept away.
    let recusal: RecusalFields?
    /// Whether a file is for those alone who need to know of it: the supervisors of its office, and whom they let in.
    let needToKnow: Bool
    /// Whether staff write such a request down where they hear it; nil where a person hands it in.
    let heard: HeardRule?
    /// Bodies outside the house that are told that a request was made.
    let bodies: [ToldBody]
    public let lastVerified: Day
    public let family: FamilyRange
    public let whoMayApply: [StatedRule]
    public let guide: [StatedRule]
    /// What the first person of a file is called; nil for the holder of a permit.
    public let applicant: LocalText?
    /// What is asked beside the people of the household; empty where nothing is.
    let form: FilingForm
    /// The decision table that says who needs which document; nil where nobody knows: then nothing is asked by itself,
    /// and an officer chooses among `documents`.
    public let documentsDecision: String?
    public let documents: [DocumentKind]
    /// Who comes in person; nil where no table says.
    public let attendance: NamedDecision?
    /// In which class an open file waits; nil where no table says.
    public let priority: NamedDecision?
    /// For how long a step may be taken back; nil where none may.
    let undo: UndoRule?
    /// How long a file stays after its decision; nil where no rule is known.
    let retention: RetentionRule?
    /// With which answer a granted request lets the office erase the other files of its person; nil where none does.
    let erases: ErasingAnswer?
    /// Whether a decision is proposed by one officer and confirmed by another.
    public let fourEyes: Bool
    /// When a child of a file is none any longer; nil where no age matters.
    public let comingOfAge: AgeRule?
    public let stages: [Stage]
    public let steps: [StepRule]
    public let versions: [ProcedureVersion]
    public let clocks: [ClockRule]
    public let outcomes: [OutcomeRule]
    /// The clocks that what happens in a case can begin, each name once, in the order of the file.
    let ownClocks: [ClockRule]
    let standings = Standings()

    public func version(inForceOn day: Day) -> ProcedureVersion? {
        versions.first { $0.isInForce(on: day) }
    }
    /// Whether new requests are taken on a day: a law for it is in force.
    public func isOpen(on day: Day) -> Bool { version(inForceOn: day) != nil }
    /// The last day on which a request could be handed in, where no version goes on.
    public var lastDay: Day? {
        versions.contains(where: { $0.validTo == nil }) ? nil : versions.compactMap(\.validTo).max()
    }
    public func version(_ name: String) -> ProcedureVersion? { versions.first { $0.name == name } }
    public func document(_ code: String) -> DocumentKind? { documents.first { $0.code == code } }
    public func outcome(_ code: String) -> OutcomeRule? { outcomes.first { $0.code == code } }
    public func stage(_ code: String) -> Stage? { stages.first { $0.code == code } }
}

extension [ClockRule] {
    /// Those that what happens in a case can begin, each name once.
    var own: [ClockRule] {
        var seen = Set<String>()
        return filter { rule in
            rule.starts.contains {
                CaseEvent.clockKinds.contains($0.event)
                    || $0.event.hasPrefix(CaseEvent.consultationAskedKind + ".")
                    || $0.event.hasPrefix(StepRule.eventPrefix)
            }
                && seen.insert(rule.name).inserted
        }
    }
}

extension Procedure {
    /// Who somebody is in a file of this procedure.
    func roleTitle(of relation: Relation, _ t: Translator) -> String {
        guard relation == .holder, let applicant else {
            return relation.title(t, isAlone: family.isNone)
        }
        return applicant(t)
    }
}
