import Kernel

/// Questions to a person, and the words for what the decision models answer: what a page needs and a model cannot say.
struct Wizard: Sendable {
    let code: String
    let title: LocalText
    let intro: LocalText
    /// Whose guide and filing it leads to.
    let procedure: String?
    /// When its questions and words were last read; the models say when their rules were.
    let lastVerified: Day
    /// Addresses by the keys of sources that no model has; where one has the key, its address counts.
    let sources: [String: String]
    /// In the order in which to ask; the models say which of them matter.
    let questions: [WizardQuestion]
    /// In the order of the result page.
    let answers: [WizardAnswer]

    var path: String { "/check/\(code)" }

    func question(_ input: String) -> WizardQuestion? { questions.first { $0.input == input } }
}

/// What a person is asked so that an input of the models gets its value.
struct WizardQuestion: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case choice, date, number
        case yesNo = "yes-no"
    }

    struct Option: Sendable {
        let code: String
        let text: LocalText
    }

    let input: String
    let kind: Kind
    let text: LocalText
    let help: LocalText?
    let options: [Option]
    /// Between which a number lies.
    let bounds: ClosedRange<Int>
    let unit: LocalText?
    /// A day that may be left at the day of asking.
    let startsToday: Bool
    /// Without it nothing can be said: "I do not know" is not offered.
    let isRequired: Bool
    /// About the person who asks: stays when they ask for another relative.
    let isKept: Bool

    var mayBeUnknown: Bool { !isRequired && !startsToday }

    /// "I do not know" in an address.
    static let notKnown = "not-known"
}

/// A decision that stands on the result page, with words for what it may give.
struct WizardAnswer: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// One code.
        case verdict
        /// Codes: papers, steps, places.
        case list
        case amount, value
    }

    /// How an outcome sounds; a word on the page says it too.
    enum Tone: String, Sendable, CaseIterable {
        case good, wait, no, unknown
        /// Says how things stand, such as how long a wait is: neither good nor bad, and no word is set beside it.
        case fact

        /// Whoever hears it must be told what else there is.
        var needsWays: Bool { self != .good && self != .fact }
    }

    struct Outcome: Sendable {
        let code: String
        let text: LocalText
        let tone: Tone?
        let ways: [Way]
        /// Says that there is nothing to say: the section is left out of the page.
        let isHidden: Bool
    }

    /// What can be done now.
    struct Way: Sendable {
        let text: LocalText
        let link: String?
        /// The key of the source that says so.
        let source: String?
        /// False where it states law that no official text confirms. A mere direction has nothing to confirm.
        let isVerified: Bool
    }

    let model: String
    let decision: String
    let title: LocalText
    let kind: Kind
    /// Of an amount.
    let unit: LocalText?
    let outcomes: [Outcome]

    func outcome(_ code: String) -> Outcome? { outcomes.first { $0.code == code } }

    /// The code of the words for an amount or a value that the decision does not give.
    static let nothing = "nothing"

    /// Names the answer on the page, for programs.
    var name: String { "\(model)/\(decision)" }
}
