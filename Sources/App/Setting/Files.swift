import Cases
import Formats
import Foundation
import Kernel
import Languages
import LegalTime
import ServiceNetwork
import Web

/// What the house reads from its own folders at the start.
enum Files {
    /// All catalogues: a new language is a new folder.
    static func languages(_ home: String) throws -> LanguageSet {
        let folder = home + "/languages"
        let names =
            FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        let wanted = names.filter { $0.hasSuffix(".po") || $0.hasSuffix("/locale.json") }.sorted()
        let texts = try wanted.map { name in
            ["languages/" + name, try String(contentsOfFile: folder + "/" + name, encoding: .utf8)]
        }
        return try readLanguages.value(of: texts) {
            try LanguageSet.load(files: texts.map { (path: $0[0], text: $0[1]) })
        }.withOwnNotes()
    }

    private static let readLanguages = LastRead<[[String]], LanguageSet>()

    /// The rules of holidays and, where the country has any, its dated decisions.
    static func holidays(_ policy: String) throws -> HolidayCalendar {
        let (rules, decisions) = ("calendars/holidays.yaml", "calendars/declarations.csv")
        let declared = try FileManager.default.contents(atPath: policy + "/" + decisions).map {
            try CSVReader(bytes: [UInt8]($0), file: decisions)
        }
        return try HolidayCalendar(
            rules: YAML.parse(bytes(policy + "/" + rules), file: rules), declarations: declared)
    }

    /// Which steps integration paths are made of, and the bodies that take them; none where the country says nothing.
    static func paths(_ policy: String) throws -> PathPolicy {
        let name = "paths/integration.yaml"
        guard let data = FileManager.default.contents(atPath: policy + "/" + name) else {
            return .none
        }
        var paths = try PathPolicy([UInt8](data), file: name)
        paths.zone = try zone(try country(policy).zoneName)
        return paths
    }

    /// The codes of all municipalities.
    static func municipalities(_ home: String) throws -> Set<String> {
        let name = "data/geography/municipalities.csv"
        var reader = try CSVReader(bytes: bytes(home + "/" + name), file: name)
        return Set(try reader.rows().map { try $0.string("code") })
    }

    /// How many are registered or vaccinated, as far as a source says; none where no such list is.
    static func coverage(_ home: String) throws -> HealthCoverage {
        let name = "data/health/coverage.csv"
        guard let data = FileManager.default.contents(atPath: home + "/" + name) else {
            return .none
        }
        return try HealthCoverage(CSVReader(bytes: [UInt8](data), file: name))
    }

    /// The countries or languages to choose from, with their names: `data/lists/NAME.csv`.
    static func codedNames(_ home: String, _ list: String, code: String) throws -> [CodedName] {
        let name = "data/lists/\(list).csv"
        var reader = try CSVReader(bytes: bytes(home + "/" + name), file: name)
        return try reader.rows().map {
            CodedName(
                code: try $0.string(code), pt: try $0.string("name_pt"),
                en: try $0.string("name_en"))
        }
    }

    /// The coast for maps of places.
    static func outline(_ home: String) throws -> [[MapCorner]] {
        let name = "data/geography/districts-outline.json"
        return try ServiceNetwork.outline(geoJSON: try bytes(home + "/" + name), file: name)
    }

    /// The civil time of a place from the system's own tables (apt: tzdata).
    static func zone(_ name: String) throws -> Zone {
        let path = "/usr/share/zoneinfo/" + name
        guard let zone = Zone(tzif: try bytes(path)) else {
            throw Trouble("\(path) is no time zone")
        }
        return zone
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Trouble("cannot read \(path)")
        }
        return [UInt8](data)
    }

    static func printer(_ home: String, environment: [String: String]) -> Printer {
        let places = [
            environment["CAIS_PYTHON"], home + "/.venv/bin/python", home + "/venv/bin/python",
        ]
        let python = places.compactMap { $0 }.first(where: FileManager.default.isExecutableFile)
        let pandoc = [environment["CAIS_PANDOC"], "/usr/bin/pandoc"].compactMap { $0 }
            .first(where: FileManager.default.isExecutableFile)
        let style = ["tokens.css", "cais.css"].compactMap {
            try? String(contentsOfFile: home + "/web/css/" + $0, encoding: .utf8)
        }
        return Printer(python: python, pandoc: pandoc, stylesheet: style.joined(separator: "\n"))
    }
}
