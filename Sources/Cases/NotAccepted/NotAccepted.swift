import Kernel

/// Somebody outside did not accept a paper of a file: a bank, an employer, a border.
struct NotAccepted: Codable, Sendable, Equatable {
    enum Body: String, Codable, Sendable, CaseIterable {
        case bank, employer, landlord, health, school
        case publicService = "public-service"
        case border, other
    }

    let body: Body
    /// Who it was, as its person calls them.
    let name: String
    /// The code of the municipality; nil where that is unknown, or abroad.
    var place: String?
    let day: Day
    let paper: String
    /// What they said, as the person remembers it.
    var words: String?

    /// The papers that somebody shows to others.
    static let papers: [LetterKind] = [
        .receipt, .certificate, .grant, .tacit, .tacitNotice, .stay, .status, .rights,
        .partialRecognition, .conditionalRecognition,
    ]

    /// Why it is not taken of a file that was handed in on a day, or nil.
    func refusal(filed: Day, on today: Day) -> NotAcceptedRefusal? {
        day > today || day < filed ? .dayImplausible : nil
    }

    /// Whether two name the same, however it is written.
    var key: String {
        body.rawValue + " " + name.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension CaseEvent {
    static let notAcceptedKind = "paper.not-accepted"
}

/// Why such a report is not taken.
enum NotAcceptedRefusal: Refusal, Equatable {
    case dayImplausible, tooMany, noPaper

    var kind: RefusalKind { self == .tooMany ? .conflict : .invalid }
    var values: [String: String] { self == .tooMany ? ["n": String(notAcceptedMax)] : [:] }

    var explanation: String {
        switch self {
        case .dayImplausible:
            t("The day lies between the day on which you handed in the request and today.")
        case .tooMany: t("You told us {n} times of this case. Talk to a desk.")
        case .noPaper: t("Choose a paper of this case.")
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }

/// Whoever is turned away so often needs somebody beside them.
let notAcceptedMax = 50
