/// The middle of many slopes and the two that bound it, found without sorting all.
struct SlopeQuantiles {
    let middle: Double
    let low: Double
    let high: Double

    /// `reach` tells of the middle slope how many pairs the interval spans to each side of none, at its level.
    init(_ slopes: UnsafeMutableBufferPointer<Double>, reach: (Double) -> Double) {
        let last = slopes.count - 1
        let half = slopes.count / 2
        let above = select(slopes, half, in: 0...last)
        if slopes.count % 2 == 1 {
            middle = above
        } else {
            // All below the half lie before it; the largest of them is its neighbour.
            var below = slopes[half - 1]
            for index in 0..<half where slopes[index] > below { below = slopes[index] }
            middle = (below + above) / 2
        }
        let reach = reach(middle)
        let rank = (Double(slopes.count) - reach) / 2
        // The ranks of Sen (1968), the whole range where there are too few pairs.
        let lower = min(max(0, Int(rank.rounded(.toNearestOrEven)) - 1), last)
        let upper = last - lower
        low = lower < half ? select(slopes, lower, in: 0...(half - 1)) : above
        high = upper > half ? select(slopes, upper, in: (half + 1)...last) : above
    }
}

/// The value at a rank; smaller ones end before it and larger ones behind (Hoare 1961).
private func select(
    _ values: UnsafeMutableBufferPointer<Double>, _ rank: Int, in range: ClosedRange<Int>
) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high {
        let pivot = middleOfThree(values[low], values[(low + high) / 2], values[high])
        var (left, right) = (low, high)
        while left <= right {
            while values[left] < pivot { left += 1 }
            while values[right] > pivot { right -= 1 }
            if left <= right {
                values.swapAt(left, right)
                left += 1
                right -= 1
            }
        }
        if rank <= right { high = right } else if rank >= left { low = left } else { break }
    }
    return values[rank]
}

private func middleOfThree(_ a: Double, _ b: Double, _ c: Double) -> Double {
    max(min(a, b), min(max(a, b), c))
}
