import Formats
import Kernel
import Storage

/// Writes the house's own places anew in the words of HSDS, so that what is given out never differs from what is shown.
struct WriteDirectoryRecords {
    func perform(in db: Writer) throws {
        try HSDSRecord.removeAll(origin: directoryOrigin, in: db)
        let bodies: [(OrganisationID, String)] = try db.all("SELECT id, name FROM organisation").map
        {
            (try $0[0], try $0[1])
        }
        var places = PlaceRecords(
            terms: try TermRow.all(in: db),
            organisations: Dictionary(uniqueKeysWithValues: bodies))
        places.addFrame()
        for shelved in try DirectorySnapshot(in: db).places { places.add(shelved) }
        try HSDSRecord.insert(places.records, origin: directoryOrigin, in: db)
        try DirectorySnapshot.change(in: db)
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
