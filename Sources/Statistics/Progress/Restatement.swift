/// What became of a finding when its data were published again.
public struct Restatement: Equatable, Sendable {
    public let before: ProgressClass
    public let after: ProgressClass
    /// Times in both whose values differ.
    public let changed: [Double]
    /// Times that are new, and times that are gone.
    public let added: [Double]
    public let removed: [Double]
    /// The largest change of a value, in the unit of the series.
    public let largest: Double

    public init(
        from older: [TimePoint], to newer: [TimePoint], _ facts: SeriesFacts,
        rule: ProgressRule = ProgressRule()
    ) {
        let (old, new) = (Restatement.table(older), Restatement.table(newer))
        before = ProgressFinding(older, facts, rule: rule).progress
        var now = facts
        now.earlier = older
        after = ProgressFinding(newer, now, rule: rule).progress
        changed = old.keys.filter { new[$0] != nil && new[$0] != old[$0] }.sorted()
        added = new.keys.filter { old[$0] == nil }.sorted()
        removed = old.keys.filter { new[$0] == nil }.sorted()
        largest = Restatement.largest(older, newer)
    }

    /// Whether a reader of the earlier one must be told: the class is another one.
    public var isNoteworthy: Bool { before != after }

    static func largest(_ older: [TimePoint], _ newer: [TimePoint]) -> Double {
        let old = table(older)
        return newer.compactMap { point in old[point.time].map { abs($0 - point.value) } }.max()
            ?? 0
    }

    private static func table(_ points: [TimePoint]) -> [Double: Double] {
        Dictionary(points.map { ($0.time, $0.value) }, uniquingKeysWith: { $1 })
    }
}
