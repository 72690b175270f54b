/// Whether the mix of groups accounts for most of what a region grew apart from all.
public struct ShiftShareStudy: Sendable {
    public enum Side: String, CaseIterable, Sendable { case mix, own }

    public let cells: [ShiftShare.Cell]
    public let region: String
    public let side: Side
    public let before: [ShiftShare.Cell]?
    public let disturbances: [Disturbance]

    public init(
        _ cells: [ShiftShare.Cell], region: String, side: Side, before: [ShiftShare.Cell]? = nil,
        disturbances: [Disturbance] = []
    ) {
        self.cells = ShiftShareStudy.gathered(cells, region)
        self.before = before.map { ShiftShareStudy.gathered($0, region) }
        (self.region, self.side, self.disturbances) = (region, side, disturbances)
    }

    /// The region beside everywhere else: its parts are the same, and far fewer cells are moved.
    private static func gathered(
        _ cells: [ShiftShare.Cell], _ region: String
    ) -> [ShiftShare.Cell] {
        var order: [String] = []
        var rest: [String: (first: Double, second: Double)] = [:]
        for cell in cells where cell.region != region {
            if rest[cell.group] == nil { order.append(cell.group) }
            rest[cell.group, default: (0, 0)].first += cell.first
            rest[cell.group, default: (0, 0)].second += cell.second
        }
        return cells.filter { $0.region == region }
            + order.map { group in
                let sums = rest[group] ?? (0, 0)
                return ShiftShare.Cell(
                    region: region + " not", group: group, first: sums.first, second: sums.second)
            }
    }

    public func result() -> CausalResult {
        let reasons = disturbances.map(\.reason).joined(separator: "; ")
        let isWhole = Check(.noBreakNear, disturbances.isEmpty, note: reasons)
        guard let found = ShiftShare(cells)?.sum(of: region),
            cells.contains(where: { $0.region == region })
        else {
            return CausalResult(
                .shiftShare, Claim(), effect: nil, checks: [isWhole, Check(.allKnown, .fails)])
        }
        let apart = found.mix + found.own
        let sign = apart < 0 ? -0.5 : 0.5
        let turn = side == .mix ? sign : -sign
        let most = estimate { turn * ($0.mix - $0.own) }
        let difference = estimate { $0.mix + $0.own }
        let isNew = cells.contains { ($0.first == 0) != ($0.second == 0) }
        let checks = [
            isWhole, Check(.allKnown, !isNew),
            Check(.placeboUnits, difference.excludesZero, figure: difference.p),
            pairBefore(found), Check(.sameMakeUp, .stated),
        ]
        return CausalResult(
            .shiftShare, effect: estimate { side == .mix ? $0.mix : $0.own },
            details: [
                .init("all", estimate(\.all)), .init("mix", estimate(\.mix)),
                .init("own", estimate(\.own)), .init("apart from all", difference),
            ], checks: checks, verdict: Verdict(Claim(.rise), effect: most, checks: checks))
    }

    private func pairBefore(_ found: ShiftShare.Part) -> Check {
        guard let before, let earlier = ShiftShare(before)?.sum(of: region) else {
            return Check(.pairBefore, nil)
        }
        func own(_ part: ShiftShare.Part) -> Double { side == .mix ? part.mix : part.own }
        let share = own(found) == 0 ? 1 : own(earlier) / own(found)
        return Check(.pairBefore, share < 0.5, figure: share)
    }

    /// Counts vary as Poisson counts, carried through by derivatives, which are taken by small steps.
    private func estimate(_ size: (ShiftShare.Part) -> Double) -> Estimate {
        func value(_ cells: [ShiftShare.Cell]) -> Double {
            ShiftShare(cells).map { size($0.sum(of: region)) } ?? 0
        }
        var spread = 0.0
        for index in cells.indices {
            for isFirst in [true, false] {
                let count = isFirst ? cells[index].first : cells[index].second
                guard count > 0 else { continue }
                let step = count * 1e-4
                let up = value(moved(index, isFirst, step))
                let slope = (up - value(moved(index, isFirst, -step))) / (2 * step)
                spread += slope * slope * count
            }
        }
        return Estimate(size: value(cells), error: spread.squareRoot(), freedom: 1e9)
    }

    private func moved(_ index: Int, _ isFirst: Bool, _ step: Double) -> [ShiftShare.Cell] {
        var moved = cells
        let cell = cells[index]
        moved[index] = ShiftShare.Cell(
            region: cell.region, group: cell.group, first: cell.first + (isFirst ? step : 0),
            second: cell.second + (isFirst ? 0 : step))
        return moved
    }
}
