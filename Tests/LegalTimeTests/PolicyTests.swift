import Formats
import Foundation
import Kernel
import Testing

@testable import LegalTime

/// The files of a folder of the policy, by name.
func policyFiles(_ folder: String) throws -> [YAML] {
    let path = policyFolder + "/" + folder
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        .filter { $0.hasSuffix(".yaml") }
        .map { try YAML.parse(String(contentsOfFile: path + "/" + $0, encoding: .utf8), file: $0) }
}

func policyCalendar() throws -> HolidayCalendar {
    let folder = policyFolder + "/calendars/"
    let rules = try String(contentsOfFile: folder + "holidays.yaml", encoding: .utf8)
    let declared = try String(contentsOfFile: folder + "declarations.csv", encoding: .utf8)
    return try HolidayCalendar(
        rules: YAML.parse(rules, file: "holidays.yaml"),
        declarations: CSVReader(text: declared, file: "declarations.csv"))
}

/// The civil time of the islands, from the system's own tables.
let policyZones: PlaceZones = { place in
    let name = ["PT-20": "Atlantic/Azores", "PT-30": "Atlantic/Madeira"][place.region ?? ""]
    let data = FileManager.default.contents(
        atPath: "/usr/share/zoneinfo/" + (name ?? "Europe/Lisbon"))
    return data.flatMap { Zone(tzif: [UInt8]($0)) } ?? .utc
}

@Test func `every worked example of the policy holds`() throws {
    let library = try ClockLibrary(policyFiles("clocks") + policyFiles("procedures"))
    var shelf = CalendarShelf(try policyCalendar())
    var count = 0
    for file in try policyFiles("clocks/examples") {
        let examples = try ClockExample.read(
            file, dilations: library.dilations, zones: policyZones)
        for example in examples {
            let problems = try example.problems(in: library, &shelf)
            #expect(problems.isEmpty, "\(file.file):\(example.line): \(example.name)")
            count += 1
        }
    }
    #expect(count >= 60)
}

/// Rows of the list that the law does not bear out, or that the list leaves out.
private enum Exceptions {
    /// Every year the list has Saint Anthony's day as an optional day of the whole country. No law makes it one: the
    /// days that the State may give are Carnival and the municipal holiday (Labour Code, articles 234 and 235, from
    /// memory); the 13th of June is the latter in Lisboa and Vila Real, which the list has as well.
    static func isNoLaw(_ row: Row) -> Bool {
        row.scope == "country" && row.date.hasSuffix("-06-13") && row.category == "optional"
    }

    /// The list names one holiday a day: where a national one falls on a town's or a region's own, it drops the
    /// latter. The law does not; the day is free either way.
    static let coincide: Set<String> = [
        "2008-05-01 municipality 0205", "2008-05-22 municipality 1009",
        "2023-04-25 municipality 0502", "2034-04-25 municipality 0502",
        "2019-06-10 region PT-20", "2030-06-10 region PT-20",
    ]
}

private struct Row: Hashable {
    let date: String
    let scope: String
    let place: String
    let name: String
    let category: String
    var key: String { "\(date) \(scope) \(place)" }
}

@Test(
    .enabled(
        if: FileManager.default.fileExists(atPath: listPath),
        "the list of 1,074 holidays is not on this machine: none compared"))
func `every holiday of the list is produced and none else`() throws {
    let listed = Set(try listedRows())
    #expect(listed.count == 1_074)
    let calendar = try policyCalendar()
    let towns = capitals.values.map { Place(municipality: $0) }
    let islands = ["3103", "4203"].map { Place(municipality: $0) }
    let produced = Set(
        ([.country] + towns + islands).flatMap { place in
            calendar.holidays(from: day("2008-01-01"), to: day("2035-12-31"), at: place).map(
                Row.init)
        })
    let missing = listed.subtracting(produced).filter { !Exceptions.isNoLaw($0) }
    let extra = produced.subtracting(listed).filter { !Exceptions.coincide.contains($0.key) }
    #expect(missing.isEmpty && extra.isEmpty)
    #expect(listed.filter(Exceptions.isNoLaw).count == 28)
    #expect(produced.count == 1_074 - 28 + Exceptions.coincide.count)
}

extension Row {
    init(_ holiday: Holiday) {
        let words = holiday.scope.words
        self.init(
            date: holiday.day.description, scope: words.scope, place: words.place,
            name: holiday.name, category: holiday.category.rawValue)
    }
}

/// Where the collected lists stand: beside the project, or where CAIS_LISTS says.
private let listPath =
    (ProcessInfo.processInfo.environment["CAIS_LISTS"] ?? policyFolder
        + "/../../../shared/data/reference-lists")
    + "/derived/pt-holidays-2008-2035.csv"

/// The capital of each district of the list.
private let capitals = [
    "PT-01": "0105", "PT-02": "0205", "PT-03": "0303", "PT-04": "0402", "PT-05": "0502",
    "PT-06": "0603", "PT-07": "0705", "PT-08": "0805", "PT-09": "0907", "PT-10": "1009",
    "PT-11": "1106", "PT-12": "1214", "PT-13": "1312", "PT-14": "1416", "PT-15": "1512",
    "PT-16": "1609", "PT-17": "1714", "PT-18": "1823",
]

private func listedRows() throws -> [Row] {
    var reader = try CSVReader(
        text: String(contentsOfFile: listPath, encoding: .utf8), file: "pt-holidays-2008-2035.csv")
    return try reader.rows().map { row in
        let area = row["iso3166_2"] ?? ""
        let scope = area.isEmpty ? "country" : capitals[area] == nil ? "region" : "municipality"
        return Row(
            date: try row.string("date"), scope: scope, place: capitals[area] ?? area,
            name: try row.string("name_pt"), category: try row.string("category"))
    }
}
