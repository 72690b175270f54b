import Kernel
import Storage

/// What waits for those who keep the directory.
struct DirectoryDesk: Sendable {
    struct Stale: Sendable {
        let place: Place
        let check: FieldCheck
    }

    let suggestions: [Suggestion]
    let twins: [Twins]
    let misplaced: [Misplaced]
    let merges: [PlaceMerge]
    /// Fields over their budget: each asks its owner.
    let stale: [Stale]
    /// Every place by its number, also those that were merged.
    let places: [LocationID: Place]

    init(in db: Reader, on day: Day) throws {
        let directory = try DirectorySnapshot(in: db)
        let standing = directory.places.map(\.place)
        suggestions = try Suggestion.open(in: db)
        merges = try PlaceMerge.standing(in: db)
        twins = Twins.find(among: standing)
        misplaced = Misplaced.find(among: standing, directory.municipalities)
        let checks = try FieldCheck.all(of: directory.places, in: db)
        stale = directory.places.filter(\.place.isOffered).flatMap { shelved in
            (checks[shelved.place.id] ?? []).filter { $0.isStale(on: day) }
                .map { Stale(place: shelved.place, check: $0) }
        }
        var all = Dictionary(uniqueKeysWithValues: standing.map { ($0.id, $0) })
        for merge in merges { all[merge.location] = try Place.find(merge.location, in: db) }
        places = all
    }

    func name(_ id: LocationID) -> String { places[id]?.name ?? "\(id)" }
}
