/// Series that went alike, whatever their size.
public struct TrajectoryClusters: Equatable, Sendable {
    /// Indices of the series of each cluster; the largest first, then by the first member.
    public let clusters: [[Int]]
    /// Series that do not vary or share too few times with others.
    public let alone: [Int]

    /// No two series of a cluster correlate less than `alike` (complete linkage; T. Sørensen 1948).
    ///
    /// Series have one value for each common time; what was not measured is no number. Cost grows with the cube of the
    /// count in the worst case: meant for some hundred series.
    public init(_ series: [[Double]], alike: Double = 0.8, commonMin: Int = 5) {
        let usable = series.indices.filter { index in
            let measured = series[index].filter(\.isFinite)
            return measured.count >= commonMin && Set(measured).count > 1
        }
        var groups = usable.map { [$0] }
        var near = groups.map { one in
            groups.map { other in
                correlation(series[one[0]], series[other[0]], commonMin) ?? -.infinity
            }
        }
        while let (first, second) = closest(near, alike) {
            groups[first] += groups[second]
            groups.remove(at: second)
            // A cluster is as near as its farthest member.
            for other in near.indices {
                let farther = min(near[first][other], near[second][other])
                (near[first][other], near[other][first]) = (farther, farther)
            }
            near.remove(at: second)
            for row in near.indices { near[row].remove(at: second) }
        }
        clusters = groups.filter { $0.count > 1 }.map { $0.sorted() }
            .sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
        let together = Set(clusters.joined())
        alone = series.indices.filter { !together.contains($0) }
    }
}

/// The pair of clusters that are most alike, and enough; the earliest of several.
private func closest(_ near: [[Double]], _ alike: Double) -> (Int, Int)? {
    var (best, pair) = (alike, (0, 0))
    for first in near.indices {
        for second in near.indices where second > first && near[first][second] >= best {
            if near[first][second] > best || pair == (0, 0) {
                (best, pair) = (near[first][second], (first, second))
            }
        }
    }
    return pair == (0, 0) ? nil : pair
}

/// Of the times at which both were measured (Pearson); nil where these are too few or one does not vary.
func correlation(_ a: [Double], _ b: [Double], _ commonMin: Int) -> Double? {
    let common = zip(a, b).filter { $0.isFinite && $1.isFinite }
    guard common.count >= max(2, commonMin) else { return nil }
    let n = Double(common.count)
    let (meanA, meanB) = (
        common.reduce(0) { $0 + $1.0 } / n, common.reduce(0) { $0 + $1.1 } / n
    )
    var (ab, aa, bb) = (0.0, 0.0, 0.0)
    for (a, b) in common {
        ab += (a - meanA) * (b - meanB)
        aa += (a - meanA) * (a - meanA)
        bb += (b - meanB) * (b - meanB)
    }
    return aa > 0 && bb > 0 ? ab / (aa * bb).squareRoot() : nil
}
