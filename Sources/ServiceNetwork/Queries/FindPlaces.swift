import Decisions
import Kernel
import Storage

/// What somebody looks for: a need, near a place, perhaps by name, and what must be so there.
struct PlaceSearch: Sendable {
    var need: String?
    var near: Municipality?
    /// Where somebody is, where their device was asked; then distances are from there.
    var here: Point?
    /// Words of a name, as they were typed.
    var words: String?
    /// Also desks of other bodies and closed places; never together with a need.
    var others = false
    /// Code of a language that is spoken there.
    var language: String?
    var access: Access?
    var walkIn = false
    /// Years, where somebody says them; with the municipality and the language what rules of places ask about.
    var age: Int?
    /// Whether rules of places are left aside, to count whom they turn away.
    var ignoresRules = false
    /// Whether it is open at the moment that is asked about; nil where that does not matter.
    var isOpen: (@Sendable (ShelvedPlace) -> Bool)?

    func run(in db: Reader) throws -> [FoundPlace] { run(on: try DirectorySnapshot(in: db)) }

    /// Every place that answers, best first.
    func run(on directory: DirectorySnapshot) -> [FoundPlace] {
        let found = matching(on: directory).map {
            FoundPlace(
                $0, from: near, at: here,
                processes: need.map($0.services.processes.contains) ?? false,
                informs: need.map($0.services.informs.contains) ?? false)
        }
        return FoundPlace.sorted(found, near: near)
    }

    /// How many places answer.
    func count(on directory: DirectorySnapshot) -> Int { matching(on: directory).count }

    private func matching(on directory: DirectorySnapshot) -> [ShelvedPlace] {
        let wanted = (words.map { searchable($0).split(separator: " ") } ?? []).map {
            Array($0.utf8)
        }
        let facts = self.facts
        return directory.places.filter {
            answers($0) && $0.isFound(by: wanted)
                && (ignoresRules || $0.rule?.takes(facts) != false)
        }
    }

    private var facts: [String: FEELValue] {
        var facts: [String: FEELValue] = [:]
        if let near { facts["municipality"] = .string(near.code.text) }
        if let language { facts["language"] = .string(language) }
        if let age { facts["age"] = FEELValue(integerLiteral: age) }
        return facts
    }

    private func answers(_ shelved: ShelvedPlace) -> Bool {
        guard isOfferedOrAsked(shelved) else { return false }
        if let language, shelved.detail?.languages.contains(language) != true { return false }
        if let access, shelved.detail?.accessibility.contains(access) != true { return false }
        if walkIn, shelved.detail?.walkIn != true { return false }
        return isOpen?(shelved) ?? true
    }

    /// A closed place and a desk of another body are never offered for a need.
    private func isOfferedOrAsked(_ shelved: ShelvedPlace) -> Bool {
        if let need {
            return shelved.isOffered
                && (shelved.services.processes.contains(need)
                    || shelved.services.informs.contains(need))
        }
        if others { return true }
        return words == nil ? shelved.isOffered : !shelved.place.kind.isOtherBody
    }
}

extension Place {
    static func find(_ id: LocationID, in db: Reader) throws -> Place? {
        try db.first(
            """
            SELECT \(columns) FROM location l JOIN municipality m ON m.code = l.municipality WHERE l.id = \(id)
            """
        ).map(Place.init)
    }

    /// Every place that was not merged into another.
    static func standing(in db: Reader) throws -> [Place] {
        try db.all(
            """
            SELECT \(columns) FROM location l JOIN municipality m ON m.code = l.municipality
            WHERE NOT EXISTS (SELECT 1 FROM place_merge d WHERE d.location = l.id AND d.undone_at IS NULL)
            ORDER BY l.id
            """
        ).map(Place.init)
    }

    /// What places do, in one question: all of them, or one.
    static func services(
        of id: LocationID? = nil, in db: Reader
    ) throws -> [LocationID: PlaceServices] {
        var result: [LocationID: PlaceServices] = [:]
        let condition: SQL = id.map { "location = \($0)" } ?? "location IS NOT NULL"
        let rows = try db.all(
            """
            SELECT location, service, processes, informs FROM service_at_location
            WHERE \(condition) ORDER BY location, service
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
}
