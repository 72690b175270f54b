/// Which generation of the standard a door speaks: the paths, the defaults and the namespaces follow it.
enum ServiceGeneration: String, Sendable {
    /// SDMX 2.1, REST 1.5.
    case older = "2.1"
    /// SDMX 3.0, REST 2.1.
    case newer = "3.0"

    var base: String { "/sdmx/" + rawValue }
}

/// A format of data that is written here, by its media type.
enum DataFormat: String, Sendable, CaseIterable {
    // In the order of preference among those that a range leaves open: the newest last.
    case generic21 = "genericdata+xml;version=2.1"
    case specific21 = "structurespecificdata+xml;version=2.1"
    case ml30 = "data+xml;version=3.0.0"
    case json10 = "data+json;version=1.0.0"
    case json20 = "data+json;version=2.0.0"
    case json21 = "data+json;version=2.1.0"
    case csv10 = "data+csv;version=1.0.0"
    case csv20 = "data+csv;version=2.0.0"

    static func preferred(_ generation: ServiceGeneration) -> DataFormat {
        generation == .older ? .generic21 : .json20
    }

    /// What stands for a plain type such as `text/csv`.
    static func plain(_ type: String, _ generation: ServiceGeneration) -> DataFormat? {
        let isOlder = generation == .older
        switch type {
        case "*/*", "application/*": return preferred(generation)
        case "application/xml", "text/xml", "text/*": return isOlder ? .generic21 : .ml30
        case "application/json", "text/json": return isOlder ? .json10 : .json20
        case "text/csv", "application/csv": return isOlder ? .csv10 : .csv20
        default: return nil
        }
    }

    var syntax: Syntax {
        switch self {
        case .json10, .json20, .json21: .json
        case .csv10, .csv20: .csv
        default: .xml
        }
    }
}

/// A format of structures that is written here.
enum StructureFormat: String, Sendable, CaseIterable {
    case ml21 = "structure+xml;version=2.1"
    case ml30 = "structure+xml;version=3.0.0"
    case json20 = "structure+json;version=2.0.0"
    case json21 = "structure+json;version=2.1.0"

    static func preferred(_ generation: ServiceGeneration) -> StructureFormat {
        generation == .older ? .ml21 : .json20
    }

    static func plain(_ type: String, _ generation: ServiceGeneration) -> StructureFormat? {
        switch type {
        case "*/*", "application/*": preferred(generation)
        case "application/xml", "text/xml", "text/*": generation == .older ? .ml21 : .ml30
        case "application/json", "text/json": .json20
        default: nil
        }
    }

    var syntax: Syntax { self == .ml21 || self == .ml30 ? .xml : .json }
}

/// How a message is laid down; an error is said in the same.
enum Syntax: Sendable {
    case xml, json, csv
}

/// How SDMX-CSV writes its cells: asked for beside the type.
struct CSVWishes: Equatable, Sendable {
    /// Codes with their labels: `PT: Portugal`.
    var hasLabels = false
}
