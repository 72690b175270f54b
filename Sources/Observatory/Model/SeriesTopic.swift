import Languages

/// What a series is about; a house may use words of its own besides.
enum SeriesTopic: String, Sendable, CaseIterable {
    case population, flows, permits, asylum, census, labour, income, remittances, justice, education
    case health, sdg, policy

    func title(_ t: Translator) -> String {
        switch self {
        case .population: t("Population and stocks")
        case .flows: t("Arrivals and departures")
        case .permits: t("Residence permits")
        case .asylum: t("Asylum and refugees")
        case .census: t("Census")
        case .labour: t("Work")
        case .income: t("Income")
        case .remittances: t("Remittances")
        case .justice: t("Justice")
        case .education: t("Education")
        case .health: t("Health")
        case .sdg: t("Sustainable development goals")
        case .policy: t("Law and policy")
        }
    }

    static func title(of topic: String, _ t: Translator) -> String {
        SeriesTopic(rawValue: topic)?.title(t) ?? topic
    }
}
