import Kernel

/// Why it is not noted that a letter came back.
enum ReturnRefusal: Refusal, Equatable {
    case notByPost
    case dayImplausible

    var kind: RefusalKind { self == .notByPost ? .conflict : .invalid }

    var explanation: String {
        switch self {
        case .notByPost: t("This letter did not go out by post, or it is noted already.")
        case .dayImplausible: t("Write a day from its sending up to today.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
