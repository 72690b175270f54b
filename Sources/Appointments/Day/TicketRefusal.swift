import Kernel

/// Why nothing moves in the queue.
enum TicketRefusal: Refusal, Equatable {
    case noMoreToday
    case notServed
    case nobodyWaits
    case changed
    case somebodyIsHere
    case sameDesk
    case over
    case noVisitToday

    var kind: RefusalKind {
        switch self {
        case .noMoreToday, .changed, .somebodyIsHere, .over: .conflict
        case .notServed, .nobodyWaits, .sameDesk, .noVisitToday: .invalid
        }
    }

    var explanation: String {
        switch self {
        case .noMoreToday:
            t(
                "Whoever comes now cannot be served before closing time. There are no more tickets today."
            )
        case .notServed: t("No desk of this office does this.")
        case .nobodyWaits: t("Nobody waits for this desk.")
        case .changed: t("This ticket has moved on meanwhile. Look at the desk again.")
        case .somebodyIsHere: t("Say first what became of whom you called.")
        case .sameDesk: t("Choose another desk that is to go on with it.")
        case .over: t("This ticket has ended.")
        case .noVisitToday: t("This file has no visit at this office today.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
