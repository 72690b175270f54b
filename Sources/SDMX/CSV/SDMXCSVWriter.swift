import Formats

/// Writes observations as SDMX-CSV 1.0, one row each.
public struct SDMXCSVWriter {
    private let structure: SDMXStructure
    private let attributes: [String]
    private var writer: CSVWriter

    public init(_ structure: SDMXStructure) {
        self.structure = structure
        attributes = structure.attributes
        let fixed = ["TIME_PERIOD", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS"]
        writer = CSVWriter(header: ["DATAFLOW"] + structure.dimensions + fixed + attributes)
    }

    public mutating func append(_ observation: Observation) {
        let fixed = [
            observation.period, observation.value.map(SDMXCSVWriter.text) ?? "",
            observation.status ?? "",
            observation.confidentiality ?? "",
        ]
        let others = attributes.map { observation.attributes[$0] ?? "" }
        writer.append([structure.dataflow] + observation.key + fixed + others)
    }

    /// Hands over what was written so far, for streaming.
    public mutating func drain() -> [UInt8] { writer.drain() }

    public var text: String { writer.text }

    /// Whole numbers without `.0`, as statistical offices write them.
    static func text(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }
}
