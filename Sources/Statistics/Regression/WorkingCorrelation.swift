/// Errors of which each leans on the one before by a fixed share: a working assumption, by which intervals are
/// corrected for few points; it need not be true.
///
/// The share that the residuals show is too small, the more so the more coefficients were fitted. It is corrected by
/// finding the share under which residuals of *this* design would on average show what was seen.
struct WorkingCorrelation: Equatable, Sendable {
    let share: Double

    init(share: Double) { self.share = share }

    init(_ fit: LeastSquares) {
        let rest = fit.residuals
        let squares = dot(rest, rest)
        guard squares > 0 else {
            share = 0
            return
        }
        let seen = (1..<rest.count).reduce(0) { $0 + rest[$1] * rest[$1 - 1] } / squares
        let lean = ExpectedLean(fit.basis)
        share = root(
            of: { lean.under(WorkingCorrelation(share: $0)) }, at: seen,
            in: WorkingCorrelation.range, within: 1e-7)
    }

    /// Beyond it the errors wander, and no interval of this kind holds.
    static let range = -0.9...0.97

    /// Ω x, in one pass forth and one back.
    func applied(to x: [Double]) -> [Double] {
        var result = x
        var carried = 0.0
        for index in x.indices {
            result[index] += carried
            carried = share * (carried + x[index])
        }
        carried = 0
        for index in x.indices.reversed() {
            result[index] += carried
            carried = share * (carried + x[index])
        }
        return result
    }

    /// MΩM, row by row.
    func residualCovariance(_ basis: [[Double]]) -> [[Double]] {
        let n = basis[0].count
        let moved = basis.map(applied)
        let inner = basis.map { q in moved.map { dot(q, $0) } }
        // Half of the last term goes with each of the two middle ones.
        let halved = basis.indices.map { a in
            (0..<n).map { j in
                basis.indices.reduce(moved[a][j]) { $0 - inner[a][$1] * basis[$1][j] / 2 }
            }
        }
        var powers = [1.0]
        for _ in 1..<max(2, n) { powers.append(powers[powers.count - 1] * share) }
        return (0..<n).map { i in
            (0..<n).map { j in
                var value = powers[abs(i - j)]
                for a in basis.indices {
                    value -= basis[a][i] * halved[a][j] + halved[a][i] * basis[a][j]
                }
                return value
            }
        }
    }
}

/// What residuals of one design show on average of the lean of one on the next: tr(LMΩM) / tr(MΩM).
private struct ExpectedLean {
    let basis: [[Double]]
    /// Products of each column of the basis with each of the others, one point later.
    let shifted: [[Double]]

    init(_ basis: [[Double]]) {
        self.basis = basis
        shifted = basis.map { one in basis.map { ExpectedLean.shifted(one, $0) } }
    }

    func under(_ correlation: WorkingCorrelation) -> Double {
        let n = basis[0].count
        var squares = Double(n)
        var products = Double(n - 1) * correlation.share
        for (a, column) in basis.enumerated() {
            let moved = correlation.applied(to: column)
            products -=
                ExpectedLean.shifted(column, moved) + ExpectedLean.shifted(moved, column)
            for (b, other) in basis.enumerated() {
                let inner = dot(other, moved)
                products += inner * shifted[a][b]
                if a == b { squares -= inner }
            }
        }
        return squares > 0 ? products / squares : 0
    }

    private static func shifted(_ later: [Double], _ earlier: [Double]) -> Double {
        var sum = 0.0
        for row in 1..<later.count { sum += later[row] * earlier[row - 1] }
        return sum
    }
}
