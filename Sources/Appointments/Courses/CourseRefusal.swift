import Kernel

/// Why something of a course is not done.
enum CourseRefusal: Refusal, Equatable {
    case courseOver
    case askedAlready
    case tooManyCourses
    case mayNotJoin
    case noOffer
    case offerOver
    case notEnrolled
    case notYetHeld
    case noSession
    case notFinished
    case certifiedAlready

    var kind: RefusalKind {
        switch self {
        case .askedAlready, .tooManyCourses, .noOffer, .offerOver, .notEnrolled, .certifiedAlready,
            .courseOver:
            .conflict
        case .mayNotJoin, .notYetHeld, .notFinished: .invalid
        case .noSession: .notFound
        }
    }

    var values: [String: String] {
        self == .tooManyCourses ? ["max": String(coursesAtOnceMax)] : [:]
    }

    var explanation: String {
        switch self {
        case .courseOver: t("This course is over. Look for another one.")
        case .askedAlready: t("You asked for a place in this course already.")
        case .tooManyCourses:
            t("You have asked for {max} courses already. Give one back first.")
        case .mayNotJoin: t("By your answers you cannot join this course now.")
        case .noOffer: t("No place is offered to you in this course now.")
        case .offerOver: t("The last day to accept has passed: the place went to the next person.")
        case .notEnrolled: t("This person has no place in the course.")
        case .notYetHeld: t("This session has not been held yet.")
        case .noSession: t("The course has no session on this day.")
        case .notFinished: t("A certificate is given from the last day of the course on.")
        case .certifiedAlready: t("This person has the certificate of this course already.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
