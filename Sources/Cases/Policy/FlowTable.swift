/// What a compartment can hand on under a contract: counts by some dimensions, and no single thing.
public struct FlowTable: Hashable, Sendable {
    /// The values of the dimensions, and how many things they stand for; nil where no contract names the count.
    public struct Row: Hashable, Sendable {
        public let values: [String: String]
        public let count: Int?

        public init(_ values: [String: String], count: Int?) {
            self.values = values
            self.count = count
        }
    }

    public let dimensions: [String]
    public let rows: [Row]

    public init(dimensions: [String], rows: [Row]) {
        self.dimensions = dimensions
        self.rows = rows
    }

    /// Everything that a contract may name.
    public var fields: [String] { dimensions + [FlowTable.count] }

    /// Exactly what a contract names: a dimension that it does not name is summed away.
    public func carried(by flow: Flow) -> [Row] {
        let wanted = Set(flow.fields)
        var sums: [[String: String]: Int] = [:]
        for row in rows {
            sums[row.values.filter { wanted.contains($0.key) }, default: 0] += row.count ?? 0
        }
        let isCounted = wanted.contains(FlowTable.count)
        return sums.map { Row($0.key, count: isCounted ? $0.value : nil) }
            .sorted { $0.order < $1.order }
    }

    static let count = "count"
}

extension FlowTable.Row {
    fileprivate var order: String {
        values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
