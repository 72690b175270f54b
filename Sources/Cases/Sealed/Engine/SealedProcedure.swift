public import Kernel

/// A procedure of a sealed room: one file of policy, and no Swift of its own.
public struct SealedProcedure: Sendable {
    public let code: String
    public let compartment: Compartment
    /// Where its pages stand: `complaints` for `/complaints/new`.
    public let path: String
    /// The two letters of what the person keeps.
    let letters: String
    public let title: LocalText
    /// Who works on it; the purpose follows from the compartment.
    let desk: Role
    /// Whether each case has readers of its own, and the rest of the room sees only that it came.
    let needToKnow: Bool
    /// Who may hand in: everybody, or only staff of the room.
    let intake: SealedIntake
    let lastVerified: Day
    let basis: [SealedBasis]
    let intro: LocalText
    let form: FilingForm
    /// Fields whose answers can be found again, exactly as they were given.
    let search: Set<String>
    let dated: [SealedDate]
    let clocks: [SealedClock]
    let stages: [SealedStage]
    let acts: [SealedAct]
    let outcomes: [SealedOutcome]
    let retention: SealedRetention?
    /// Whether whoever holds reference and code may have all of it erased: where nothing rests on it but their own word.
    let isErasable: Bool

    func act(_ code: String) -> SealedAct? { acts.first { $0.code == code } }
    func outcome(_ code: String) -> SealedOutcome? { outcomes.first { $0.code == code } }

    /// Every question that anybody may be asked, by its code.
    var fields: [String: FormField] {
        let all = form.sections.filter { $0.repeats == nil }.flatMap(\.fields)
        return Dictionary((all + acts.flatMap(\.section.fields)).map { ($0.code, $0) }) { $1 }
    }
}

enum SealedIntake: String, Sendable, CaseIterable {
    case everyone, desk
}

/// The law that it rests on, and from when to when.
struct SealedBasis: Sendable, Hashable {
    let rule: StatedRule
    let validFrom: Day
    let validTo: Day?

    func isValid(on day: Day) -> Bool { validFrom <= day && validTo.map { day <= $0 } ?? true }
}

/// A day that somebody answered begins, meets or interrupts clocks.
struct SealedDate: Sendable, Hashable {
    let event: String
    let field: String
}

/// A period of `policy/pt/clocks` that runs here.
struct SealedClock: Sendable, Hashable {
    /// `discrimination/first-steps`.
    let name: String
    let when: FormCondition?
    /// Whether everything is over once it has ended: a limitation.
    let isLimit: Bool
}

/// Where a case stands: the last whose condition holds.
struct SealedStage: Sendable, Hashable {
    enum Turn: String, Sendable, CaseIterable {
        case desk, person, other, none
    }

    let code: String
    let title: LocalText
    let turn: Turn
    let when: FormCondition?
}

/// Something that is done with a case.
struct SealedAct: Sendable, Hashable {
    enum Doer: String, Sendable, CaseIterable {
        /// Staff of the room.
        case desk
        /// Whoever holds reference and code.
        case person
    }

    let code: String
    let title: LocalText
    let by: Doer
    let when: FormCondition?
    let repeats: Bool
    /// What is asked with it.
    let section: FormSection
    /// What clocks hear.
    let event: String?
    /// The field that says on which day it was; nil for the day on which it is told.
    let dayField: String?
    /// The field of an earlier answer that this day may not lie before.
    let notBefore: String?
    let outcome: String?
    /// The field whose answer is the outcome.
    let outcomeField: String?
    /// What the person reads of it; nil where they read nothing.
    let shown: LocalText?
    /// Fields whose answers they read with it: what the room says to them.
    let told: Set<String>
    /// The contract under which it hands something on.
    let flow: String?

    var form: FilingForm { FilingForm(sections: section.fields.isEmpty ? [] : [section]) }

    /// The same in one case: its day may not lie before the answer that it follows.
    func form(after history: SealedHistory) -> FilingForm {
        guard let earliest = notBefore.flatMap({ history.answers[$0] }).flatMap({ Day(iso: $0) })
        else { return form }
        let fields = section.fields.map { $0.code == dayField ? $0.from(earliest) : $0 }
        return FilingForm(
            sections: [
                FormSection(
                    code: section.code, title: section.title, why: section.why,
                    when: section.when, repeats: section.repeats, fields: fields)
            ])
    }

    /// What the person reads of its answers.
    var toldForm: FilingForm {
        let fields = section.fields.filter { told.contains($0.code) }
        return FilingForm(
            sections: [
                FormSection(
                    code: section.code, title: section.title, why: section.why, when: nil,
                    repeats: nil, fields: fields)
            ])
    }
}

extension FormField {
    /// The same, and no day before one.
    fileprivate func from(_ day: Day) -> FormField {
        var limits = limits
        if case .fixed(let own) = limits.from, own > day { return self }
        limits.from = .fixed(day)
        return FormField(
            code: code, title: title, kind: kind, isRequired: isRequired, help: help, when: when,
            limits: limits, options: options, prefill: prefill)
    }
}

struct SealedOutcome: Sendable, Hashable {
    let code: String
    let title: LocalText
}

/// How long a case is kept once it has ended; nil in a file where no source says so.
struct SealedRetention: Sendable, Hashable {
    let years: Int
    let source: String
    let verified: Bool
}
