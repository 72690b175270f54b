/// The formats in which messages are written.
public enum MessageFormat: String, CaseIterable, Sendable {
    case ml21Generic = "ml21-generic"
    case ml21
    case ml30
    case json1
    case json20
    case json21
    case csv1
    case csv2

    /// The format that a name asks for by its suffix, before which `.gz` may stand behind.
    public init?(fileName: String) {
        let name = fileName.hasSuffix(".gz") ? String(fileName.dropLast(3)) : fileName
        switch name.split(separator: ".").last?.lowercased() {
        case "xml": self = .ml21
        case "json": self = .json21
        case "csv": self = .csv2
        default: return nil
        }
    }

    /// The version of the structures that the format belongs to; CSV and SDMX-JSON 1.0 have no structure messages.
    var structures: StructureVersion? {
        switch self {
        case .ml21, .ml21Generic: .v21
        case .ml30, .json20, .json21: .v30
        case .json1, .csv1, .csv2: nil
        }
    }
}
