import Kernel

/// What a night forgot: how many of each kind, in the compartment where they stood.
struct Forgotten: Sendable, Equatable {
    enum Kind: String, Sendable {
        case answers, letters, sessions, addresses, unfinished, days, paths, referrals, accounts
        case cases, files, drafts
    }

    private var counts: [Compartment: [Kind: Int]] = [:]

    subscript(kind: Kind, compartment: Compartment) -> Int { counts[compartment]?[kind] ?? 0 }

    mutating func add(_ count: Int, _ kind: Kind, in compartment: Compartment) {
        if count > 0 { counts[compartment, default: [:]][kind, default: 0] += count }
    }

    /// What the log may say. How much a sealed room forgot would tell how much it had: that stands in no line.
    var told: [String: Int] {
        let open = (counts[.general] ?? [:]).map { ($0.key.rawValue, $0.value) }
        return Dictionary(uniqueKeysWithValues: open)
    }
}
