import Kernel
import Storage

extension ContactChannel: Storable {}
extension ContactOutcome: Storable {}
extension ContactSex: Storable {}
extension ContactAge: Storable {}

/// A centre where somebody may log contacts; only the finder makes one.
struct ContactCentre: Sendable {
    let id: LocationID
    let name: String
    let zone: Zone

    private init(place: Place, _ civil: CivilTimes) {
        id = place.id
        name = place.name
        zone = civil.zone(place.municipality.zoneName) ?? .utc
    }

    /// The open places of a mediator's duties: nobody logs for another centre, nor for a closed one.
    static func all(
        for principal: Principal, _ civil: CivilTimes, in db: Reader
    ) throws -> [ContactCentre] {
        try principal.contactCentres.compactMap { try Place.find($0, in: db) }
            .filter(\.isOpen).map { ContactCentre(place: $0, civil) }
    }

    /// One of them; refuses any other.
    static func find(
        _ id: LocationID, for principal: Principal, _ civil: CivilTimes, in db: Reader
    ) throws -> ContactCentre {
        let all = try all(for: principal, civil, in: db)
        guard let centre = all.first(where: { $0.id == id }) else { throw Refused.notFound }
        return centre
    }
}

/// One of the topics of local centres.
struct ContactTopic: Sendable {
    let code: String
    let name: String

    static func all(in db: Reader) throws -> [ContactTopic] {
        try db.all(
            "SELECT code, name FROM taxonomy_term WHERE taxonomy = 'claim-topics' ORDER BY code"
        ).map { ContactTopic(code: try $0["code"], name: try $0["name"]) }
    }
}
