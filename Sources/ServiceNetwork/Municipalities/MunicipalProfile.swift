import Figures
import Kernel
import Languages
import Storage
import Web

extension MunicipalResidents {
    static func all(of place: PlaceCode, in db: Reader) throws -> [MunicipalResidents] {
        try db.all(
            """
            SELECT day, foreign_residents, definition, source FROM municipal_residents
            WHERE municipality = \(place) ORDER BY day DESC
            """
        ).map {
            MunicipalResidents(
                day: try $0[0], number: try $0[1], definition: try $0[2], source: try $0[3])
        }
    }
}

/// Everything that is known of one municipality.
struct MunicipalProfile: Sendable {
    let municipality: Municipality
    let residents: [MunicipalResidents]
    let reach: MunicipalReach
    let delegations: [Delegation]
    let measures: [MunicipalMeasure]
    let isPlanDemo: Bool
    /// Nil where no local centre notes contacts there.
    let contacts: Published?

    init(
        _ code: PlaceCode, _ network: ServiceNetwork, at now: Moment, in db: Reader
    ) throws {
        let directory = try network.shelf.snapshot(in: db)
        guard let found = directory.municipalities.first(where: { $0.code == code }) else {
            throw Refused.notFound
        }
        municipality = found
        residents = try MunicipalResidents.all(of: code, in: db)
        reach = directory.reach(of: found)
        delegations = try Delegation.all(of: code, in: db)
        measures = try MunicipalMeasure.all(of: code, in: db)
        isPlanDemo = try MunicipalMeasure.isDemo(code, in: db)
        contacts = try network.publishedContacts(in: code, at: now, in: db)
    }
}

extension Municipality {
    /// How many of a hundred were foreign nationals at the census; nil where one of the numbers is not known.
    var foreignShare: Double? {
        guard let population, population > 0, let foreignNationals else { return nil }
        return Double(foreignNationals) * 100 / Double(population)
    }
}

extension ServiceNetwork {
    /// The contacts that local centres noted in a municipality, through the guard; nil where none of them notes any.
    fileprivate func publishedContacts(
        in code: PlaceCode, at now: Moment, in db: Reader
    ) throws -> Published? {
        guard let count = try contactsNoted(code, now, db) else { return nil }
        return try Figure(
            FigureKey("network.contacts.\(code)"),
            title: { t in t("Contacts with people") },
            definition: { t in
                t("Contacts that local centres in this municipality noted in a month.")
            },
            unit: { t in t("contacts") }, source: { t in t("Local centres of this installation") },
            direction: .neither, query: "contactsNoted(\(code))",
            measure: { _, _ in .count(count) }
        ).published(at: now, in: db)
    }
}

/// One line of the list of municipalities.
struct MunicipalLine: Sendable {
    let municipality: Municipality
    let places: Int
    let unmet: Int
    let delegations: Int
    let measures: Int

    /// Every municipality, in the order of their names.
    static func all(
        _ network: ServiceNetwork, on today: Day, in db: Reader
    ) throws -> [MunicipalLine] {
        let directory = try network.shelf.snapshot(in: db)
        let holding = try Delegation.all(in: db).filter { $0.holds(on: today) }
        let delegated = Dictionary(grouping: holding, by: \.municipality)
        var measures: [PlaceCode: Int] = [:]
        let counts = try db.all(
            "SELECT municipality, COUNT(*) FROM municipal_measure GROUP BY municipality")
        for row in counts { measures[try row[0]] = try row[1] }
        return directory.municipalities.map { municipality in
            let (code, reach) = (municipality.code, directory.reach(of: municipality))
            return MunicipalLine(
                municipality: municipality, places: reach.places.count, unmet: reach.unmet,
                delegations: delegated[code]?.count ?? 0,
                measures: measures[code] ?? 0)
        }
    }
}

/// What the list is searched for and sorted by; it stands in the address.
struct MunicipalQuestion: Sendable {
    let words: String
    let sorting: Sorting
    let page: Int

    /// Those that answer, in order: unknown numbers come last, whichever way it is sorted.
    func answer(_ all: [MunicipalLine]) -> [MunicipalLine] {
        let wanted = searchable(words).split(separator: " ")
        let found = all.filter { line in
            let text = searchable("\(line.municipality.name) \(line.municipality.district)")
            return wanted.allSatisfy { text.contains($0) }
        }
        return sorted(found)
    }

    private func sorted(_ lines: [MunicipalLine]) -> [MunicipalLine] {
        guard let number = MunicipalQuestion.numbers[sorting.key] else {
            let inOrder = lines.sorted { (words(of: $0), $0.code) < (words(of: $1), $1.code) }
            return sorting.descending ? inOrder.reversed() : inOrder
        }
        return lines.sorted { left, right in
            let (first, second) = (number(left), number(right))
            if first == second { return left.code < right.code }
            guard let first else { return false }
            guard let second else { return true }
            return sorting.descending ? first > second : first < second
        }
    }

    /// What a line is sorted by where that is no number.
    private func words(of line: MunicipalLine) -> String {
        let name = searchable(line.municipality.name)
        return sorting.key == "district"
            ? searchable(line.municipality.district) + " " + name : name
    }

    /// The columns of numbers by their key in the address.
    private static let numbers: [String: @Sendable (MunicipalLine) -> Double?] = [
        "population": { $0.municipality.population.map { Double($0) } },
        "foreign": { $0.municipality.foreignNationals.map { Double($0) } },
        "share": { $0.municipality.foreignShare },
        "places": { Double($0.places) }, "unmet": { Double($0.unmet) },
    ]
}

extension MunicipalLine {
    fileprivate var code: String { municipality.code.text }
}
