import Formats
import Foundation
import LegalTime

/// The holidays that the house itself reads.
func holidayCalendar(home: String) throws -> HolidayCalendar {
    let folder = home + "/policy/pt/calendars/"
    func text(_ name: String) throws -> String {
        try String(contentsOfFile: folder + name, encoding: .utf8)
    }
    return try HolidayCalendar(
        rules: YAML.parse(text("holidays.yaml"), file: "holidays.yaml"),
        declarations: CSVReader(text: text("declarations.csv"), file: "declarations.csv"))
}

/// Numbers of 32 bits as they lie in memory, which NumPy reads and writes too.
func readNumbers(_ file: String) throws -> [Int32] {
    let data = try Data(contentsOf: URL(fileURLWithPath: file))
    return data.withUnsafeBytes { Array($0.bindMemory(to: Int32.self)) }
}

func writeNumbers(_ numbers: [Int32], _ file: String) throws {
    try numbers.withUnsafeBytes { Data($0) }.write(to: URL(fileURLWithPath: file))
}

/// One line of JSON: what was measured, in seconds.
func tell(_ facts: [String: [Double]]) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    print(String(decoding: try encoder.encode(facts), as: UTF8.self))
}

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
