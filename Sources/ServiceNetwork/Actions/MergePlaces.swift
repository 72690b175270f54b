import Kernel
import Storage

/// Two rows are said to be one place: one is kept and shown, the other leads to it. Nothing is deleted.
struct MergePlaces {
    let location: LocationID
    let kept: LocationID

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard location != kept, try Place.find(location, in: db) != nil,
            try Place.find(kept, in: db) != nil
        else { throw Refused.notFound }
        let bound = try db.count(
            """
            SELECT COUNT(*) FROM place_merge WHERE undone_at IS NULL
                AND (location = \(location) OR location = \(kept) OR kept = \(location))
            """)
        if bound > 0 {
            throw Refused(.conflict, "One of the two was merged before. Undo that first.")
        }
        let id = ID<PlaceMergeThing>.new(at: now)
        try db.run(
            """
            INSERT INTO place_merge (id, location, kept, account, merged_at)
            VALUES (\(id), \(location), \(kept), \(person.account), \(now))
            """)
        try db.record(
            JournalEvent(
                "directory.merged", subject: "directory",
                ["location": "\(location)", "kept": "\(kept)"]), by: person, at: now)
        try WriteDirectoryRecords().perform(at: now, in: db)
    }
}

/// The two are two again.
struct UndoMerge {
    let merge: ID<PlaceMergeThing>

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        let changed = try db.run(
            "UPDATE place_merge SET undone_at = \(now) WHERE id = \(merge) AND undone_at IS NULL")
        if changed == 0 { throw Refused.notFound }
        try db.record(
            JournalEvent("directory.merge.undone", subject: "directory", ["merge": "\(merge)"]),
            by: person, at: now)
        try WriteDirectoryRecords().perform(at: now, in: db)
    }
}
