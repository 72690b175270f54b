import Kernel

/// A place that seems to lie elsewhere than its row says, and why.
struct Misplaced: Sendable, Equatable {
    enum Reason: Sendable, Equatable {
        /// Its name says another municipality, and not its own.
        case named(String)
        /// Its point lies so far from the centre of its municipality.
        case far(km: Int)
    }

    let place: LocationID
    let reason: Reason

    static func find(among places: [Place], _ municipalities: [Municipality]) -> [Misplaced] {
        let names = municipalities.map { (" \(searchable($0.name)) ", $0.name) }
        return places.flatMap { place -> [Misplaced] in
            var found: [Misplaced] = []
            let padded = " \(place.searched) "
            let isNamed = padded.contains(" \(searchable(place.municipality.name)) ")
            // The longest name counts: Vila Nova de Gaia is not Gaia's neighbour.
            let others = names.filter { padded.contains($0.0) }.max { $0.0.count < $1.0.count }
            if !isNamed, let others {
                found.append(Misplaced(place: place.id, reason: .named(others.1)))
            }
            if let own = place.ownPoint, let centre = place.municipality.point {
                let away = own.kilometres(to: centre)
                if away > farKilometres {
                    found.append(Misplaced(place: place.id, reason: .far(km: Int(away))))
                }
            }
            return found
        }
    }
}

/// The widest municipality (Odemira) reaches some 40 km from its centre.
private let farKilometres = 45.0
