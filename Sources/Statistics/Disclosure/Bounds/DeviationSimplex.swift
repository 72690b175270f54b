/// How far hidden cells can move together when all that is published stays: a simplex method with bounds.
///
/// A point is a deviation from the truth, so zero is always possible and no first phase is needed. A variable
/// outside the basis may lie between its bounds (it starts there); the walk goes on from the last point, so that
/// a whole audit is one walk (Maros, Computational Techniques of the Simplex Method, 2003, chapter 9).
/// The tableau is dense with skipped zeros: right for some thousand hidden cells that hang together.
struct DeviationSimplex {
    /// The cell of each variable.
    let cells: [Int]
    private(set) var low: [Double]
    private(set) var high: [Double]
    private(set) var at: [Double]
    /// The smallest and the largest deviation that the walk has passed: each is a proof by example.
    private(set) var seenLow: [Double]
    private(set) var seenHigh: [Double]
    private var rows: [[Double]] = []
    private var basic: [Int] = []
    private var rowOf: [Int]

    enum End: Equatable {
        case reached
        case optimum
        case unbounded
    }

    /// `equations` are sums that are zero, as coefficients of variables.
    init(
        cells: [Int], low: [Double], high: [Double], equations: [[(variable: Int, factor: Double)]]
    ) {
        self.cells = cells
        self.low = low
        self.high = high
        at = [Double](repeating: 0, count: cells.count)
        seenLow = at
        seenHigh = at
        rowOf = [Int](repeating: -1, count: cells.count)
        for equation in equations { add(equation) }
    }

    private mutating func add(_ equation: [(variable: Int, factor: Double)]) {
        var row = [Double](repeating: 0, count: cells.count)
        for (variable, factor) in equation { row[variable] += factor }
        for (variable, _) in equation where rowOf[variable] >= 0 {
            subtract(rowOf[variable], times: row[variable], from: &row)
        }
        // Basic columns are zero now; among the rest the equation's own variables keep the tableau thin.
        let own = equation.map(\.variable).filter { row[$0].magnitude > tiny }
        guard let chosen = own.last ?? row.indices.first(where: { row[$0].magnitude > tiny })
        else { return }
        rows.append(row)
        basic.append(-1)
        pivot(rows.count - 1, chosen)
    }

    private func subtract(_ row: Int, times factor: Double, from target: inout [Double]) {
        if factor == 0 { return }
        for (column, entry) in rows[row].enumerated() where entry != 0 {
            target[column] -= factor * entry
        }
    }

    /// Brings a variable into the basis in place of the row's.
    private mutating func pivot(_ row: Int, _ column: Int) {
        if basic[row] >= 0 { rowOf[basic[row]] = -1 }
        basic[row] = column
        rowOf[column] = row
        let scale = 1 / rows[row][column]
        let used = rows[row].indices.filter { rows[row][$0] != 0 }
        for index in used { rows[row][index] *= scale }
        let lead = rows[row]
        for other in rows.indices where other != row {
            let factor = rows[other][column]
            if factor == 0 { continue }
            for index in used {
                let entry = rows[other][index] - factor * lead[index]
                rows[other][index] = entry.magnitude < tiny ? 0 : entry
            }
            rows[other][column] = 0
        }
    }

    /// Moves a variable up (or down) as far as it goes, or until it has deviated by `target`.
    mutating func push(_ variable: Int, up: Bool, target: Double) -> End {
        let sign: Double = up ? 1 : -1
        var stalled = 0
        for _ in 0..<stepsMax {
            if sign * at[variable] >= target - slack(target) { return .reached }
            guard let step = entering(variable, sign, careful: stalled > stallMax) else {
                return .optimum
            }
            let (block, most) = limit(step.column, step.sign)
            let missing = (target - sign * at[variable]) / step.gain
            if missing <= most {
                if missing.isInfinite { return .unbounded }
                move(step.column, step.sign, by: missing)
                return .reached
            }
            move(step.column, step.sign, by: most)
            stalled = most > tiny ? 0 : stalled + 1
            if let block { leave(block, step.column) } else { snap(step.column) }
        }
        // The careful rule ends on paper; where binary fractions defeat it, less is claimed than may be true.
        return .optimum
    }

    private func entering(
        _ variable: Int, _ sign: Double, careful: Bool
    ) -> (column: Int, sign: Double, gain: Double)? {
        let row = rowOf[variable]
        if row < 0 {
            let room = sign > 0 ? high[variable] - at[variable] : at[variable] - low[variable]
            return room > tiny ? (variable, sign, 1) : nil
        }
        var best: (column: Int, sign: Double, gain: Double)?
        for (column, entry) in rows[row].enumerated()
        where entry.magnitude > tolerance && rowOf[column] < 0 {
            let way: Double = -entry * sign > 0 ? 1 : -1
            let room = way > 0 ? high[column] - at[column] : at[column] - low[column]
            if room <= tiny { continue }
            if careful { return (column, way, entry.magnitude) }
            if entry.magnitude > best?.gain ?? 0 { best = (column, way, entry.magnitude) }
        }
        return best
    }

    /// The row that stops the move first (nil: the variable's own bound) and how far it goes.
    private func limit(_ column: Int, _ sign: Double) -> (row: Int?, most: Double) {
        var most = sign > 0 ? high[column] - at[column] : at[column] - low[column]
        var block: Int?
        var size = 0.0
        for (row, variable) in basic.enumerated() {
            let rate = -rows[row][column] * sign
            if rate.magnitude <= tolerance { continue }
            let room = rate > 0 ? high[variable] - at[variable] : at[variable] - low[variable]
            let steps = max(0, room) / rate.magnitude
            if steps < most - tiny || (steps <= most && rate.magnitude > size) {
                most = min(most, steps)
                block = row
                size = rate.magnitude
            }
        }
        return (block, most)
    }

    private mutating func move(_ column: Int, _ sign: Double, by steps: Double) {
        if steps == 0 { return }
        shift(column, by: sign * steps)
        for (row, variable) in basic.enumerated() where rows[row][column] != 0 {
            shift(variable, by: -rows[row][column] * sign * steps)
        }
    }

    private mutating func shift(_ variable: Int, by amount: Double) {
        at[variable] = min(high[variable], max(low[variable], at[variable] + amount))
        seenLow[variable] = min(seenLow[variable], at[variable])
        seenHigh[variable] = max(seenHigh[variable], at[variable])
    }

    private mutating func leave(_ row: Int, _ column: Int) {
        snap(basic[row])
        pivot(row, column)
    }

    /// Exactly onto the bound it has reached.
    private mutating func snap(_ variable: Int) {
        let toLow = at[variable] - low[variable]
        at[variable] = toLow < high[variable] - at[variable] ? low[variable] : high[variable]
    }

    /// Starts again from the truth, with other bounds; the basis stays, which makes the next walks short.
    mutating func restart(low: [Double], high: [Double]) {
        self.low = low
        self.high = high
        at = [Double](repeating: 0, count: cells.count)
        seenLow = at
        seenHigh = at
    }

    /// Holds a variable where it is.
    mutating func fix(_ variable: Int, at value: Double) {
        low[variable] = value
        high[variable] = value
        at[variable] = value
    }

    /// How much each other variable adds to this one per unit, at an optimum: the price list of the bound.
    func prices(of variable: Int) -> [(variable: Int, factor: Double)] {
        let row = rowOf[variable]
        if row < 0 { return [(variable, 1)] }
        return rows[row].enumerated().compactMap { column, entry in
            entry.magnitude > tolerance && column != variable ? (column, -entry) : nil
        }
    }
}

/// Entries below this are what binary fractions leave of zero.
private let tiny = 1e-11
private let tolerance = 1e-9
/// After so many steps without progress the smallest index enters (Bland 1977): no circle is possible then.
private let stallMax = 60
private let stepsMax = 100_000

/// What a level may be missed by, relative to its size.
func slack(_ level: Double) -> Double { level.isFinite ? 1e-7 * max(1, level.magnitude) : 0 }
