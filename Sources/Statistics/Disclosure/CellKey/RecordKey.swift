/// The random number that a record keeps for ever, in hundred-millionths of one.
///
/// Whole numbers, because the key of a cell must not depend on the order in which its records are added.
public struct RecordKey: Equatable, Hashable, Sendable {
    public static let unitsInOne: UInt64 = 100_000_000
    public let units: UInt64

    public init(units: UInt64) { self.units = units % RecordKey.unitsInOne }

    /// Reads `0.08301544`: at most eight decimals, from 0 up to but not including 1; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "0", (1...8).contains(parts[1].count),
            parts[1].allSatisfy({ $0.isASCII && $0.isNumber }), var units = UInt64(parts[1])
        else { return nil }
        for _ in parts[1].count..<8 { units *= 10 }
        self.units = units
    }

    /// The key of a cell: the sum of its records' keys without the whole part. The same people, the same key.
    public static func cell(_ records: some Sequence<RecordKey>) -> RecordKey {
        RecordKey(units: records.reduce(0) { ($0 + $1.units) % unitsInOne })
    }

    public var value: Double { Double(units) / Double(RecordKey.unitsInOne) }
}
