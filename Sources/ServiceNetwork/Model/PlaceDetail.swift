import Kernel
import Languages

/// What a place says of itself beside where it is and what it does: empty is unknown, never no.
struct PlaceDetail: Sendable, Equatable {
    /// ISO 639 codes of what is spoken at the place itself.
    var languages: [String] = []
    var interpreters: String?
    var walkIn: Bool?
    var accessibility: [Access] = []
    /// How many people it can take at once, where it says so.
    var capacity: Int?
    /// The day on which the grant that pays for it ends.
    var fundingUntil: Day?
    var cost: String?
    var documents: [String] = []
    var eligibility: String?
    /// The same as an expression of FEEL, where there is one.
    var eligibilityRule: String?
    /// Whom it serves: words, because a source rarely gives codes.
    var area: String?
    var checkedOn: Day?
    var source = ""
}

/// What helps people with a disability at a place.
enum Access: String, CaseIterable, Sendable {
    case stepFree = "step-free"
    case lift, toilet
    case hearingLoop = "hearing-loop"
    case signLanguage = "sign-language"

    func words(_ t: Translator) -> String {
        switch self {
        case .stepFree: t("No steps")
        case .lift: t("Lift")
        case .toilet: t("Accessible toilet")
        case .hearingLoop: t("Hearing loop")
        case .signLanguage: t("Sign language")
        }
    }
}
