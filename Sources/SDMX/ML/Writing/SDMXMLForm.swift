/// The forms in which SDMX-ML writes data; 3.0 has no generic one.
public enum SDMXMLForm: String, CaseIterable, Sendable {
    case generic21
    case structureSpecific21
    case structureSpecific30

    var isGeneric: Bool { self == .generic21 }

    private var version: String { self == .structureSpecific30 ? "v3_0" : "v2_1" }

    func namespace(_ part: String) -> String {
        "http://www.sdmx.org/resources/sdmxml/schemas/\(version)/\(part)"
    }

    /// 2.1 has no Merge; what comes nearest to it is Append.
    func name(of action: SDMXAction) -> String {
        switch action {
        case .information: "Information"
        case .append: "Append"
        case .merge: self == .structureSpecific30 ? "Merge" : "Append"
        case .replace: "Replace"
        case .delete: "Delete"
        }
    }
}

/// How observations are put together.
public enum SDMXMLLayout: Equatable, Sendable {
    /// As the first data set says of itself.
    case asGiven
    /// By all dimensions but time.
    case series
    /// Each observation with its whole key.
    case flat
    /// By period and all dimensions but this one.
    case crossSection(String)

    func settled(_ header: DataSetHeader) -> SDMXMLLayout {
        guard self == .asGiven else { return self }
        let at = header.dimensionAtObservation
        if at == MLDataSet.flat { return .flat }
        return header.structure.dimensions.contains(at) ? .crossSection(at) : .series
    }

    /// As the header of the message says it.
    var dimensionAtObservation: String {
        switch self {
        case .flat: MLDataSet.flat
        case .crossSection(let dimension): dimension
        case .series, .asGiven: MLDataSet.time
        }
    }
}
