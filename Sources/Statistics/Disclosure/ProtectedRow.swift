/// One row of counts with its total, hidden so far that no hidden count follows from the published ones.
public struct ProtectedRow: Equatable, Sendable {
    public let cells: [ProtectedCount]
    public let total: ProtectedCount
    /// Positions hidden because they are small.
    public let primary: Set<Int>
    /// Positions hidden so that the small ones cannot be found by subtraction.
    public let secondary: Set<Int>
}

extension DisclosureRule {
    /// Hides the small counts, then the smallest others until subtraction tells nothing new.
    ///
    /// What holds afterwards: to one who knows the total, the rest and the threshold, a hidden small count may
    /// still be anything that the threshold hides. Where no other cell is left to hide, the total is hidden.
    public func protect(_ counts: [Int]) -> ProtectedRow {
        let primary = Set(counts.indices.filter { isTooSmall(counts[$0]) })
        var hidden = primary
        // Zeros do not help: who sees that a row has gaps will guess zero for them.
        var candidates = counts.indices.filter { counts[$0] >= threshold }
            .sorted { (counts[$0], $0) < (counts[$1], $1) }[...]
        while !isSafe(counts, hidden), let next = candidates.popFirst() { hidden.insert(next) }
        let isTotalSafe = isSafe(counts, hidden)
        if !isTotalSafe { hidden = primary }
        let cells = counts.indices.map {
            hidden.contains($0) ? .suppressed : ProtectedCount.published(rounded(counts[$0]))
        }
        let sum = counts.reduce(0, +)
        let total: ProtectedCount =
            isTotalSafe && !isTooSmall(sum) ? .published(rounded(sum)) : .suppressed
        return ProtectedRow(
            cells: cells, total: total, primary: primary, secondary: hidden.subtracting(primary))
    }

    /// Whether each hidden count could be as large as the threshold allows, given the sum of all hidden ones.
    private func isSafe(_ counts: [Int], _ hidden: Set<Int>) -> Bool {
        guard !hidden.isEmpty else { return true }
        let sum = hidden.reduce(0) { $0 + counts[$1] }
        return hidden.count > 1 && sum - (hidden.count - 1) >= threshold - 1
    }
}
