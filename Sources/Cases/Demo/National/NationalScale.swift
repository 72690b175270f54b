/// How much of a nation's work is invented: files, and the lines of the journal that tell them.
public struct NationalScale: Sendable, Equatable {
    public let cases: Int
    /// The number that is aimed at: the last file ends where its course does, not where a number is reached.
    public let events: Int

    /// A million closed files and 400,000 pending ones: the size of the agency's work, and no figure of it.
    public static let whole = NationalScale(cases: 1_400_000, events: 12_000_000)

    private init(cases: Int, events: Int) {
        self.cases = cases
        self.events = events
    }

    /// As many files, told as the whole is; nil where there are none.
    public init?(cases: Int) {
        let whole = NationalScale.whole
        guard (1...whole.cases).contains(cases) else { return nil }
        self.init(cases: cases, events: cases * whole.events / whole.cases)
    }

    /// As many lines of the journal, at most those of the whole; nil where they are too few for one file.
    public init?(events: Int) {
        let whole = NationalScale.whole
        guard (1...whole.events).contains(events) else { return nil }
        self.init(cases: events * whole.cases / whole.events)
    }

    /// Two of seven.
    var pending: Int { cases * 2 / 7 }
}

/// What was invented so far.
public struct NationalProgress: Sendable, Equatable {
    public internal(set) var cases = 0
    public internal(set) var pending = 0
    public internal(set) var events = 0
}

/// Randomness that is the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct DemoRandom: RandomNumberGenerator {
    private var state: UInt64

    /// Of one file: its neighbours have others.
    init(_ number: Int) {
        state = UInt64(truncatingIfNeeded: number) &* 0xD129_0D3A_9F1B_2C45
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// Whether something of a share out of a hundred happens.
    mutating func happens(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &self) < percent
    }

    /// One of a list, by weight; nil of an empty one.
    mutating func pick<Element>(_ list: [(Element, Int)]) -> Element? {
        let all = list.reduce(0) { $0 + $1.1 }
        guard all > 0 else { return nil }
        var rest = Int.random(in: 0..<all, using: &self)
        for (element, weight) in list {
            rest -= weight
            if rest < 0 { return element }
        }
        return nil
    }
}
