import Kernel

extension Duty {
    /// Whether it opens files or questions about them, or the giving of tasks: two administrators give it, where there
    /// are two.
    var needsSecond: Bool {
        role == .administrator || purpose == .status || purpose == .consultation
    }
}

/// Why a task is not given, or an account not changed.
enum DutyRefusal: Refusal, Equatable {
    case oneself
    case alreadyGiven
    case alreadyWaiting
    case sameAdministrator
    case closed
    case unknownOther
    case sameAccount

    var kind: RefusalKind {
        switch self {
        case .oneself, .sameAdministrator: .forbidden
        case .unknownOther, .sameAccount: .invalid
        case .alreadyGiven, .alreadyWaiting, .closed: .conflict
        }
    }

    var explanation: String {
        switch self {
        case .oneself:
            t("Nobody changes their own tasks or account: another administrator does.")
        case .alreadyGiven: t("This account has this duty already.")
        case .alreadyWaiting: t("This task waits for a second administrator already.")
        case .sameAdministrator: t("You asked for this task: another administrator confirms it.")
        case .closed: t("This account is closed. Open it first.")
        case .unknownOther: t("No account has this user name.")
        case .sameAccount: t("Name another account than this one.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
