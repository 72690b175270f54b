/// How often a difference of two means, at least as far from zero, comes when labels are drawn by lot.
struct LabelLot {
    /// Nil where too few labellings exist for a chance of one in twenty.
    let p: Double?

    init(_ first: [Double], _ second: [Double]) {
        let all = first + second
        let ways = LabelLot.ways(all.count, first.count)
        guard ways >= 20 else {
            p = nil
            return
        }
        let sum = all.reduce(0, +)
        func distance(_ part: Double) -> Double {
            abs(part / Double(first.count) - (sum - part) / Double(second.count))
        }
        let seen = distance(first.reduce(0, +)) * (1 - 1e-12)
        var (extreme, count) = (0, 0)
        func take(_ part: Double) {
            count += 1
            if distance(part) >= seen { extreme += 1 }
        }
        if ways <= LabelLot.exactMax {
            LabelLot.everyPart(of: all, first.count, take)
            p = Double(extreme) / Double(count)
        } else {
            var lot = Lot(seed: 20_260_101)
            for _ in 0..<(LabelLot.drawn - 1) {
                take(lot.part(of: all, first.count).reduce(0, +))
            }
            p = Double(extreme + 1) / Double(count + 1)
        }
    }

    private static let exactMax = 20_000.0
    /// With the labels as they are; the chance is then told to a hundredth of one in twenty.
    private static let drawn = 4_000

    private static func ways(_ n: Int, _ k: Int) -> Double {
        (0..<min(k, n - k)).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
    }

    private static func everyPart(
        of values: [Double], _ size: Int, from: Int = 0, sum: Double = 0,
        _ take: (Double) -> Void
    ) {
        if size == 0 { return take(sum) }
        for index in from..<max(from, values.count - size + 1) {
            everyPart(of: values, size - 1, from: index + 1, sum: sum + values[index], take)
        }
    }
}

/// Lots that are the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct Lot {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Below a bound; the bias of the remainder is beyond 15 digits.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    mutating func part(of values: [Double], _ size: Int) -> ArraySlice<Double> {
        var mixed = values
        for index in 0..<size { mixed.swapAt(index, index + below(mixed.count - index)) }
        return mixed[..<size]
    }
}
