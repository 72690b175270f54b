import Kernel

/// Why a request that was heard does not become a case.
enum HeardRefusal: Refusal, Equatable {
    case registered
    case openAlready
    case aloneUnsaid
    case notAChild

    var kind: RefusalKind {
        switch self {
        case .registered, .openAlready: .conflict
        case .aloneUnsaid, .notAChild: .invalid
        }
    }

    /// In English: the key of the translation.
    var explanation: String {
        switch self {
        case .registered: t("It was noted already who asks.")
        case .openAlready: t("This person has such a request already, and it is not decided.")
        case .aloneUnsaid: t("Say whether the child is alone here.")
        case .notAChild: t("Somebody of 18 or more is no child: check the date of birth.")
        }
    }

    /// Beside which field of the page it stands; nil where it is about the whole.
    var field: String? { self == .aloneUnsaid || self == .notAChild ? "alone" : nil }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
