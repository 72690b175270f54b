/// Words by language, as a message carries them: `["en": "Annual", "pt": "Anual"]`.
public typealias LocalTexts = [String: String]

/// The identity of an artefact: `ESTAT:DEMO_GIND(1.0)`, also inside a URN.
public struct ArtefactReference: Hashable, Sendable {
    public var agency: String
    public var id: String
    /// Nil where the message names none; 3.0 writes semantic versions, and `+` for "the newest".
    public var version: String?

    public init(agency: String, id: String, version: String? = nil) {
        self.agency = agency
        self.id = id
        self.version = version
    }
}

/// What stands at the head of every message (SDMX 3.0, section 3A, Header).
public struct MessageHeader: Equatable, Sendable {
    public var id = ""
    public var isTest = false
    /// As written: a date with or without time.
    public var prepared: String?
    public var sender: String?
    public var receivers: [String] = []
    public var names: LocalTexts = [:]
    /// Where the data come from, in words.
    public var source: LocalTexts = [:]

    public init() {}
}

/// What a service says at the end of a message, or instead of one: a code of the standard and its words.
public struct FooterMessage: Equatable, Sendable {
    public var code: Int
    /// `Error`, `Warning` or `Information`, where it is said.
    public var severity: String?
    public var texts: [LocalTexts]

    public init(code: Int, severity: String? = nil, texts: [LocalTexts]) {
        self.code = code
        self.severity = severity
        self.texts = texts
    }
}

/// What holds for all that follows in a data message until the next data set.
public struct DataSetHeader: Equatable, Sendable {
    public var structure: SDMXStructure
    public var action: SDMXAction
    /// Attributes of the whole data set.
    public var attributes: [String: String] = [:]
    /// `TIME_PERIOD`, another dimension (a cross-section) or `AllDimensions` (flat).
    public var dimensionAtObservation: String
    /// The source's words on when this was known, where it says so.
    public var validFrom: String?

    public init(
        _ structure: SDMXStructure, action: SDMXAction = .information,
        dimensionAtObservation: String = "TIME_PERIOD"
    ) {
        self.structure = structure
        self.action = action
        self.dimensionAtObservation = dimensionAtObservation
    }
}

/// Attributes that hold for all observations whose key has these codes: of a series where all dimensions but one are
/// named, of a group where fewer are.
public struct PartialKeyAttributes: Equatable, Sendable {
    /// The group's identifier in the structure; nil for a series.
    public var group: String?
    /// Codes in the order of `SDMXStructure.dimensions`; nil where any code is meant.
    public var key: [String?]
    /// The one period that is meant, where the key names one; nil for any.
    public var period: String?
    public var attributes: [String: String]

    public init(
        group: String? = nil, key: [String?], period: String? = nil, attributes: [String: String]
    ) {
        self.group = group
        self.key = key
        self.period = period
        self.attributes = attributes
    }
}

/// What a data message gives, one after the other.
public enum DataEvent: Equatable, Sendable {
    case dataSet(DataSetHeader)
    /// A series begins; its attributes hold for the observations that follow. Flat messages have none.
    case series(PartialKeyAttributes)
    case group(PartialKeyAttributes)
    case observation(Observation)
}

/// Reads a data message of any format as a stream.
public protocol DataMessageReader {
    var header: MessageHeader { get }
    /// Complete once `next` has given nil.
    var footer: [FooterMessage] { get }
    /// Where the event that was given last stands in the file; nil where the reader does not know.
    var line: Int? { get }
    /// The next event, or nil at the end.
    mutating func next() throws -> DataEvent?
}

extension DataMessageReader {
    public var line: Int? { nil }
}

/// Writes a data message of any format as a stream.
public protocol DataMessageWriter {
    mutating func append(_ event: DataEvent) throws
    mutating func append(_ footer: FooterMessage) throws
    /// Closes what is open.
    mutating func finish() throws
    /// Hands over what was written so far.
    mutating func drain() -> [UInt8]
}
