import Kernel
import Storage

/// A moderator takes a suggestion, as it came or put right, or declines it. What is taken holds as confirmed that day.
struct DecideSuggestion {
    let suggestion: ID<SuggestionThing>
    /// What to write; nil declines.
    let value: String?

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard let found = try Suggestion.find(suggestion, in: db) else { throw Refused.notFound }
        if let value { try write(value, found, by: person, on: now.utcDay, in: db) }
        try db.run(
            """
            UPDATE suggestion SET state = \(value == nil ? "declined" : "taken"), account = \(person.account),
                decided_at = \(now) WHERE id = \(suggestion)
            """)
        try db.record(
            JournalEvent(
                "directory.suggestion.decided", subject: "directory",
                ["suggestion": "\(suggestion)", "decision": value == nil ? "declined" : "taken"]),
            by: person, at: now)
        if value != nil { try WriteDirectoryRecords().perform(at: now, in: db) }
    }

    private func write(
        _ value: String, _ found: Suggestion, by person: Principal, on day: Day, in db: Writer
    ) throws {
        let id = found.location
        switch found.field {
        case .address: try db.run("UPDATE location SET address = \(value) WHERE id = \(id)")
        case .phone: try db.run("UPDATE location SET phone = \(value) WHERE id = \(id)")
        case .email:
            guard isMailAddress(value) else {
                throw Refused(.invalid, "This is no mail address. Write name@place.pt.")
            }
            try db.run("UPDATE location SET email = \(value) WHERE id = \(id)")
        case .hours:
            guard let times = OpeningTimes(value) else {
                throw Refused(
                    .invalid,
                    "Write opening hours as MO,TU,WE 09:00-13:00, with a semicolon between lines.")
            }
            guard let place = try Place.find(id, in: db) else { throw Refused.notFound }
            try times.store(of: id, slug: place.slug, source: suggestionSource, in: db)
        case .languages:
            var detail = try PlaceDetail.all(in: db)[id] ?? PlaceDetail(source: suggestionSource)
            detail.languages = value.split { $0 == ";" || $0 == "," }.map { trimmed(String($0)) }
            guard detail.languages.allSatisfy({ (2...3).contains($0.utf8.count) }) else {
                throw Refused(.invalid, "Write languages by their codes: pt;en;uk.")
            }
            try detail.store(of: id, in: db)
        // What a place does is decided by its body; a moderator notes that it was asked.
        case .services: break
        }
        try ConfirmField(location: id, field: found.field).write(by: person, on: day, in: db)
    }
}

/// Whoever keeps a field says that it still holds.
struct ConfirmField {
    let location: LocationID
    let field: PlaceField
    /// By whom it is kept, where that is not who says so.
    var owner: String?

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard try Place.find(location, in: db) != nil else { throw Refused.notFound }
        try write(by: person, on: now.utcDay, in: db)
        try db.record(
            JournalEvent(
                "directory.confirmed", subject: "directory",
                ["location": "\(location)", "field": field.rawValue]), by: person, at: now)
    }

    func write(by person: Principal, on day: Day, in db: Writer) throws {
        try db.run(
            """
            INSERT INTO field_check (location, field, owner, checked_on)
            VALUES (\(location), \(field), \(owner ?? person.name), \(day))
            ON CONFLICT (location, field) DO UPDATE SET owner = excluded.owner, checked_on = excluded.checked_on
            """)
    }
}

private let suggestionSource = "suggestion of a visitor, read by a moderator"
