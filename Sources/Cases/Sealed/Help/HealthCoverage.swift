public import Formats
import Kernel
import Statistics

/// How many are registered or vaccinated, as far as a source says so; what no source counts is not there.
public struct HealthCoverage: Sendable {
    enum Measure: String, Sendable, CaseIterable {
        case registered, vaccinated
    }

    struct Row: Sendable {
        let measure: Measure
        /// Nil for the whole country.
        let municipality: String?
        let period: String
        let people: Int
        let note: String
        let source: String
    }

    public static let none = HealthCoverage(rows: [])

    let rows: [Row]

    init(rows: [Row]) { self.rows = rows }

    /// Reads `data/health/coverage.csv`; every error names file and line.
    public init(_ reader: CSVReader) throws {
        var reader = reader
        rows = try reader.rows().map { row in
            guard let measure = Measure(rawValue: try row.string("measure")) else {
                throw FormatError(
                    file: reader.file, message: "a measure is registered or vaccinated")
            }
            return Row(
                measure: measure, municipality: row.optional("municipality"),
                period: try row.string("period"), people: try row.int("people"),
                note: row.optional("note") ?? "", source: try row.string("source"))
        }
    }

    func country(_ measure: Measure) -> [Row] {
        rows.filter { $0.measure == measure && $0.municipality == nil }
    }

    /// The municipalities of a measure, so protected that no small one follows from the others.
    func municipalities(_ measure: Measure) -> [(row: Row, people: ProtectedCount)] {
        let parts = rows.filter { $0.measure == measure && $0.municipality != nil }
        return Dictionary(grouping: parts, by: \.period).sorted { $0.key > $1.key }
            .flatMap { Array(zip($0.value, helpGuard.protect($0.value.map(\.people)).cells)) }
            .map { (row: $0.0, people: $0.1) }
    }
}

/// The guard of all published counts of people: fewer than five are not shown, the rest stand in fives.
let helpGuard = DisclosureRule(threshold: 5, roundingBase: 5)
