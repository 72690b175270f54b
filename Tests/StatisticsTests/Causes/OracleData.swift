import Statistics

/// The numbers that tools/prove/causes_oracles.py also draws: x → (1103515245 x + 12345) mod 2³¹, as a share of 2³¹.
struct OracleDice {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func one() -> Double {
        state = (1_103_515_245 * state + 12_345) % (1 << 31)
        return Double(state) / Double(1 << 31)
    }
}

/// Whether two numbers agree to so many digits of the larger.
func agree(_ a: Double, _ b: Double, digits: Int = 9) -> Bool {
    var share = 1.0
    for _ in 0..<digits { share /= 10 }
    return abs(a - b) <= share * max(abs(a), abs(b), 1e-300)
}

func agree(_ a: [Double], _ b: [Double], digits: Int = 9) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { agree($0, $1, digits: digits) }
}

/// How a check of a study came out; nil where it was not asked.
func outcome(_ kind: Check.Kind, _ result: CausalResult) -> Check.Outcome? {
    result.checks.first { $0.kind == kind }?.outcome
}
