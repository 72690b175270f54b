import Kernel
import Storage

/// Anybody says that a field of a place is wrong, and what is right; a moderator decides. Who said it is not kept.
struct SuggestChange {
    let location: LocationID
    let field: PlaceField
    let value: String
    let note: String?

    @discardableResult
    func perform(at now: Moment, in db: Writer) throws -> ID<SuggestionThing> {
        guard try Place.find(location, in: db) != nil else { throw Refused.notFound }
        let waiting = try db.count(
            "SELECT COUNT(*) FROM suggestion WHERE location = \(location) AND state = 'open'")
        if waiting >= waitingMax {
            throw Refused(
                .tooMany, "Many suggestions for this place already wait to be read. Thank you.")
        }
        let id = ID<SuggestionThing>.new(at: now)
        try db.run(
            """
            INSERT INTO suggestion (id, location, field, value, note, sent_at, state)
            VALUES (\(id), \(location), \(field), \(value), \(note), \(now), 'open')
            """)
        try db.record(
            JournalEvent(
                "directory.suggested", subject: "directory",
                ["suggestion": "\(id)", "location": "\(location)", "field": field.rawValue]),
            by: .house, at: now)
        return id
    }
}

private let waitingMax = 20
