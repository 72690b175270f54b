import Kernel

/// How far the nearest place is that serves a need, from the centre of a municipality.
struct NeedReach: Sendable {
    let need: KnownService
    /// For what the agency decides: where it can be filed. For the rest: where it is served at all. Nil where nowhere is.
    let nearest: FoundPlace?
    let isHere: Bool

    /// Whether nobody serves it near; nil where no point tells how far it is.
    var isUnmet: Bool? {
        guard let nearest else { return true }
        if isHere { return false }
        return nearest.km.map { $0 > reachKilometres }
    }
}

/// What a municipality's people find near: each need, its nearest place, and what nobody serves within reach.
struct MunicipalReach: Sendable {
    let needs: [NeedReach]
    /// The open places in it, whoever runs them but desks of other bodies.
    let places: [Place]

    var unmet: Int { needs.count(where: { $0.isUnmet == true }) }

    init(_ municipality: Municipality, on directory: DirectorySnapshot) {
        let offered = directory.places.filter(\.place.isOffered)
        places = offered.map(\.place).filter { $0.municipality.code == municipality.code }
        // Every place is measured once, not once for each need.
        let measured = FoundPlace.sorted(
            offered.map { FoundPlace($0, from: municipality, processes: false, informs: false) },
            near: municipality)
        needs = KnownService.allCases.filter { $0 != .other }.map { need in
            let nearest = measured.first { $0.shelved.services.serves(need) }
            return NeedReach(
                need: need, nearest: nearest,
                isHere: nearest?.place.municipality.code == municipality.code)
        }
    }
}

extension PlaceServices {
    /// What the agency decides is served where it is processed: who only informs sends people on.
    func serves(_ need: KnownService) -> Bool {
        processes.contains(need.rawValue)
            || (!need.isAgency && informs.contains(need.rawValue))
    }
}

extension DirectorySnapshot {
    func reach(of municipality: Municipality) -> MunicipalReach {
        reaches.value(of: municipality.code) { MunicipalReach(municipality, on: self) }
    }
}

/// A choice of this house: further is a day lost to whoever goes by bus. In a straight line.
let reachKilometres = 50.0
