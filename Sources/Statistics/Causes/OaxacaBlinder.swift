/// The gap between the means of two groups, split into what they bring and what it counts for.
///
/// R. Oaxaca, International Economic Review 14, 1973; A. Blinder, Journal of Human Resources 8, 1973. Categories enter as
/// all their levels, so that no level has to be left out by choice (M.-S. Yun, Economic Inquiry 43, 2005).
public struct OaxacaBlinder: Sendable {
    /// One person, office or municipality.
    public struct Row: Equatable, Sendable {
        public let isFirst: Bool
        public let outcome: Double
        /// In the order of `numbers`.
        public let numbers: [Double]
        /// The level of each category, from zero, in the order of `categories`.
        public let levels: [Int]

        public init(isFirst: Bool, outcome: Double, numbers: [Double], levels: [Int] = []) {
            (self.isFirst, self.outcome) = (isFirst, outcome)
            (self.numbers, self.levels) = (numbers, levels)
        }
    }

    /// Whose coefficients say what a thing counts for.
    public enum Reference: String, CaseIterable, Sendable {
        case first, second
        /// Of all rows together, with a constant for the group (B. Jann, Stata Journal 8, 2008).
        case pooled
        /// The mean of both (C. Reimers, Review of Economics and Statistics 65, 1983).
        case mean
    }

    /// What one number or level adds.
    public struct Part: Equatable, Sendable {
        public let name: String
        /// Twofold: explained and unexplained add up.
        public let explained: Double
        public let unexplained: Double
        /// Threefold, from the second group's side: endowments, coefficients and interaction add up.
        public let endowments: Double
        public let coefficients: Double
        public let interaction: Double
    }

    /// Mean of the first less mean of the second.
    public let gap: Double
    /// The constant comes first; then numbers, then levels.
    public let parts: [Part]
    public let reference: Reference

    /// Nil where a group has not more rows than coefficients, or one column follows from others, as a level without rows.
    public init?(
        _ rows: [Row], numbers: [String], categories: [(name: String, levels: [String])] = [],
        reference: Reference = .pooled
    ) {
        let design = OaxacaDesign(
            numbers: numbers.count, levels: categories.map(\.levels.count))
        guard rows.allSatisfy(design.fits) else { return nil }
        let (a, b) = (rows.filter(\.isFirst), rows.filter { !$0.isFirst })
        guard let first = design.fit(a), let second = design.fit(b),
            let common = design.reference(reference, rows, first, second)
        else { return nil }
        let (ma, mb) = (design.means(a), design.means(b))
        gap = mean(of: a.map(\.outcome)) - mean(of: b.map(\.outcome))
        self.reference = reference
        let names =
            ["constant"] + numbers
            + categories.flatMap { one in one.levels.map { one.name + " " + $0 } }
        parts = names.indices.map { k in
            let (step, turn) = (ma[k] - mb[k], first[k] - second[k])
            return Part(
                name: names[k], explained: step * common[k],
                unexplained: ma[k] * (first[k] - common[k]) + mb[k] * (common[k] - second[k]),
                endowments: step * second[k], coefficients: mb[k] * turn, interaction: step * turn)
        }
    }

    public var explained: Double { parts.reduce(0) { $0 + $1.explained } }
    public var unexplained: Double { parts.reduce(0) { $0 + $1.unexplained } }
    public var endowments: Double { parts.reduce(0) { $0 + $1.endowments } }
    public var coefficients: Double { parts.reduce(0) { $0 + $1.coefficients } }
    public var interaction: Double { parts.reduce(0) { $0 + $1.interaction } }

    /// The parts of a category together: by group, by region.
    public func part(of names: Set<String>, named name: String) -> Part {
        let own = parts.filter { names.contains($0.name) }
        func sum(_ value: KeyPath<Part, Double>) -> Double {
            own.reduce(0) { $0 + $1[keyPath: value] }
        }
        return Part(
            name: name, explained: sum(\.explained), unexplained: sum(\.unexplained),
            endowments: sum(\.endowments), coefficients: sum(\.coefficients),
            interaction: sum(\.interaction))
    }
}

/// How rows become columns, and coefficients those of all levels.
struct OaxacaDesign: Sendable {
    let numbers: Int
    let levels: [Int]

    func fits(_ row: OaxacaBlinder.Row) -> Bool {
        row.numbers.count == numbers && row.levels.count == levels.count && row.outcome.isFinite
            && row.numbers.allSatisfy(\.isFinite)
            && zip(row.levels, levels).allSatisfy { $0 >= 0 && $0 < $1 }
    }

    /// Constant, numbers, and all levels but the first of each category.
    func columns(_ rows: [OaxacaBlinder.Row]) -> [[Double]] {
        var columns = [rows.map { _ in 1.0 }]
        for number in 0..<numbers { columns.append(rows.map { $0.numbers[number] }) }
        for (category, count) in levels.enumerated() {
            for level in 1..<max(1, count) {
                columns.append(rows.map { $0.levels[category] == level ? 1 : 0 })
            }
        }
        return columns
    }

    /// Coefficients of the constant, the numbers and every level.
    func fit(_ rows: [OaxacaBlinder.Row]) -> [Double]? {
        LeastSquares(rows.map(\.outcome), on: columns(rows)).map { spread($0.coefficients) }
    }

    func reference(
        _ reference: OaxacaBlinder.Reference, _ rows: [OaxacaBlinder.Row], _ first: [Double],
        _ second: [Double]
    ) -> [Double]? {
        switch reference {
        case .first: return first
        case .second: return second
        case .mean: return zip(first, second).map { ($0 + $1) / 2 }
        case .pooled:
            let columns = columns(rows) + [rows.map { $0.isFirst ? 1.0 : 0 }]
            return LeastSquares(rows.map(\.outcome), on: columns).map {
                spread(Array($0.coefficients.dropLast()))
            }
        }
    }

    /// Levels about their own mean, which goes to the constant: the same fit, without a level that is left out.
    private func spread(_ coefficients: [Double]) -> [Double] {
        var all = Array(coefficients[0...numbers])
        var place = numbers + 1
        for count in levels {
            let own = [0] + coefficients[place..<(place + max(0, count - 1))]
            place += max(0, count - 1)
            let middle = mean(of: own)
            all[0] += middle
            all += own.map { $0 - middle }
        }
        return all
    }

    /// Of the constant, the numbers and every level.
    func means(_ rows: [OaxacaBlinder.Row]) -> [Double] {
        let count = Double(rows.count)
        var means = [1.0]
        for number in 0..<numbers { means.append(mean(of: rows.map { $0.numbers[number] })) }
        for (category, levels) in levels.enumerated() {
            for level in 0..<levels {
                means.append(Double(rows.count { $0.levels[category] == level }) / count)
            }
        }
        return means
    }
}
