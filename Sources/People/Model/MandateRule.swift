import Kernel

/// What a mandate lets its holder do.
public enum MandateScope: String, CaseIterable, Sendable {
    /// See files, messages and visits.
    case view
    /// Also hand in, answer and book.
    case act
    /// Also file a request in the person's place: chosen when the mandate is given, and never added to one that was.
    case file

    /// Each holds what stands before it, and nothing of what stands behind it.
    public func allows(_ wanted: MandateScope) -> Bool {
        switch wanted {
        case .view: true
        case .act: self != .view
        case .file: self == .file
        }
    }
}

/// Who may hold a mandate, and for how long.
enum MandateRule {
    /// A mandate that everybody forgot ends by itself.
    static let daysMax = 3 * 365
    /// More could not be overseen on a page.
    static let standingMax = 20

    /// Why a mandate cannot be given to somebody with these duties until a day, or nil.
    static func refusal(to last: Day, today: Day, duties: [Duty]) -> MandateRefusal? {
        if !duties.allowMandates { return .holderDecides }
        if last < today { return .past }
        return last > today.adding(days: daysMax) ? .tooLong : nil
    }
}

/// Why a mandate is not given.
enum MandateRefusal: Refusal, Equatable {
    case unknownHolder
    case oneself
    case holderDecides
    case past
    case tooLong
    case tooMany

    var kind: RefusalKind { .invalid }

    /// The field of the form that is to be changed.
    var field: String {
        switch self {
        case .past, .tooLong: "to"
        default: "holder"
        }
    }

    var explanation: String {
        switch self {
        case .unknownHolder: t("Nobody has this reference. Ask for it again.")
        case .oneself: t("This is your own reference. You act for yourself already.")
        case .holderDecides: t("Whoever works on requests cannot act for somebody who files one.")
        case .past: t("Choose a day that is not over.")
        case .tooLong: t("A mandate lasts three years at most.")
        case .tooMany: t("Twenty mandates are the most we keep. Take one back first.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
