import Kernel

/// Why a time cannot be had.
enum BookingRefusal: Refusal, Equatable {
    case taken
    case noTimeChosen
    case past
    case alreadyBooked
    case noVisitNeeded
    case tooManyPeople
    case over
    case notToday
    case notBegun
    case reasonMissing
    case tooManyVisits
    case notAttended

    var kind: RefusalKind {
        switch self {
        case .taken, .alreadyBooked, .over, .tooManyVisits, .notAttended: .conflict
        case .past, .noTimeChosen, .noVisitNeeded, .tooManyPeople, .notToday, .notBegun,
            .reasonMissing:
            .invalid
        }
    }

    var values: [String: String] {
        self == .tooManyVisits ? ["max": String(visitsAtOnceMax)] : [:]
    }

    var explanation: String {
        switch self {
        case .taken:
            t("Somebody took this time a moment ago. Choose another one; nothing else has changed.")
        case .noTimeChosen: t("Choose one of the times.")
        case .past: t("This time has passed. Choose a later one.")
        case .alreadyBooked:
            t("This file has a visit already. Change that one, or cancel it first.")
        case .noVisitNeeded: t("This file needs no visit now.")
        case .tooManyPeople:
            t(
                "So many people need a visit that the office arranges itself. Call the contact centre."
            )
        case .over: t("This visit is over or was cancelled.")
        case .notToday: t("This can be noted on the day of the visit.")
        case .notBegun: t("This can be noted once the time of the visit has come.")
        case .notAttended: t("The office has not noted yet that you came.")
        case .reasonMissing: t("Write why the visit is cancelled: the person reads it.")
        case .tooManyVisits:
            t(
                "{max} visits are booked for this person already. Give one of them back first, or ask the office to book this one."
            )
        }
    }

    /// Whether another time helps; the page of times then shows these words.
    var letsChooseAgain: Bool { self == .taken || self == .past || self == .noTimeChosen }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
