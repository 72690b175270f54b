import Kernel
import Storage

extension ContactFigures {
    /// A month's contacts under the control of disclosure; nil before they may be told.
    static func find(_ month: ContactMonth, on today: Day, in db: Reader) throws -> ContactFigures?
    {
        guard month.isPublished(on: today) else { return nil }
        var isDemo = false
        let groups = try db.all(
            """
            SELECT location, topic, language, sex, age, COUNT(*) AS contacts, MAX(invented) AS invented
            FROM service_contact WHERE day >= \(month.first) AND day < \(month.end) AND undone_at IS NULL
            GROUP BY location, topic, language, sex, age
            """
        ).map { row -> ContactGroup in
            isDemo = try isDemo || row["invented"]
            return ContactGroup(
                location: try row["location"], topic: try row["topic"],
                language: try row["language"], sex: try row["sex"], age: try row["age"],
                count: try row["contacts"])
        }
        return ContactFigures(month, groups, isDemo: isDemo)
    }
}

extension ID where Thing == LocationThing {
    /// The names of places.
    static func names(of ids: [LocationID], in db: Reader) throws -> [LocationID: String] {
        let rows = try db.all("SELECT id, name FROM location WHERE id IN \(list: ids)")
        return Dictionary(uniqueKeysWithValues: try rows.map { (try $0["id"], try $0["name"]) })
    }
}
