import Kernel

/// A place as it stands in the directory, whether it is offered or not.
struct Place: Sendable {
    let id: LocationID
    let slug: String
    let kind: PlaceKind
    let name: String
    let searched: String
    let address: String?
    let postalCode: String?
    let ownPoint: Point?
    let isOpen: Bool
    let closedOn: Day?
    let phone: String?
    let email: String?
    let isItinerant: Bool?
    let source: String
    let sourceYear: Int?
    let note: String?
    let municipality: Municipality

    /// Where it is: its own point, or the centre of its municipality.
    var point: Point? { ownPoint ?? municipality.point }

    /// Whether somebody may be sent there at all.
    var isOffered: Bool { isOpen && !kind.isOtherBody }
}

extension Place {
    /// District by district, town by town.
    var countryOrder: (String, String, String, Int64) {
        (municipality.districtCode, searchable(municipality.name), searched, id.value)
    }
}

/// What a place does, the two kept apart: a local centre informs, a one-stop centre processes.
struct PlaceServices: Sendable, Equatable {
    var processes: [String] = []
    var informs: [String] = []
}
