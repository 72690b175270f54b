/// Which data there may be, or are: cube regions and sets of keys.
public struct Constraint: Equatable, Sendable {
    public var about: Maintained
    /// `Actual`, `Allowed` (2.1: type; 3.0: role); nil where it is not said.
    public var role: String?
    public var attachments: [ConstraintAttachment] = []
    public var regions: [CubeRegion] = []
    public var keySets: [KeySet] = []
    /// How often and when data come.
    public var releaseCalendar: [String: String] = [:]
    /// What a service counted: series, observations (3.0: availability).
    public var counts: [String: Int] = [:]

    public init(_ about: Maintained) { self.about = about }
}

/// What the constraint holds for: a flow, a structure, a provider, or an address.
public struct ConstraintAttachment: Equatable, Sendable {
    /// `Dataflow`, `DataStructure`, `DataProvider`, `SimpleDataSource` …
    public var kind: String
    /// A URN, or an address.
    public var target: String

    public init(kind: String, target: String) {
        self.kind = kind
        self.target = target
    }
}

/// Combinations of codes, each component by itself.
public struct CubeRegion: Equatable, Sendable {
    public var isIncluded: Bool
    /// Dimensions with the values that are meant.
    public var keys: [ValueSelection]
    /// The same of attributes and measures.
    public var components: [ValueSelection]

    public init(isIncluded: Bool, keys: [ValueSelection], components: [ValueSelection] = []) {
        self.isIncluded = isIncluded
        self.keys = keys
        self.components = components
    }
}

/// The values of one component that are meant, or not meant.
public struct ValueSelection: Equatable, Sendable {
    public var id: String
    public var isIncluded: Bool
    public var values: [MemberValue]
    public var timeRange: TimeRange?
    /// The prefix of the codes is left out (3.0).
    public var removesPrefix: Bool?

    public init(
        _ id: String, isIncluded: Bool = true, values: [MemberValue] = [],
        timeRange: TimeRange? = nil
    ) {
        self.id = id
        self.isIncluded = isIncluded
        self.values = values
        self.timeRange = timeRange
    }
}

/// From when to when; an open end is nil.
public struct TimeRange: Equatable, Sendable {
    public var from: String?
    public var includesFrom: Bool
    public var to: String?
    public var includesTo: Bool

    public init(
        from: String?, includesFrom: Bool = true, to: String?, includesTo: Bool = true
    ) {
        self.from = from
        self.includesFrom = includesFrom
        self.to = to
        self.includesTo = includesTo
    }
}

/// Whole or partial keys, one by one.
public struct KeySet: Equatable, Sendable {
    public var isIncluded: Bool
    /// Codes by dimension; a dimension that is not named may be any.
    public var keys: [[String: String]]

    public init(isIncluded: Bool, keys: [[String: String]]) {
        self.isIncluded = isIncluded
        self.keys = keys
    }
}
