/// A difference between two overall rates, split into what comes from who is counted and what comes from their rates.
///
/// E. M. Kitagawa, "Components of a Difference Between Two Rates", Journal of the American Statistical Association 50,
/// 1955: each part at the mean of the other's weights, so that both add up to the difference exactly. Where cells lie in
/// regions, the first part is split again by the same rule, into the mix of regions and the mix of groups within them (as
/// P. Das Gupta, "Standardization and Decomposition of Rates", U.S. Bureau of the Census P23-186, 1993, for two factors).
public struct Kitagawa: Sendable {
    /// People of one group, and in one region where there are several, at two times or in two places.
    public struct Cell: Equatable, Sendable {
        public let group: String
        public let region: String
        /// People, or cases, at the first and at the second.
        public let first: Count
        public let second: Count

        public init(group: String, region: String = "", first: Count, second: Count) {
            (self.group, self.region, self.first, self.second) = (group, region, first, second)
        }
    }

    /// How many there are, and how many of them it happened to.
    public struct Count: Equatable, Sendable {
        public let people: Double
        public let events: Double

        public init(people: Double, events: Double) {
            (self.people, self.events) = (people, events)
        }

        var rate: Double? { people > 0 ? events / people : nil }
    }

    /// What one cell, group or region adds to each part.
    public struct Part: Equatable, Sendable {
        public let name: String
        public var regions: Double
        public var groups: Double
        public var rate: Double

        public var composition: Double { regions + groups }
        public var total: Double { composition + rate }
    }

    /// Which mean of the two times weighs the other factor.
    public enum Base: String, CaseIterable, Sendable { case first, second, mean }

    public let cells: [Cell]
    /// By cell, in the order given.
    public let parts: [Part]
    /// Second less first.
    public let difference: Double
    let shares: [CellShare]
    let sizes: (first: Double, second: Double)

    /// Nil where nobody is counted at one of the times, or a count is negative or not finite.
    ///
    /// A cell without people at one time takes the rate of the other time: its rate then adds nothing, its coming or
    /// going is composition.
    public init?(_ cells: [Cell]) {
        let sizes = (
            first: cells.reduce(0) { $0 + $1.first.people },
            second: cells.reduce(0) { $0 + $1.second.people }
        )
        guard sizes.first > 0, sizes.second > 0,
            cells.allSatisfy({
                [$0.first, $0.second].allSatisfy {
                    $0.people >= 0 && $0.events >= 0 && ($0.people + $0.events).isFinite
                }
            })
        else { return nil }
        self.cells = cells
        self.sizes = sizes
        shares = CellShare.all(cells, sizes)
        parts = zip(cells, shares).map { $1.part(named: $0.group) }
        difference =
            cells.reduce(0) { $0 + $1.second.events } / sizes.second
            - cells.reduce(0) { $0 + $1.first.events } / sizes.first
    }

    public var composition: Double { parts.reduce(0) { $0 + $1.composition } }
    public var rate: Double { parts.reduce(0) { $0 + $1.rate } }

    /// Sums of the parts by group or by region, in the order in which they first stand.
    public func parts(by name: KeyPath<Cell, String>) -> [Part] {
        var order: [String] = []
        var sums: [String: Part] = [:]
        for (cell, part) in zip(cells, parts) {
            let key = cell[keyPath: name]
            if sums[key] == nil {
                order.append(key)
                sums[key] = Part(name: key, regions: 0, groups: 0, rate: 0)
            }
            sums[key]?.regions += part.regions
            sums[key]?.groups += part.groups
            sums[key]?.rate += part.rate
        }
        return order.compactMap { sums[$0] }
    }

    /// The composition part at other weights; the rate part is what is left.
    public func composition(at base: Base) -> Double {
        shares.reduce(0) {
            $0 + ($1.second - $1.first) * $1.rate(at: base)
        }
    }
}

/// The share of a cell in all, as the share of its region times its share within it, with its rates.
struct CellShare: Sendable {
    let region: (first: Double, second: Double)
    let within: (first: Double, second: Double)
    let rates: (first: Double, second: Double)

    var first: Double { region.first * within.first }
    var second: Double { region.second * within.second }

    func rate(at base: Kitagawa.Base) -> Double {
        switch base {
        case .first: rates.first
        case .second: rates.second
        case .mean: (rates.first + rates.second) / 2
        }
    }

    static func all(
        _ cells: [Kitagawa.Cell], _ sizes: (first: Double, second: Double)
    ) -> [CellShare] {
        var regions: [String: (first: Double, second: Double)] = [:]
        for cell in cells {
            regions[cell.region, default: (0, 0)].first += cell.first.people
            regions[cell.region, default: (0, 0)].second += cell.second.people
        }
        return cells.map { cell in
            let region = regions[cell.region] ?? (0, 0)
            // A region without people at one time has the mix of the other: its coming is the mix of regions.
            let first = region.first > 0 ? cell.first.people / region.first : nil
            let second = region.second > 0 ? cell.second.people / region.second : nil
            return CellShare(
                region: (region.first / sizes.first, region.second / sizes.second),
                within: (first ?? second ?? 0, second ?? first ?? 0),
                rates: (
                    cell.first.rate ?? cell.second.rate ?? 0,
                    cell.second.rate ?? cell.first.rate ?? 0
                ))
        }
    }

    /// With one region its share does not change, and all of the mix is that of groups.
    func part(named name: String) -> Kitagawa.Part {
        let rate = (second + first) / 2 * (rates.second - rates.first)
        let mix = (second - first) * (rates.first + rates.second) / 2
        // The mix, split between region and group: two factors at the mean of the other.
        let regions =
            (region.second - region.first) * (within.first + within.second) / 2
            * (rates.first + rates.second) / 2
        return Kitagawa.Part(name: name, regions: regions, groups: mix - regions, rate: rate)
    }
}
