/// Which values a component can have: those of a list, or those of a format.
public struct Representation: Equatable, Sendable {
    /// A code list, a value list, or for 2.1's measure dimension a concept scheme.
    public var enumeration: ArtefactReference?
    /// The kind of the list, where it is no code list.
    public var enumerationKind: ArtefactKind?
    public var format: TextFormat?
    /// How many values there may be (3.0); nil is one.
    public var minOccurs: Int?
    /// `unbounded` is `Int.max`.
    public var maxOccurs: Int?

    public init(enumeration: ArtefactReference? = nil, format: TextFormat? = nil) {
        self.enumeration = enumeration
        self.format = format
    }
}

/// How a value is written, with the facets of the standard as they are written: `minLength`, `pattern`, `decimals`.
public struct TextFormat: Equatable, Sendable {
    /// `String`, `Integer`, `ObservationalTimePeriod` …; nil where only facets stand.
    public var type: String?
    public var facets: [String: String]
    /// Values that say that there is none, and why (3.0).
    public var sentinels: [Sentinel] = []

    /// A value with a meaning of its own.
    public struct Sentinel: Equatable, Sendable {
        public var value: String
        public var names: LocalTexts = [:]
        public var descriptions: LocalTexts = [:]

        public init(value: String) { self.value = value }
    }

    public init(type: String? = nil, facets: [String: String] = [:]) {
        self.type = type
        self.facets = facets
    }
}

/// A dimension, a measure or an attribute.
public struct Component: Equatable, Sendable {
    public var id: String
    public var role: Role
    public var urn: String?
    public var annotations: [Annotation] = []
    public var concept: ItemReference?
    /// What the concept is here for: `FREQ`, `GEO`.
    public var conceptRoles: [ItemReference] = []
    public var representation: Representation?
    public var position: Int?
    /// An attribute or a measure that every observation needs.
    public var isMandatory = false
    /// What an attribute says something of.
    public var attachment: Attachment?
    /// The measures that an attribute speaks of (3.0); empty for all.
    public var measures: [String] = []

    /// What the component is in its structure.
    public enum Role: String, Sendable {
        case dimension = "Dimension"
        case measureDimension = "MeasureDimension"
        case time = "TimeDimension"
        case measure = "Measure"
        /// The one measure of 2.1, mostly OBS_VALUE.
        case primaryMeasure = "PrimaryMeasure"
        case attribute = "Attribute"
        /// A reporting year's first day (2.1: ReportingYearStartDay).
        case reportingYearStartDay = "ReportingYearStartDay"
        /// An attribute of a metadata structure that data sets can have too (3.0).
        case metadataAttribute = "MetadataAttributeUsage"
    }

    public init(_ id: String, _ role: Role) {
        self.id = id
        self.role = role
    }

    public var codelist: ArtefactReference? { representation?.enumeration }
}

/// What an attribute says something of.
public enum Attachment: Equatable, Sendable {
    /// 2.1: None; 3.0: Dataflow (the data set).
    case dataSet
    /// 2.1: PrimaryMeasure.
    case observation
    case group(String)
    /// A series, where all dimensions but one are named; also through groups that are named (2.1).
    case dimensions([String], groups: [String])
}

/// Dimensions that together can have attributes.
public struct Group: Equatable, Sendable {
    public var id: String
    public var urn: String?
    public var annotations: [Annotation] = []
    public var dimensions: [String]

    public init(_ id: String, dimensions: [String]) {
        self.id = id
        self.dimensions = dimensions
    }
}
