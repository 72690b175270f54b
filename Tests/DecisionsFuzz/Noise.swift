/// Randomness that is the same in every run (SplitMix64, Steele, Lea and Flood 2014). TestSupport has
/// the same, but brings the whole floor along.
struct Noise {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// From 0 to one below; 0 where there is no other.
    mutating func below(_ count: Int) -> Int { Int(next() >> 33) % max(count, 1) }

    mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

    /// One of a list that is not empty.
    mutating func pick<Value>(_ list: [Value]) -> Value { list[below(list.count)] }
}
