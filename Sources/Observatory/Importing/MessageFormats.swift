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
