import Kernel
import Storage

extension PlaceMerge {
    /// The place that stands for a place: itself, or the one it was merged into.
    static func kept(for id: LocationID, in db: Reader) throws -> LocationID {
        try db.value(
            "SELECT kept FROM place_merge WHERE location = \(id) AND undone_at IS NULL") ?? id
    }

    static func standing(in db: Reader) throws -> [PlaceMerge] {
        try db.all(
            """
            SELECT id, location, kept, merged_at FROM place_merge WHERE undone_at IS NULL ORDER BY merged_at, id
            """
        ).map {
            PlaceMerge(id: try $0[0], location: try $0[1], kept: try $0[2], mergedAt: try $0[3])
        }
    }
}

extension Suggestion {
    /// Those that wait, oldest first.
    static func open(in db: Reader) throws -> [Suggestion] {
        try db.all(
            """
            SELECT id, location, field, value, note, sent_at FROM suggestion WHERE state = 'open'
            ORDER BY sent_at, id LIMIT \(shownMax)
            """
        ).compactMap(Suggestion.init)
    }

    static func find(_ id: Kernel.ID<SuggestionThing>, in db: Reader) throws -> Suggestion? {
        try db.first(
            """
            SELECT id, location, field, value, note, sent_at FROM suggestion
            WHERE id = \(id) AND state = 'open'
            """
        ).flatMap(Suggestion.init)
    }

    private init?(row: Row) throws {
        guard let field = PlaceField(rawValue: try row["field"]) else { return nil }
        self.init(
            id: try row["id"], location: try row["location"], field: field,
            value: try row["value"], note: try row["note"], sentAt: try row["sent_at"])
    }
}

/// More than a moderator reads in a day.
private let shownMax = 200
