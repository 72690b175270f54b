import Statistics

/// The protection of a table of 300 × 20 counts with margins, and its audit: a line of JSON for each seed.

/// Randomness that is the same in every run (SplitMix64).
struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

func milliseconds(_ time: Duration) -> Double {
    Double(time.components.seconds) * 1000 + Double(time.components.attoseconds) / 1e15
}

let clock = ContinuousClock()
for seed in UInt64(1)...5 {
    var random = Seeded(state: seed)
    let shape = TableShape([
        try Hierarchy(total: "all", parts: (1...300).map { "r\($0)" }),
        try Hierarchy(total: "all", parts: (1...20).map { "c\($0)" }),
    ])
    let values = shape.summed { _ in
        let share = Double.random(in: 0..<1, using: &random)
        return (share * share * share * 300).rounded(.down)
    }
    let begin = clock.now
    let table = try shape.table(
        counts: values.map { Int($0) }, rules: [.threshold(minimum: 3, margin: 2)], cost: .value)
    let pattern = shape.suppress(table)
    let protected = clock.now
    let isSafe = IntervalAudit(table, hidden: pattern.hidden).isSafe
    let audited = clock.now
    print(
        "{\"seed\":\(seed),\"protect_ms\":\(milliseconds(protected - begin)),"
            + "\"audit_ms\":\(milliseconds(audited - protected)),\"safe\":\(isSafe),"
            + "\"primary\":\(pattern.primary.count),\"complementary\":\(pattern.complementary.count)}"
    )
}
