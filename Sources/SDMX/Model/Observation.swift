/// One value of a series at one period, with what the publisher says about it.
public struct Observation: Equatable, Sendable {
    /// The codes of the dimensions, in the order of `SDMXStructure.dimensions`.
    public var key: [String]
    /// As written; read it with `time`.
    public var period: String
    /// Nil where the publisher gives none, or gives no number.
    public var value: Double?
    /// The value as written where it is no number: a text, a code, a time.
    public var text: String?
    /// OBS_STATUS or Eurostat's OBS_FLAG: `b` break, `p` provisional, `e` estimated, `c` confidential.
    public var status: String?
    /// CONF_STATUS.
    public var confidentiality: String?
    /// All other attributes that have a value.
    public var attributes: [String: String]

    public init(
        key: [String], period: String, value: Double?, text: String? = nil,
        status: String? = nil, confidentiality: String? = nil,
        attributes: [String: String] = [:]
    ) {
        self.key = key
        self.period = period
        self.value = value
        self.text = text
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
    /// `ESTAT:DEMO_GIND(1.0)`: the dataflow, else the data structure definition that the message names.
    public var dataflow: String
    public var dataflowName: String?
    /// Without the time dimension.
    public var dimensions: [String]
    public var attributes: [String]
    /// The measures where there are others than OBS_VALUE: an observation holds the first as its value, the others with
    /// its attributes.
    public var measures: [String] = []
    /// Labels of dimensions and attributes by their identifier, where the file carries them.
    public var labels: [String: String] = [:]
    /// Labels of codes by component and code, where the message carries them ahead of its data.
    public var codeLabels: [String: [String: LocalTexts]] = [:]
    /// Begin and end of periods by their identifier, as the message writes them.
    public var spans: [String: Span] = [:]

    /// From when to when a period goes, as two instants of ISO 8601.
    public struct Span: Equatable, Sendable {
        public var start: String?
        public var end: String?

        public init(start: String?, end: String?) {
            self.start = start
            self.end = end
        }
    }

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
