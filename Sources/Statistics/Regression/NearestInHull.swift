/// The mixture of some points, with shares that are not negative and add up to one, that lies nearest to another point.
///
/// P. Wolfe, "Finding the nearest point in a polytope", Mathematical Programming 11, 1976: an active-set method that
/// ends after finitely many steps at the exact answer. `gap` proves it: no mixture is nearer, in squares, by more.
public struct NearestInHull: Sendable {
    public let shares: [Double]
    /// The squared distance that remains.
    public let squares: Double
    /// A bound on what any other mixture could gain (the duality gap); zero but for rounding.
    public let gap: Double

    /// Nil without points, or where one has another length or a value that is not finite.
    public init?(to target: [Double], among points: [[Double]]) {
        guard !points.isEmpty, !target.isEmpty,
            (points + [target]).allSatisfy({
                $0.count == target.count && $0.allSatisfy(\.isFinite)
            })
        else { return nil }
        var search = HullSearch(points.map { zip($0, target).map { $0 - $1 } })
        search.run()
        shares = search.shares
        squares = dot(search.nearest, search.nearest)
        gap = max(0, squares - search.smallest(to: search.nearest).product)
    }
}

/// The corral of Wolfe's method: points in general position, with the shares of the nearest point among them.
private struct HullSearch {
    let points: [[Double]]
    /// The points of the corral with their shares.
    private var corral: [(point: Int, share: Double)]
    private(set) var nearest: [Double]

    init(_ points: [[Double]]) {
        self.points = points
        let sizes = points.map { dot($0, $0) }
        let first = sizes.indices.min { (sizes[$0], $0) < (sizes[$1], $1) } ?? 0
        corral = [(first, 1)]
        nearest = points[first]
    }

    var shares: [Double] {
        var all = [Double](repeating: 0, count: points.count)
        for member in corral { all[member.point] = member.share }
        return all
    }

    /// The point that lies furthest back along a direction.
    func smallest(to direction: [Double]) -> (point: Int, product: Double) {
        var best = (point: 0, product: Double.infinity)
        for index in points.indices {
            let product = dot(points[index], direction)
            if product < best.product { best = (index, product) }
        }
        return best
    }

    mutating func run() {
        let scale = points.reduce(0) { max($0, dot($1, $1)) }
        // Finite by proof; the bound is for what rounding may do to the proof.
        for _ in 0..<(50 * points.count + 1_000) {
            let next = smallest(to: nearest)
            let gain = dot(nearest, nearest) - next.product
            if gain <= 1e-13 * scale || corral.contains(where: { $0.point == next.point }) {
                return
            }
            corral.append((next.point, 0))
            while !settle() {}
        }
    }

    /// Moves to the nearest point of the plane through the corral, or up to its edge, where a point leaves: then false.
    private mutating func settle() -> Bool {
        guard let wanted = planeShares() else {
            // The newest point lies in the plane of the others within rounding: it can add nothing.
            corral.removeLast()
            update()
            return true
        }
        if wanted.allSatisfy({ $0 > 1e-14 }) {
            for index in corral.indices { corral[index].share = wanted[index] }
            update()
            return true
        }
        var step = 1.0
        for (member, want) in zip(corral, wanted) where want <= 1e-14 {
            let way = member.share - want
            if way > 0 { step = min(step, member.share / way) }
        }
        for index in corral.indices {
            corral[index].share += step * (wanted[index] - corral[index].share)
        }
        let least = corral.map(\.share).min() ?? 0
        corral.removeAll { $0.share <= max(1e-14, least) }
        update()
        return corral.count <= 1
    }

    /// Shares, of any sign, of the point of the plane nearest to zero: (11' + P'P) u = 1, then scaled to one.
    private func planeShares() -> [Double]? {
        let scale = max(
            corral.reduce(0) { max($0, dot(points[$1.point], points[$1.point])) }, 1e-300)
        let matrix = corral.map { one in
            corral.map { 1 + dot(points[one.point], points[$0.point]) / scale }
        }
        guard let solution = solvePositive(matrix, [Double](repeating: 1, count: corral.count))
        else { return nil }
        let sum = solution.reduce(0, +)
        return solution.map { $0 / sum }
    }

    private mutating func update() {
        let sum = corral.reduce(0) { $0 + $1.share }
        nearest = [Double](repeating: 0, count: nearest.count)
        for index in corral.indices {
            corral[index].share /= sum
            subtract(-corral[index].share, points[corral[index].point], from: &nearest)
        }
    }
}

/// Cholesky's solution of a symmetric positive system; nil where the matrix is not positive within rounding.
func solvePositive(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    let n = right.count
    var root = matrix
    for j in 0..<n {
        for k in 0..<j { root[j][j] -= root[j][k] * root[j][k] }
        guard root[j][j] > 1e-14 * matrix[j][j] else { return nil }
        root[j][j] = root[j][j].squareRoot()
        for i in (j + 1)..<max(n, j + 1) {
            for k in 0..<j { root[i][j] -= root[i][k] * root[j][k] }
            root[i][j] /= root[j][j]
        }
    }
    var x = right
    for i in 0..<n {
        for k in 0..<i { x[i] -= root[i][k] * x[k] }
        x[i] /= root[i][i]
    }
    for i in (0..<n).reversed() {
        for k in (i + 1)..<max(n, i + 1) { x[i] -= root[k][i] * x[k] }
        x[i] /= root[i][i]
    }
    return x
}
