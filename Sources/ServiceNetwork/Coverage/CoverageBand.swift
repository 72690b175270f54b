import Kernel
import Languages

/// How far people have to go, in the steps in which it is told: a choice of the house, not law.
enum CoverageBand: Int, CaseIterable, Sendable {
    case within10, within25, within50, beyond
    /// The municipality has no point in our data, or nobody serves the need.
    case unknown

    init(km: Double?) {
        guard let km else {
            self = .unknown
            return
        }
        self = km <= 10 ? .within10 : km <= 25 ? .within25 : km <= 50 ? .within50 : .beyond
    }

    func words(_ t: Translator) -> String {
        switch self {
        case .within10: t("Up to {n} km", ["n": t.number(10)])
        case .within25: t("{n} to {m} km", ["n": t.number(10), "m": t.number(25)])
        case .within50: t("{n} to {m} km", ["n": t.number(25), "m": t.number(50)])
        case .beyond: t("More than {n} km", ["n": t.number(50)])
        case .unknown: t("Distance not known")
        }
    }
}

/// The radii of which it is said how many people live within.
let coverageRadii = [10, 25, 50]

extension Coverage.Reach {
    var band: CoverageBand { CoverageBand(km: km) }
}

extension Coverage {
    /// Residents of municipalities whose nearest place is so near; where the census number is missing it counts nothing.
    func residents(within km: Double) -> Int {
        residents { reach in reach.km.map { $0 <= km } ?? false }
    }

    /// The same in parts of all residents whose number is known, those of no known distance included.
    func share(within km: Double) -> Double? {
        let all = residents { _ in true }
        return all == 0 ? nil : Double(residents(within: km)) / Double(all)
    }

    func residents(where holds: (Reach) -> Bool) -> Int {
        reaches.reduce(0) { $0 + (holds($1) ? $1.town.population ?? 0 : 0) }
    }

    /// Municipalities of which no number of residents is known.
    var uncounted: Int { reaches.count { $0.town.population == nil } }
}

/// A place whose grant ends, and who would have farther to go.
struct EndingGrant: Sendable {
    let place: Place
    let until: Day
    /// Residents who have it within 25 km and would then have nothing within 25 km.
    let losing: Int

    /// Those that end by a day or have ended, soonest first, by what stands in the directory.
    static func all(
        by last: Day, in coverage: Coverage, on directory: DirectorySnapshot
    ) -> [EndingGrant] {
        directory.places.compactMap { shelved -> EndingGrant? in
            guard shelved.place.isOffered, let until = shelved.detail?.fundingUntil, until <= last
            else { return nil }
            let losing = coverage.residents { reach in
                guard let km = reach.km, reach.nearest?.id == shelved.place.id else { return false }
                return km <= losingKilometres && (reach.secondKm ?? .infinity) > losingKilometres
            }
            return EndingGrant(place: shelved.place, until: until, losing: losing)
        }.sorted { ($0.until, $0.place.id.value) < ($1.until, $1.place.id.value) }
    }

    /// How many open places say until when they are paid for.
    static func known(on directory: DirectorySnapshot) -> Int {
        directory.places.count { $0.place.isOffered && $0.detail?.fundingUntil != nil }
    }
}

private let losingKilometres = 25.0
