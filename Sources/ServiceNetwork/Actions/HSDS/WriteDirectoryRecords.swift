import Formats
import Kernel
import Storage

/// Writes the house's own places anew in the words of HSDS, so that what is given out never differs from what is shown.
/// The records of a place that are the same again keep the moment at which they last changed.
struct WriteDirectoryRecords {
    func perform(at now: Moment, in db: Writer) throws {
        try HSDSRecord.removeAll(origin: directoryOrigin, in: db)
        let bodies: [(OrganisationID, String)] = try db.all("SELECT id, name FROM organisation").map
        {
            (try $0[0], try $0[1])
        }
        var places = PlaceRecords(
            terms: try TermRow.all(in: db),
            organisations: Dictionary(uniqueKeysWithValues: bodies))
        places.addFrame()
        var ends = [(slug: "", end: places.records.count)]
        for shelved in try DirectorySnapshot(in: db).places {
            places.add(shelved)
            ends.append((shelved.place.slug, places.records.count))
        }
        let moments = try noteChanges(places.records, ends, at: now, in: db)
        try HSDSRecord.insert(
            places.records, modified: moments, origin: directoryOrigin, in: db)
        try DirectorySnapshot.change(in: db)
    }

    /// The moment of each record: that of its place, which changes with whatever of it changes.
    private func noteChanges(
        _ records: [HSDSRecord], _ ends: [(slug: String, end: Int)], at now: Moment,
        in db: Writer
    ) throws -> [Moment] {
        var known: [String: (digest: String, at: Moment)] = [:]
        for row in try db.all("SELECT slug, mark, written_at FROM place_written") {
            known[try row[0]] = (try row[1], try row[2])
        }
        var rows = ManyRows(
            "place_written", [("slug", .text), ("mark", .text), ("written_at", .integer)])
        var moments: [Moment] = []
        for (slug, end) in ends {
            let own = records[moments.count..<end]
            let digest = hsdsID(own.map(\.body).joined(separator: "\n"))
            let before = known[slug]
            let moment = before.flatMap { $0.digest == digest ? $0.at : nil } ?? now
            rows.append([slug.stored, digest.stored, moment.stored])
            moments += own.map { _ in moment }
        }
        try db.run("DELETE FROM place_written")
        try db.insert(rows)
        return moments
    }
}

private let directoryOrigin = "directory"

extension TermRow {
    static func all(in db: Reader) throws -> [TermRow] {
        try db.all(
            """
            SELECT taxonomy, code, name, description, parent, need, source FROM taxonomy_term
            ORDER BY taxonomy, code
            """
        ).map {
            TermRow(
                taxonomy: try $0[0], code: try $0[1], name: try $0[2], description: try $0[3],
                parent: try $0[4], need: try $0[5], source: try $0[6])
        }
    }
}
