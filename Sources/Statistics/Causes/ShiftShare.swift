/// The growth of a region, split into the growth of all, its mix of groups, and what is its own.
///
/// E. S. Dunn, "A Statistical and Analytical Technique for Regional Analysis", Papers of the Regional Science Association
/// 6, 1960. The three add up to the region's growth exactly.
public struct ShiftShare: Sendable {
    /// The count of one group in one region at two times.
    public struct Cell: Equatable, Sendable {
        public let region: String
        public let group: String
        public let first: Double
        public let second: Double

        public init(region: String, group: String, first: Double, second: Double) {
            (self.region, self.group, self.first, self.second) = (region, group, first, second)
        }
    }

    /// In counts.
    public struct Part: Equatable, Sendable {
        public let region: String
        public let group: String
        /// What the cell would have gained, had it grown as all did.
        public let all: Double
        /// More or less, because its group grew otherwise than all.
        public let mix: Double
        /// More or less than its group did elsewhere.
        public let own: Double

        public var total: Double { all + mix + own }
    }

    /// By cell, in the order given.
    public let parts: [Part]

    /// Nil where nothing is counted at the first time, or a count is negative or not finite. A group that is counted
    /// nowhere at the first time has no growth to compare with: what comes is the region's own.
    public init?(_ cells: [Cell]) {
        let (first, second) = cells.reduce(into: (0.0, 0.0)) {
            $0.0 += $1.first
            $0.1 += $1.second
        }
        guard first > 0,
            cells.allSatisfy({ $0.first >= 0 && $0.second >= 0 && ($0.first + $0.second).isFinite })
        else { return nil }
        let growth = second / first - 1
        var groups: [String: (first: Double, second: Double)] = [:]
        for cell in cells {
            groups[cell.group, default: (0, 0)].first += cell.first
            groups[cell.group, default: (0, 0)].second += cell.second
        }
        parts = cells.map { cell in
            let sums = groups[cell.group] ?? (0, 0)
            let ofGroup = sums.first > 0 ? sums.second / sums.first - 1 : growth
            let all = cell.first * growth
            let mix = cell.first * ofGroup - all
            return Part(
                region: cell.region, group: cell.group, all: all, mix: mix,
                own: cell.second - cell.first - cell.first * ofGroup)
        }
    }

    /// The parts of a region, summed over its groups.
    public func sum(of region: String) -> Part {
        let own = parts.filter { $0.region == region }
        return Part(
            region: region, group: "", all: own.reduce(0) { $0 + $1.all },
            mix: own.reduce(0) { $0 + $1.mix }, own: own.reduce(0) { $0 + $1.own })
    }
}
