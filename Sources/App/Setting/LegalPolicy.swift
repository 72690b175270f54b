import Cases
import Formats
import Foundation
import Kernel
import LegalTime

/// The calendars, the periods and the worked examples of a country's folder.
struct LegalPolicy {
    let calendar: HolidayCalendar
    let library: ClockLibrary
    private let folder: String

    init(_ folder: String) throws {
        self.folder = folder
        calendar = try Files.holidays(folder)
        library = try ClockLibrary(
            Self.files(folder, "clocks") + Self.files(folder, "procedures"))
    }

    /// What one worked example says, and what the engine says otherwise.
    struct Checked {
        let example: ClockExample
        let problems: [String]

        var lines: [String] {
            problems.map { "\(example.file):\(example.line): \(example.name) \($0)" }
        }
    }

    /// Runs the examples of the folder, or of the files that are named.
    func checkExamples(_ paths: [String] = []) throws -> [Checked] {
        let files =
            paths.isEmpty
            ? try Self.files(folder, "clocks/examples")
            : try paths.map { try YAML.parse(Files.bytes($0), file: $0) }
        let zones = try Self.zones(folder)
        var shelf = CalendarShelf(calendar)
        return try files.flatMap { file in
            try ClockExample.read(file, dilations: library.dilations, zones: zones).map {
                Checked(example: $0, problems: try problems(of: $0, &shelf))
            }
        }
    }

    /// An example that asks for what is not there is wrong itself; the others are checked all the same.
    private func problems(of example: ClockExample, _ shelf: inout CalendarShelf) throws -> [String]
    {
        do { return try example.problems(in: library, &shelf) } catch let refusal as any Refusal {
            return [Trouble(explaining: refusal).description]
        }
    }

    /// The YAML files of a folder in order; none where the country has no such folder.
    private static func files(_ policy: String, _ folder: String) throws -> [YAML] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: policy + "/" + folder))
        return try (names ?? []).filter { $0.hasSuffix(".yaml") }.sorted().map { name in
            let path = folder + "/" + name
            return try YAML.parse(Files.bytes(policy + "/" + path), file: path)
        }
    }

    /// The civil time of each part of the country.
    static func zones(_ policy: String) throws -> PlaceZones {
        let country = try Files.country(policy)
        let usual = try Files.zone(country.zoneName)
        let regions = try country.regionZones.mapValues { try Files.zone($0) }
        return { place in place.region.flatMap { regions[$0] } ?? usual }
    }
}

extension Files {
    /// What the policy folder says, its examples read in the civil time of each place.
    static func policy(_ folder: String) throws -> Policy {
        let texts = PolicyFolder(path: folder)
        let key = PolicyKey(texts: texts.texts, country: try Files.country(folder))
        return try readPolicies.value(of: key) {
            try Policy(
                texts, zones: try LegalPolicy.zones(folder), zoneTables: ZoneTables().source)
        }
    }

    /// All that a policy is made of.
    private struct PolicyKey: Hashable {
        let texts: [String: String]
        let country: Country
    }

    private static let readPolicies = LastRead<PolicyKey, Policy>()
}
