import Kernel
import Languages

/// A plan itself: its act, its dates, and what is known of the whole.
struct PlanHeader: Sendable, Equatable {
    /// Whether a plan is worked on, talked over, in force or over.
    enum Stage: String, Sendable, CaseIterable {
        case draft, consultation
        case inForce = "in-force"
        case ended

        func words(_ t: Translator) -> String {
            switch self {
            case .draft: t("Draft")
            case .consultation: t("In consultation")
            case .inForce: t("In force")
            case .ended: t("Replaced or over")
            }
        }
    }

    enum Kind: String, Sendable, CaseIterable { case national, municipal, other }

    var key: String
    var namePt = ""
    var nameEn = ""
    var actPt = ""
    var actEn = ""
    var validFrom = ""
    var validUntil = ""
    var status = ""
    var statusAsOf = ""
    var statusSource = ""
    var source = ""
    var notePt = ""
    var noteEn = ""
    /// How many measures the act says that the plan has; 0 where it does not say.
    var measureCount = 0
    var kind = Kind.national
    /// The code of a municipality or region; empty for the whole country.
    var territory = ""
    var edition = 1
    /// The key of the plan that this one replaces.
    var follows = ""
    var stage = Stage.inForce

    func name(_ t: Translator) -> String { t.either(pt: namePt, en: nameEn) }
    func act(_ t: Translator) -> String { t.either(pt: actPt, en: actEn) }
    func note(_ t: Translator) -> String { t.either(pt: notePt, en: noteEn) }
}

/// What was claimed of a whole plan, shown as a claim.
struct PlanClaim: Sendable, Equatable {
    let asOf: String
    let words: String
    let note: String
    let source: String
}

/// A code that nodes link to, with its title: an objective of the Compact, a principle, a recommended action.
struct PlanCode: Sendable, Equatable {
    let scheme: LinkScheme
    let code: String
    let titlePt: String
    let titleEn: String
    var sdg = ""
    /// Whether the wording was seen at its source.
    var isVerified = true
    var source = ""

    func title(_ t: Translator) -> String { t.either(pt: titlePt, en: titleEn) }
}

/// A whole plan as a file says it.
struct PlanDocument: Sendable, Equatable {
    var header: PlanHeader
    var claims: [PlanClaim] = []
    /// Each after its parent.
    var nodes: [NodeText] = []
}
