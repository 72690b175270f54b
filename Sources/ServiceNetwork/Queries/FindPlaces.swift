import Kernel
import Storage

/// What somebody looks for: a need, near a place, perhaps by name.
struct PlaceSearch: Sendable {
    var need: String?
    var near: Municipality?
    /// Words of a name, as they were typed.
    var words: String?
    /// Also desks of other bodies and closed places; never together with a need.
    var others = false

    /// Every place that answers, best first.
    func run(in db: Reader) throws -> [FoundPlace] {
        let wanted = words.map { searchable($0).split(separator: " ") } ?? []
        let found = try rows(in: db).filter { found in
            wanted.allSatisfy {
                found.place.searched.contains($0)
                    || searchable(found.place.municipality.name).contains($0)
            }
        }
        return found.sorted { FoundPlace.isBefore($0, $1, near: near) }
    }

    private func rows(in db: Reader) throws -> [FoundPlace] {
        let need = need ?? ""
        return try db.all(
            """
            SELECT \(Place.columns), COALESCE(s.processes, 0) AS processes, COALESCE(s.informs, 0) AS informs
            FROM location l JOIN municipality m ON m.code = l.municipality
            LEFT JOIN service_at_location s ON s.location = l.id AND s.service = \(need)
            WHERE \(condition)
            """
        ).map { row in
            FoundPlace(
                try Place(row: row), from: near, processes: try row["processes"],
                informs: try row["informs"])
        }
    }

    /// A closed place and a desk of another body are never offered for a need.
    private var condition: SQL {
        if need != nil { return "s.location IS NOT NULL AND l.status = 'open' AND \(notOtherBody)" }
        if others { return "l.id IS NOT NULL" }
        return words == nil ? "l.status = 'open' AND \(notOtherBody)" : notOtherBody
    }

    private var notOtherBody: SQL { "l.kind NOT IN ('registry', 'citizen-shop')" }
}

extension Place {
    static func find(_ id: LocationID, in db: Reader) throws -> Place? {
        try db.first(
            """
            SELECT \(columns) FROM location l JOIN municipality m ON m.code = l.municipality WHERE l.id = \(id)
            """
        ).map(Place.init)
    }

    /// What each of a few places does, in one question.
    static func services(of ids: [LocationID], in db: Reader) throws -> [LocationID: PlaceServices]
    {
        var result: [LocationID: PlaceServices] = [:]
        let rows = try db.all(
            """
            SELECT location, service, processes, informs FROM service_at_location
            WHERE location IN \(list: ids) ORDER BY location, service
            """)
        for row in rows {
            let code: String = try row["service"]
            if try row["processes"] {
                result[try row["location"], default: .init()].processes.append(code)
            }
            if try row["informs"] {
                result[try row["location"], default: .init()].informs.append(code)
            }
        }
        return result
    }

    /// Hours that a source gives; empty where none does.
    static func hours(of id: LocationID, in db: Reader) throws -> [OpeningHours] {
        try db.all(
            """
            SELECT byday, opens_at, closes_at FROM schedule WHERE location = \(id) AND freq = 'WEEKLY'
            ORDER BY byday, opens_at
            """
        ).map { OpeningHours(days: try $0[0], opens: try $0[1], closes: try $0[2]) }
    }
}
