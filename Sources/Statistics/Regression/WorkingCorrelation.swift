import Glibc

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
        share = root(
            of: { WorkingCorrelation(share: $0).expected(fit.basis) }, at: seen,
            in: WorkingCorrelation.range)
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

    /// What residuals of a design with this orthonormal basis show on average of the lean of one on the next.
    private func expected(_ basis: [[Double]]) -> Double {
        let moved = basis.map(applied)
        let inner = basis.map { q in moved.map { dot(q, $0) } }
        let n = basis[0].count
        var (squares, products) = (0.0, 0.0)
        for row in 0..<n {
            squares += residual(row, row, basis, moved, inner)
            if row > 0 { products += residual(row, row - 1, basis, moved, inner) }
        }
        return squares > 0 ? products / squares : 0
    }

    /// One element of MΩM, where M takes the fit away.
    private func residual(
        _ i: Int, _ j: Int, _ basis: [[Double]], _ moved: [[Double]], _ inner: [[Double]]
    ) -> Double {
        var value = i == j ? 1 : pow(share, Double(abs(i - j)))
        for a in basis.indices {
            value -= basis[a][i] * moved[a][j] + moved[a][i] * basis[a][j]
            for b in basis.indices { value += basis[a][i] * inner[a][b] * basis[b][j] }
        }
        return value
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
