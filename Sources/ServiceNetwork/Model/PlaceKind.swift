import Kernel
import Languages

/// What sort of place it is; it tells what the place may be offered for.
enum PlaceKind: String, CaseIterable, Sendable {
    case aima, cnaim, claim
    case municipalDesk = "municipal-desk"
    case mission, registry
    case citizenShop = "citizen-shop"
    case other

    /// Desks of other bodies: found by name, never offered for a service of the agency.
    var isOtherBody: Bool { self == .registry || self == .citizenShop }

    /// Who runs it, where the kind alone says so.
    var organisation: OrganisationID? {
        switch self {
        case .aima, .cnaim, .mission: OrganisationID(1)
        case .registry: KnownOrganisation.registries
        case .claim, .municipalDesk, .citizenShop, .other: nil
        }
    }

    /// The plain word; the official one stands beside it.
    func words(_ t: Translator) -> String {
        switch self {
        case .aima: t("One-stop centre of the agency")
        case .cnaim: t("National centre for migrant integration support")
        case .claim: t("Local centre for migrant integration support")
        case .municipalDesk: t("Desk of the agency in a municipality")
        case .mission: t("Temporary centre of the mission structure")
        case .registry: t("Registry or notary desk")
        case .citizenShop: t("Citizen shop")
        case .other: t("Other place")
        }
    }

    var official: String? {
        switch self {
        case .aima: "Loja AIMA"
        case .cnaim: "CNAIM"
        case .claim: "CLAIM"
        case .registry: "Conservatória ou cartório"
        case .citizenShop: "Loja do Cidadão"
        case .municipalDesk, .mission, .other: nil
        }
    }
}

/// The bodies that rooms name by number.
enum KnownOrganisation {
    static let registries = OrganisationID(100)

    static let names: [(OrganisationID, String)] = [
        (OrganisationID(1), "Agência para a Integração, Migrações e Asilo (AIMA)"),
        (OrganisationID(2), "Comissão para a Igualdade e Contra a Discriminação Racial (CICDR)"),
        (OrganisationID(3), "Unidade de Coordenação de Fronteiras e Estrangeiros (UCFE)"),
        (registries, "Instituto dos Registos e do Notariado (IRN)"),
    ]
}
