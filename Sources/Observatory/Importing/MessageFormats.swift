import Formats
import SDMX

/// The observations of a statistical message in a format other than CSV; JSON is opened twice, because its structure may
/// stand behind its data.
func messageRows(_ input: InputFile) throws -> MessageRows {
    switch input.format {
    case .sdmxML:
        return try MessageRows(
            SDMXMLReader(try input.chunks(), file: input.name), format: "sdmx-ml", file: input.name)
    case .sdmxJSON:
        return try MessageRows(
            JSONDataReader(input.chunks, file: input.name), format: "sdmx-json", file: input.name)
    case .jsonStat:
        return try MessageRows(
            JSONStatReader(input.chunks, file: input.name), format: "json-stat", file: input.name)
    case .own, .sdmxCSV, .table, .workbook:
        throw FormatError(file: input.name, message: "this is no message of SDMX or JSON-stat")
    }
}

extension SeriesFile {
    /// The dataflow that a message names, once its first observation is reached.
    static func dataflow(of input: InputFile) throws -> String? {
        if input.format == .sdmxCSV {
            var rows = try SDMXCSVRows(try input.chunks(), file: input.name)
            _ = try rows.next()
            return rows.facts.dataflow
        }
        return try messageRows(input).facts.dataflow
    }
}

extension InputFile {
    /// Whether it says itself what it holds.
    var isMessage: Bool {
        switch format {
        case .sdmxCSV, .sdmxML, .sdmxJSON, .jsonStat: true
        case .own, .table, .workbook: false
        }
    }
}
