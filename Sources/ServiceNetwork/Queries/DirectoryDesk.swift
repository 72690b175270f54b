import Kernel
import Storage

/// What waits for those who keep the directory.
struct DirectoryDesk: Sendable {
    let suggestions: [Suggestion]
    let twins: [Twins]
    let misplaced: [Misplaced]
    let merges: [PlaceMerge]
    /// Fields over their budget: each asks its owner. Of places that nobody is sent to nothing is asked.
    let stale: [LocationID: [FieldCheck]]
    /// Those that stand, in the order of the country.
    let standing: [Place]
    /// Every place by its number, also those that were merged.
    let places: [LocationID: Place]

    init(in db: Reader, on day: Day) throws {
        let directory = try DirectorySnapshot(in: db)
        let standing = directory.places.map(\.place).sorted { $0.countryOrder < $1.countryOrder }
        self.standing = standing
        suggestions = try Suggestion.open(in: db)
        merges = try PlaceMerge.standing(in: db)
        twins = Twins.find(among: standing)
        misplaced = Misplaced.find(among: standing, directory.municipalities)
        let checks = try FieldCheck.all(of: directory.places, in: db)
        let offered = Set(standing.filter(\.isOffered).map(\.id))
        stale = checks.filter { offered.contains($0.key) }
            .mapValues { $0.filter { $0.isStale(on: day) } }.filter { !$0.value.isEmpty }
        var all = Dictionary(uniqueKeysWithValues: standing.map { ($0.id, $0) })
        for merge in merges { all[merge.location] = try Place.find(merge.location, in: db) }
        places = all
    }

    func name(_ id: LocationID) -> String { places[id]?.name ?? "\(id)" }
}
