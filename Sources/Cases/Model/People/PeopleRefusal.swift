import Kernel

/// Why two people of files are not said to be one, or what is written beside somebody is not noted.
enum PeopleRefusal: Refusal, Equatable {
    case settled
    case notSettled
    case reasonMissing
    case keyMalformed
    case keyKnown
    case tieWithOneself

    var kind: RefusalKind {
        switch self {
        case .settled, .notSettled, .keyKnown: .conflict
        case .reasonMissing, .keyMalformed, .tieWithOneself: .invalid
        }
    }

    var explanation: String {
        switch self {
        case .settled: t("Somebody settled this already. Undo it first.")
        case .notSettled: t("Nothing was settled here, so there is nothing to undo.")
        case .reasonMissing: t("Write the reason.")
        case .keyMalformed: t("This cannot be right: check what was typed.")
        case .tieWithOneself: t("Choose two people.")
        case .keyKnown: t("This is noted for this person already.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
