import Kernel
import Storage

extension Principal {
    /// The places whose own staff somebody is: a duty without a place is for none, and a clerk of another body is a
    /// guest where its counter stands.
    private var postings: Set<LocationID> {
        let own = duties.filter { duty in
            duty.role == .mediator && duty.purpose == .help
                || [.officer, .supervisor].contains(duty.role) && duty.purpose == .status
        }
        return Set(own.compactMap(\.location))
    }

    /// The same, where a merged place is the one that stands.
    func ownPlaces(in db: Reader) throws -> Set<LocationID> {
        Set(try postings.map { try PlaceMerge.kept(for: $0, in: db) })
    }
}

/// A place where somebody works, and what of it is overdue; only the finder makes one.
struct OwnPlace: Sendable {
    let shelved: ShelvedPlace
    let overdue: OverduePlace
    /// When its owner was last asked.
    let askedAt: Moment?
    /// Fields of which somebody wrote what is right, and nobody has read it yet.
    let waiting: Set<String>

    static func all(
        for principal: Principal, in directory: DirectorySnapshot, on day: Day, in db: Reader
    ) throws -> [OwnPlace] {
        let own = try principal.ownPlaces(in: db)
        let shelved = directory.places.filter { $0.isOffered && own.contains($0.place.id) }
        if shelved.isEmpty { return [] }
        let asks = try OwnerAsk.all(in: db)
        return try shelved.sorted { $0.place.countryOrder < $1.place.countryOrder }.map { one in
            let stale = try FieldCheck.all(of: one, in: db).filter { $0.isStale(on: day) }
            let overdue = OverduePlace(place: one.place, checks: stale)
            return OwnPlace(
                shelved: one, overdue: overdue,
                askedAt: overdue.owner.flatMap { asks[$0]?.askedAt },
                waiting: try Suggestion.waitingFields(of: one.place.id, in: db))
        }
    }
}

extension Place {
    /// A place where somebody works; no other is found.
    static func own(_ id: LocationID, of principal: Principal, in db: Reader) throws -> Place {
        guard try principal.ownPlaces(in: db).contains(id), let place = try find(id, in: db),
            place.isOffered
        else { throw Refused.notFound }
        return place
    }
}

extension Suggestion {
    fileprivate static func waitingFields(
        of place: LocationID, in db: Reader
    ) throws -> Set<String> {
        let rows = try db.all(
            "SELECT DISTINCT field FROM suggestion WHERE location = \(place) AND state = 'open'")
        return Set(try rows.map { try $0[0] })
    }
}

/// Whoever works at a place says that a field of it still holds; said twice on a day is said once.
struct ConfirmOwnField {
    let location: LocationID
    let field: PlaceField

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let place = try Place.own(location, of: person, in: db)
        if try FieldCheck.isNoted(field, of: location, on: now.utcDay, in: db) { return }
        // The directory says by which place a field is kept, not by whom of it.
        try ConfirmField(location: location, field: field, owner: place.name)
            .perform(by: person, at: now, in: db)
    }
}

/// Whoever works at a place writes what is right; it is read before it stands, as every suggestion.
struct CorrectOwnField {
    let location: LocationID
    let field: PlaceField
    let value: String
    /// For whoever reads it, that it comes from the place.
    let note: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        _ = try Place.own(location, of: person, in: db)
        try SuggestChange(location: location, field: field, value: value, note: note)
            .perform(at: now, in: db)
    }
}
