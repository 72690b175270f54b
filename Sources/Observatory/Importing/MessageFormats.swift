import Formats
import SDMX

/// The observations of a statistical message in a format other than CSV.
func messageRows(_ input: InputFile) throws -> MessageRows {
    switch input.format {
    case .sdmxML:
        return try MessageRows(
            SDMXMLReader(try input.chunks(), file: input.name), format: "sdmx-ml", file: input.name)
    default:
        throw FormatError(
            file: input.name,
            message: "this format is not read yet; send SDMX-ML, SDMX-CSV or CSV")
    }
}
