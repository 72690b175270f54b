import Languages

/// The needs that people come with: codes of `data/places`, and their words.
enum KnownService: String, CaseIterable, Sendable {
    case residence, renewal
    case familyReunification = "family-reunification"
    case nationality, housing, work
    case socialSecurity = "social-security"
    case tax, health, education, entrepreneurship, associations
    case voluntaryReturn = "voluntary-return"
    case legalSupport = "legal-support"
    case employment, victims, language, other

    /// Whether the agency decides on it; desks of other bodies never serve these.
    var isAgency: Bool {
        switch self {
        case .residence, .renewal, .familyReunification: true
        default: false
        }
    }

    func words(_ t: Translator) -> String {
        switch self {
        case .residence: t("Residence permit")
        case .renewal: t("Renewal of the residence permit")
        case .familyReunification: t("Family reunification")
        case .nationality: t("Nationality")
        case .housing: t("Housing")
        case .work: t("Work and rights at work")
        case .socialSecurity: t("Social security")
        case .tax: t("Tax and tax number")
        case .health: t("Health")
        case .education: t("School and studies")
        default: otherWords(t)
        }
    }

    private func otherWords(_ t: Translator) -> String {
        switch self {
        case .entrepreneurship: t("Starting a business")
        case .associations: t("Migrant associations")
        case .voluntaryReturn: t("Voluntary return")
        case .legalSupport: t("Legal support")
        case .employment: t("Finding a job")
        case .victims: t("Support for victims")
        case .language: t("Learning Portuguese")
        default: t("Other questions")
        }
    }
}

/// The words of a code; one that came with a later import stands for itself.
func serviceWords(_ code: String, _ t: Translator) -> String {
    KnownService(rawValue: code)?.words(t) ?? code
}
