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
    /// Places of which something is overdue and nobody can be asked: they publish no mail address.
    let unasked: Set<LocationID>
    /// When each owner was last asked, by its address.
    let asks: [String: OwnerAsk]
    /// Those that stand, in the order of the country.
    let standing: [Place]
    /// Every place by its number, also those that were merged.
    let places: [LocationID: Place]

    init(in db: Reader, on day: Day) throws {
        let directory = try DirectorySnapshot(in: db)
        let standing = directory.places.map(\.place).sorted { $0.countryOrder < $1.countryOrder }
        self.standing = standing
        suggestions = try Suggestion.open(in: db)
        asks = try OwnerAsk.all(in: db)
        merges = try PlaceMerge.standing(in: db)
        twins = Twins.find(among: standing)
        misplaced = Misplaced.find(among: standing, directory.municipalities)
        let overdue = try OverduePlace.all(of: directory, on: day, in: db)
        stale = Dictionary(uniqueKeysWithValues: overdue.map { ($0.place.id, $0.checks) })
        unasked = Set(overdue.filter { $0.owner == nil }.map(\.place.id))
        var all = Dictionary(uniqueKeysWithValues: standing.map { ($0.id, $0) })
        for merge in merges { all[merge.location] = try Place.find(merge.location, in: db) }
        places = all
    }

    func name(_ id: LocationID) -> String { places[id]?.name ?? "\(id)" }
}
