import Formats
import Kernel
import Storage

/// Who looked, for a person to take along.
enum WhoLooked {
    /// Every look at a file, not the latest only; `mandate` is yes where somebody acted for the person, `how` is what was
    /// opened, or a list that was taken along.
    static func csv(at kase: CaseID, in db: Reader) throws -> [UInt8] {
        var csv = CSVWriter(header: ["at", "name", "purpose", "mandate", "how"])
        let rows = try db.all(
            """
            SELECT at, name, purpose, mandate, how, opened FROM looked WHERE kase = \(kase)
            ORDER BY at, id
            """)
        for row in rows {
            let (at, mandate): (Moment, String?) = (try row[0], try row[3])
            let (how, opened): (String?, String?) = (try row[4], try row[5])
            csv.append([
                at.description, spreadsheetText(try row[1]), try row[2],
                mandate == nil ? "no" : "yes", how ?? opened ?? "file",
            ])
        }
        return csv.bytes
    }

    /// Who saw the list of somebody's files under a mandate.
    static func lists(of numbers: [PersonID], in db: Reader) throws -> HeldFile {
        var csv = CSVWriter(header: ["at", "name"])
        let rows = try db.all(
            "SELECT at, name FROM looked_list WHERE person IN \(list: numbers) ORDER BY at")
        for row in rows {
            let at: Moment = try row[0]
            csv.append([at.description, spreadsheetText(try row[1])])
        }
        return HeldFile(name: "who-saw-the-list.csv", bytes: csv.bytes)
    }
}
