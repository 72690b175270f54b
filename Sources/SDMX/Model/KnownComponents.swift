/// What is known of a message's components before it is read, from a structure definition.
public struct KnownComponents: Equatable, Sendable {
    /// In the order of the structure, without the time dimension.
    public var dimensions: [String]
    public var time: String?
    public var measures: [String]
    public var attributes: [String]

    public init(
        dimensions: [String], time: String? = "TIME_PERIOD", measures: [String] = ["OBS_VALUE"],
        attributes: [String] = []
    ) {
        self.dimensions = dimensions
        self.time = time
        self.measures = measures
        self.attributes = attributes
    }
}
