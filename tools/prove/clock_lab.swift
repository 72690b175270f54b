// Runs the worked examples of policy/pt on the engine alone: a line for each that is red, then how many ran.
// mutate_clocks.py builds this with Kernel, Formats and LegalTime, and nothing else.
import Foundation
import Formats
import Kernel
import LegalTime

let policy = CommandLine.arguments[1]

func yaml(_ path: String) throws -> YAML {
    let bytes = FileManager.default.contents(atPath: path) ?? Data()
    return try YAML.parse(String(decoding: bytes, as: UTF8.self), file: path)
}

func files(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: policy + "/" + folder)
        .filter { $0.hasSuffix(".yaml") }.sorted().map { "\(policy)/\(folder)/\($0)" }
}

func zone(_ name: String) -> Zone {
    Zone(tzif: [UInt8](FileManager.default.contents(atPath: "/usr/share/zoneinfo/" + name) ?? Data()))!
}

let zones: [String: Zone] = ["PT-20": zone("Atlantic/Azores"), "PT-30": zone("Atlantic/Madeira")]
let mainland = zone("Europe/Lisbon")

let laws = try (files("clocks") + files("procedures")).map(yaml)
let library = try ClockLibrary(laws)
let calendar = try HolidayCalendar(rules: yaml(policy + "/calendars/holidays.yaml"))

var count = 0
for path in try files("clocks/examples") {
    let examples = try ClockExample.read(
        yaml(path), dilations: library.dilations,
        zones: { place in place.region.flatMap { zones[$0] } ?? mainland })
    for example in examples {
        count += 1
        let problems: [String]
        do { problems = try example.problems(in: library, calendar) } catch { problems = ["\(error)"] }
        if !problems.isEmpty {
            print("RED\t\(example.name)\t\(problems.joined(separator: "; "))")
        }
    }
}
print("RAN\t\(count)")
