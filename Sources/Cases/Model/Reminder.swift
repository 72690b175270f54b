import Kernel

enum ReminderThing {}
typealias ReminderID = ID<ReminderThing>

extension CaseEvent {
    /// The person reminds the office of their case.
    struct Reminded: Codable, Sendable, Equatable {
        let id: ReminderID
        let text: String
        /// The last day to answer; nil where policy states no period.
        let due: Day?
    }

    /// The office answers.
    struct ReminderAnswered: Codable, Sendable, Equatable {
        let id: ReminderID
        let text: String
    }

    static let remindedKind = "office.reminded"
    static let reminderAnsweredKind = "reminder.answered"
}

extension [CaseEvent] {
    /// The reminder that awaits its answer; there is one at a time.
    var openReminder: CaseEvent.Reminded? {
        var open: CaseEvent.Reminded?
        for event in self {
            switch event.what {
            case .reminded(let reminded): open = reminded
            case .reminderAnswered(let answer): if open?.id == answer.id { open = nil }
            default: continue
            }
        }
        return open
    }
}

/// Why a reminder is not taken, or not answered.
enum ReminderRefusal: Refusal, Equatable {
    case empty, tooLong, awaited, nothingLeft, nothingOpen

    var kind: RefusalKind {
        switch self {
        case .empty, .tooLong: .invalid
        case .awaited, .nothingLeft, .nothingOpen: .conflict
        }
    }

    var values: [String: String] { self == .tooLong ? ["n": String(reminderMax)] : [:] }

    var explanation: String {
        switch self {
        case .empty: t("Write what you want to say.")
        case .tooLong: t("Write at most {n} characters.")
        case .awaited:
            t("Your last reminder awaits its answer. You can send another when it is answered.")
        case .nothingLeft: t("Nothing is left to do in this case, so there is nothing to remind of.")
        case .nothingOpen: t("No reminder awaits an answer here.")
        }
    }

    /// Why a text cannot be sent, or nil.
    static func refusal(of text: String) -> ReminderRefusal? {
        if text.isEmpty { return .empty }
        return text.count > reminderMax ? .tooLong : nil
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// A page of writing.
let reminderMax = 2_000
