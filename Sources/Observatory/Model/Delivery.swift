import Formats
public import Kernel

/// What comes from another compartment at one time: rows of named fields, under a contract and its version.
public struct Delivery: Sendable {
    /// The values of one row, and the count where the contract names it.
    public struct Row: Hashable, Sendable {
        public let values: [String: String]
        public let count: Int?

        public init(values: [String: String], count: Int?) {
            self.values = values
            self.count = count
        }

        /// The values as one text that is the same however they came.
        var text: String {
            JSON.object(values.mapValues(JSON.string)).canonical
        }
    }

    public let flow: String
    public let version: Int
    public let rows: [Row]
    /// The last day on which these rows are kept.
    public let keepUntil: Day

    public init(flow: String, version: Int, rows: [Row], keepUntil: Day) {
        self.flow = flow
        self.version = version
        self.rows = rows
        self.keepUntil = keepUntil
    }
}
