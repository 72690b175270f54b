import Foundation
import Kernel

/// How far the nearest place for a need is from each municipality, and how many people live so near.
///
/// All residents of a municipality are reckoned at its one point, and distances run straight, also over water.
struct Coverage: Sendable {
    /// What a place must do to count.
    enum Act: String, CaseIterable, Sendable {
        /// It processes the need or informs about it.
        case helps
        case processes
    }

    /// A municipality and what is nearest to it.
    struct Reach: Sendable {
        let town: Municipality
        let nearest: Place?
        /// Nil where the municipality has no point, or nobody serves the need.
        let km: Double?
        /// How far it would be if the nearest place closed.
        let secondKm: Double?
    }

    let need: String?
    let act: Act
    let places: [Place]
    /// One for each municipality, in the order of their names.
    let reaches: [Reach]

    /// Closed places and desks of other bodies serve nobody.
    init(need: String?, act: Act, on directory: DirectorySnapshot) {
        self.need = need
        self.act = act
        places = directory.places.filter { shelved in
            shelved.place.isOffered && act.isDone(for: need, by: shelved.services)
        }.map(\.place)
        let located = places.compactMap { place in
            place.point.map { (place: place, at: SpacePoint($0)) }
        }
        let placed = places
        reaches = directory.municipalities.map { town in
            guard let point = town.point else {
                let own = placed.first { $0.municipality.code == town.code }
                return Reach(town: town, nearest: own, km: nil, secondKm: nil)
            }
            let at = SpacePoint(point)
            var (best, second): (Place?, Place?) = (nil, nil)
            var (bestChord, secondChord) = (Double.infinity, Double.infinity)
            for (place, there) in located {
                let chord = at.squaredChord(to: there)
                if chord < bestChord {
                    (second, secondChord) = (best, bestChord)
                    (best, bestChord) = (place, chord)
                } else if chord < secondChord {
                    (second, secondChord) = (place, chord)
                }
            }
            return Reach(
                town: town, nearest: best, km: best?.kilometres(from: town),
                secondKm: second?.kilometres(from: town))
        }
    }
}

extension Coverage.Act {
    func isDone(for need: String?, by services: PlaceServices) -> Bool {
        let codes =
            switch self {
            case .helps: services.processes + services.informs
            case .processes: services.processes
            }
        return need.map(codes.contains) ?? !codes.isEmpty
    }
}

struct CoverageKey: Hashable, Sendable {
    let need: String?
    let act: Coverage.Act
}

extension DirectorySnapshot {
    func coverage(_ need: String?, _ act: Coverage.Act) -> Coverage {
        coverages.value(of: CoverageKey(need: need, act: act)) {
            Coverage(need: need, act: act, on: self)
        }
    }
}

/// A point in space on a globe of radius 1: the nearer of two is told without an arc.
private struct SpacePoint {
    let (x, y, z): (Double, Double, Double)

    init(_ point: Point) {
        let (lat, lon) = (point.lat * .pi / 180, point.lon * .pi / 180)
        (x, y, z) = (cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat))
    }

    func squaredChord(to other: SpacePoint) -> Double {
        let (a, b, c) = (x - other.x, y - other.y, z - other.z)
        return a * a + b * b + c * c
    }
}
