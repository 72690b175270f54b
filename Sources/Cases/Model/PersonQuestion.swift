import Kernel

enum PersonQuestionThing {}
typealias PersonQuestionID = ID<PersonQuestionThing>

/// What a person writes in their case and waits for.
struct PersonQuestion: Sendable, Equatable {
    /// What would settle it.
    enum Wants: String, Codable, Sendable, CaseIterable {
        /// An answer in words.
        case answer
        /// That the case is opened again; an answer in words says why it is not.
        case reopening
    }

    let id: PersonQuestionID
    let wants: Wants
    let text: String
    let askedAt: Moment
    /// Who of the office owes the answer; nil where nobody works there.
    let owner: String?
    var answer: String?
    var answeredAt: Moment?
}

extension CaseEvent {
    static let questionAskedKind = "question.asked"
    static let questionAnsweredKind = "question.answered"
    /// An answer that nobody had asked for.
    static let officeWroteKind = "question.office-wrote"

    struct QuestionAsked: Codable, Sendable, Equatable {
        let id: PersonQuestionID
        let wants: PersonQuestion.Wants
        let text: String
        let owner: AccountID?
        let ownerName: String?
    }

    struct QuestionAnswered: Codable, Sendable, Equatable {
        let id: PersonQuestionID
        let text: String
    }
}

extension [CaseEvent] {
    /// What the person asked and what they were answered, oldest first.
    var questions: [PersonQuestion] {
        reduce(into: []) { list, event in
            switch event.what {
            case .questionAsked(let asked):
                list.append(
                    PersonQuestion(
                        id: asked.id, wants: asked.wants, text: asked.text, askedAt: event.at,
                        owner: asked.ownerName))
            case .questionAnswered(let answered):
                for index in list.indices where list[index].id == answered.id {
                    list[index].answer = answered.text
                    list[index].answeredAt = event.at
                }
            default: break
            }
        }
    }
}

/// What the office wrote to the person of itself.
struct OfficeWords: Sendable, Equatable {
    let text: String
    let at: Moment
}

extension [CaseEvent] {
    /// Oldest first.
    var officeWords: [OfficeWords] {
        compactMap { event in
            guard event.kind == CaseEvent.officeWroteKind,
                case .questionAnswered(let written) = event.what
            else { return nil }
            return OfficeWords(text: written.text, at: event.at)
        }
    }
}

/// Why a question is not asked or not answered.
enum QuestionRefusal: Refusal, Equatable {
    case textMissing
    case textTooLong
    case tooMany
    case answered

    var kind: RefusalKind {
        switch self {
        case .textMissing, .textTooLong: .invalid
        case .tooMany, .answered: .conflict
        }
    }

    var values: [String: String] {
        switch self {
        case .textTooLong: ["n": String(questionCharactersMax)]
        case .tooMany: ["n": String(openQuestionsMax)]
        default: [:]
        }
    }

    var explanation: String {
        switch self {
        case .textMissing: t("Write something first.")
        case .textTooLong: t("Write at most {n} characters.")
        case .tooMany:
            t("{n} questions of this case wait for an answer. Wait for one before you ask more.")
        case .answered: t("This question is answered, or it is none of this case.")
        }
    }

    /// Why a text is not taken, or nil.
    static func of(_ text: String) -> QuestionRefusal? {
        if !text.contains(where: { !$0.isWhitespace }) { return .textMissing }
        return text.count > questionCharactersMax ? .textTooLong : nil
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// More than a printed page is a letter: it can be handed in.
let questionCharactersMax = 3_000
/// Whoever waits for so many answers is not helped by asking again.
let openQuestionsMax = 5
