/// A line through points in several dimensions that leaves the smallest squares (Gauss 1809), by Householder's QR.
///
/// The columns are the caller's: a constant is one of them where it is wanted.
public struct LeastSquares: Sendable {
    public let columns: [[Double]]
    public let coefficients: [Double]
    public let residuals: [Double]
    /// Orthonormal columns that span the same space.
    let basis: [[Double]]
    /// The inverse of X'X.
    public let inverse: [[Double]]

    public var count: Int { residuals.count }
    /// Points less coefficients.
    public var freedom: Int { count - coefficients.count }
    public var squares: Double { dot(residuals, residuals) }
    /// The variance of one error, with `freedom` below.
    public var variance: Double { squares / Double(freedom) }
    public var fitted: [Double] { rows { dot($0, coefficients) } }

    /// Nil where points are not more than columns, a value is not finite, or one column follows from the others.
    public init?(_ values: [Double], on columns: [[Double]]) {
        let (n, k) = (values.count, columns.count)
        guard k > 0, n > k, values.allSatisfy(\.isFinite),
            columns.allSatisfy({ $0.count == n && $0.allSatisfy(\.isFinite) }),
            let factors = HouseholderQR(columns)
        else { return nil }
        self.columns = columns
        basis = factors.basis
        var solved = factors.solve(basis.map { dot($0, values) })
        // Once more on what is left: the digits that the first pass lost come back.
        var rest = LeastSquares.rest(values, columns, solved)
        solved = zip(solved, factors.solve(basis.map { dot($0, rest) })).map { $0 + $1 }
        for q in basis { subtract(dot(q, rest), q, from: &rest) }
        coefficients = solved
        residuals = rest
        let inner = factors.inverseOfTriangle
        inverse = (0..<k).map { i in
            (0..<k).map { j in (max(i, j)..<k).reduce(0) { $0 + inner[i][$1] * inner[j][$1] } }
        }
    }

    /// The covariance of the coefficients where errors are independent and alike.
    public var covariance: [[Double]] { inverse.map { $0.map { $0 * variance } } }

    func rows<T>(_ make: ([Double]) -> T) -> [T] {
        (0..<count).map { row in make(columns.map { $0[row] }) }
    }

    private static func rest(
        _ values: [Double], _ columns: [[Double]], _ coefficients: [Double]
    ) -> [Double] {
        var rest = values
        for (column, coefficient) in zip(columns, coefficients) {
            subtract(coefficient, column, from: &rest)
        }
        return rest
    }
}

/// X = QR: Q orthonormal, R upper triangular (A. S. Householder, Journal of the ACM 5, 1958).
struct HouseholderQR {
    /// The columns of Q.
    let basis: [[Double]]
    /// R, row by row.
    let triangle: [[Double]]

    /// Nil where a column lies, within rounding, in the space of those before it.
    init?(_ columns: [[Double]]) {
        let k = columns.count
        var work = columns
        var mirrors: [[Double]] = []
        for step in 0..<k {
            let length = dot(columns[step], columns[step]).squareRoot()
            var mirror = work[step]
            for row in 0..<step { mirror[row] = 0 }
            let norm = dot(mirror, mirror).squareRoot()
            guard norm > length * 1e-11, norm > 0 else { return nil }
            mirror[step] += mirror[step] < 0 ? -norm : norm
            let scale = dot(mirror, mirror).squareRoot()
            for row in mirror.indices { mirror[row] /= scale }
            for column in step..<k {
                subtract(2 * dot(mirror, work[column]), mirror, from: &work[column])
            }
            mirrors.append(mirror)
        }
        triangle = (0..<k).map { row in (0..<k).map { $0 < row ? 0 : work[$0][row] } }
        basis = (0..<k).map { position in
            var unit = [Double](repeating: 0, count: columns[0].count)
            unit[position] = 1
            for mirror in mirrors.reversed() {
                subtract(2 * dot(mirror, unit), mirror, from: &unit)
            }
            return unit
        }
    }

    /// R x = right.
    func solve(_ right: [Double]) -> [Double] {
        var x = right
        for row in x.indices.reversed() {
            for column in (row + 1)..<max(row + 1, x.count) {
                x[row] -= triangle[row][column] * x[column]
            }
            x[row] /= triangle[row][row]
        }
        return x
    }

    /// R⁻¹, row by row.
    var inverseOfTriangle: [[Double]] {
        let k = triangle.count
        let columns = (0..<k).map { unit in solve((0..<k).map { $0 == unit ? 1 : 0 }) }
        return (0..<k).map { row in columns.map { $0[row] } }
    }
}

func dot(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
}

func subtract(_ factor: Double, _ other: [Double], from values: inout [Double]) {
    for index in values.indices { values[index] -= factor * other[index] }
}

/// The mean; zero of none, which no caller asks for.
func mean(of values: some Collection<Double>) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
}

/// The mean square about the mean, with one less below; zero of fewer than two.
func variance(of values: some Collection<Double>) -> Double {
    guard values.count > 1 else { return 0 }
    let middle = mean(of: values)
    return values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) } / Double(values.count - 1)
}

/// a' M b.
func form(_ a: [Double], _ matrix: [[Double]], _ b: [Double]) -> Double {
    var sum = 0.0
    for row in matrix.indices { sum += a[row] * dot(matrix[row], b) }
    return sum
}
