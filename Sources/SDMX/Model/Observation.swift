/// One value of a series at one period, with what the publisher says about it.
public struct Observation: Equatable, Sendable {
    /// The codes of the dimensions, in the order of `SDMXStructure.dimensions`.
    public var key: [String]
    /// As written; read it with `time`.
    public var period: String
    /// Nil where the publisher gives none.
    public var value: Double?
    /// OBS_STATUS or Eurostat's OBS_FLAG: `b` break, `p` provisional, `e` estimated, `c` confidential.
    public var status: String?
    /// CONF_STATUS.
    public var confidentiality: String?
    /// All other attributes that have a value.
    public var attributes: [String: String]

    public init(
        key: [String], period: String, value: Double?, status: String? = nil,
        confidentiality: String? = nil,
        attributes: [String: String] = [:]
    ) {
        self.key = key
        self.period = period
        self.value = value
        self.status = status
        self.confidentiality = confidentiality
        self.attributes = attributes
    }

    public var time: TimePeriod? { TimePeriod(period) }

    /// The key as SDMX writes it: codes with dots between.
    public var seriesKey: String { key.joined(separator: ".") }
}

/// What a data message says of its own shape.
public struct SDMXStructure: Equatable, Sendable {
    /// `ESTAT:DEMO_GIND(1.0)`; a message may carry several, then this is the first.
    public var dataflow: String
    public var dataflowName: String?
    /// Without the time dimension.
    public var dimensions: [String]
    public var attributes: [String]
    /// Labels of dimensions and attributes by their identifier, where the file carries them.
    public var labels: [String: String] = [:]

    public init(dataflow: String, dimensions: [String], attributes: [String] = []) {
        self.dataflow = dataflow
        self.dimensions = dimensions
        self.attributes = attributes
    }
}

/// What a message wants done with its observations.
public enum SDMXAction: String, Sendable {
    case information = "I"
    case append = "A"
    case merge = "M"
    case replace = "R"
    case delete = "D"
}
