import Formats
import FoundationEssentials

/// What maps and comparisons are drawn with: countries, municipalities and their shapes. Read once at the start.
struct Atlas: Sendable {
    let countries: Countries
    let municipalities: Municipalities
    let facts: CountryFacts

    /// `home` is the folder that holds `data/`.
    init(home: String) throws {
        func bytes(_ path: String) throws -> [UInt8] {
            guard let data = FileManager.default.contents(atPath: "\(home)/data/\(path)") else {
                throw FormatError(file: path, message: "there is no such file under data/")
            }
            return [UInt8](data)
        }
        countries = try Countries(
            list: bytes("lists/countries.csv"), grid: bytes("lists/unece-grid.csv"))
        municipalities = try Municipalities(
            list: bytes("geography/municipalities.csv"),
            shapes: bytes("geography/municipality-shapes.json"))
        facts = try CountryFacts(
            facts: bytes("facts/countries.csv"), definitions: bytes("facts/definitions.csv"))
    }
}

/// The 308 municipalities in the order of their codes, and paths for those of the mainland.
struct Municipalities: Sendable {
    struct Municipality: Sendable, Equatable {
        let code: String
        let name: String
        let district: String
        let population: Int
        let foreigners: Int

        /// Two are called Lagoa and two Calheta: they are told apart by their district or island.
        var fullName: String {
            ["Lagoa", "Calheta"].contains(name) ? "\(name) (\(district))" : name
        }
    }

    let all: [Municipality]
    let width: Int
    let height: Int
    /// Data of an SVG path by code; the islands have none.
    let paths: [String: String]
    private let byCode: [String: Int]

    init(list: [UInt8], shapes: [UInt8]) throws {
        var rows = try CSVReader(bytes: list, file: "municipalities.csv")
        var all: [Municipality] = []
        while let row = try rows.next() {
            all.append(
                Municipality(
                    code: try row.string("code"), name: try row.string("name"),
                    district: try row.string("district"),
                    population: try row.int("population_2021"),
                    foreigners: try row.int("foreign_nationals_2021")))
        }
        self.all = all
        byCode = Dictionary(
            all.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        let drawing = try JSON.parse(shapes, file: "municipality-shapes.json")
        width = drawing["width"]?.intValue ?? 0
        height = drawing["height"]?.intValue ?? 0
        paths = (drawing["shapes"]?.objectValue ?? [:]).compactMapValues(\.stringValue)
    }

    subscript(code: String) -> Municipality? { byCode[code].map { all[$0] } }
}
