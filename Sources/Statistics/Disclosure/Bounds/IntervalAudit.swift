/// What a reader of the published cells can find out about the hidden ones, by linear programming.
///
/// The bounds are exact for who knows the sums, the published numbers and what everybody knows of a cell; who also
/// knows that counts are whole may in tables of three and more dimensions know a little more.
public struct IntervalAudit: Equatable, Sendable {
    /// Where a hidden cell lies, for the reader.
    public struct Interval: Equatable, Sendable {
        public let cell: Int
        public let lowest: Double
        public let highest: Double

        /// Nothing is left to doubt.
        public var isDisclosed: Bool { highest - lowest <= slack(highest) }
    }

    /// A sensitive cell that is not open enough.
    public struct Exposure: Equatable, Sendable {
        public let cell: Int
        /// The side on which the reader knows too much.
        public let isAbove: Bool
        /// Who knows it: the position of the table's insider, or nil for every reader.
        public let insider: Int?
    }

    public let exposures: [Exposure]
    /// Sensitive cells looked at.
    public let checked: Int
    public var isSafe: Bool { exposures.isEmpty }

    /// Whether every sensitive cell is hidden and stays open over its protection level, both sides, for a reader
    /// from outside and for everybody who is alone in a cell.
    public init(_ table: LinkedTable, hidden: Set<Int>) {
        exposures = table.readers.enumerated().flatMap { number, known in
            IntervalAudit.exposures(table, hidden, known, number == 0 ? nil : number - 1)
        }
        checked = table.sensitive.count
    }

    private static func exposures(
        _ table: LinkedTable, _ hidden: Set<Int>, _ known: Set<Int>, _ insider: Int?
    ) -> [Exposure] {
        var parts = HiddenParts(table, hidden: hidden, known: known)
        return table.sensitive.filter { !known.contains($0) }.flatMap { cell -> [Exposure] in
            guard let level = table.cells[cell].level else { return [] }
            return [(false, level.lower), (true, level.upper)].compactMap { isAbove, need in
                let isOpen = hidden.contains(cell) && parts.canMove(cell, up: isAbove, by: need)
                return isOpen ? nil : Exposure(cell: cell, isAbove: isAbove, insider: insider)
            }
        }
    }

    /// The interval of each cell asked for; a published cell is its own value.
    public static func intervals(
        _ table: LinkedTable, hidden: Set<Int>, of cells: [Int], known: Set<Int> = []
    ) -> [Interval] {
        var parts = HiddenParts(table, hidden: hidden, known: known)
        return cells.map { cell in
            let value = table.cells[cell].value
            let down = parts.reach(cell, up: false)
            let up = parts.reach(cell, up: true)
            return Interval(cell: cell, lowest: value - down, highest: value + up)
        }
    }
}
