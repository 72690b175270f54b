/// An order by lot that anyone can check: the seed is promised before the names are known and shown after.
///
/// 1. Publish the digest of a secret (the commitment). 2. Close the list of participants. 3. Publish the secret.
/// The order follows from the secret and the names alone, not from the order in which they were handed in.
public struct Lottery: Equatable, Sendable {
    private let seed: [UInt8]

    /// 32 random bytes or a digest: fewer could be guessed.
    public static let seedBytesMin = 16

    public init?(seed: [UInt8]) {
        guard seed.count >= Lottery.seedBytesMin else { return nil }
        self.seed = seed
    }

    /// The participants in the order of the lot; a name that is handed in twice counts once.
    public func order(_ participants: [String]) -> [String] {
        Set(participants).map { (score: score($0), name: $0) }
            .sorted { ($0.score, $0.name) < ($1.score, $1.name) }.map(\.name)
    }

    /// The place of one participant does not depend on who else takes part, only its rank does.
    public func score(_ participant: String) -> UInt64 {
        var state: UInt64 = 0
        for byte in seed { state = Lottery.mix(state ^ UInt64(byte)) }
        for byte in participant.utf8 { state = Lottery.mix(state ^ UInt64(byte)) }
        return state
    }

    /// Whether a published secret is the one that was promised and gives the published order.
    ///
    /// The digest (SHA-256) is handed in, because engines carry no cryptography.
    public static func isFair(
        commitment: [UInt8], secret: [UInt8], participants: [String], order: [String],
        digest: ([UInt8]) -> [UInt8]
    ) -> Bool {
        digest(secret) == commitment && Lottery(seed: secret)?.order(participants) == order
    }

    /// SplitMix64 (Steele, Lea and Flood, 2014): a bijection that spreads every bit.
    static func mix(_ value: UInt64) -> UInt64 {
        var z = value &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
