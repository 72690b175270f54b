public import Kernel

/// A place that processes a service, and how far it is; the distance is nil where a point is not known.
public struct NearbyPlace: Sendable, Equatable {
    public let id: LocationID
    public let name: String
    public let municipality: PlaceCode
    public let municipalityName: String
    public let km: Double?
}

/// What another room may say of a place.
public struct PlaceCard: Sendable, Equatable {
    public let id: LocationID
    public let name: String
    public let municipality: PlaceCode
    public let municipalityName: String
    /// Nil where no source gives one.
    public let address: String?
    public let isOpen: Bool
    /// IANA name of the civil time there.
    public let zoneName: String

    init(_ place: Place) {
        id = place.id
        name = place.name
        municipality = place.municipality.code
        municipalityName = place.municipality.name
        address = place.address
        isOpen = place.isOpen
        zoneName = place.municipality.zoneName
    }
}
