/// A version as a query asks for it: `1.0`, `2.0.0`, `2.3+.1` (that or newer), `+`, `~`, `latest`, `*`, `all`.
struct VersionQuery: Equatable {
    /// The numbers; empty where any version will do.
    private let parts: [Int]
    /// The part from which on it may be newer.
    private let newerFrom: Int?
    /// Whether all that match are meant, and not the newest of them.
    let isAll: Bool

    static let newest = VersionQuery(parts: [], newerFrom: nil, isAll: false)

    private init(parts: [Int], newerFrom: Int?, isAll: Bool) {
        self.parts = parts
        self.newerFrom = newerFrom
        self.isAll = isAll
    }

    /// Nil where it is no version.
    init?(_ text: String) {
        switch text.lowercased() {
        case "", "+", "~", "latest": self = .newest
        case "*", "all": self = VersionQuery(parts: [], newerFrom: nil, isAll: true)
        default:
            var numbers: [Int] = []
            var newer: Int?
            let isAll = text.contains("*")
            for (index, part) in text.split(separator: ".", omittingEmptySubsequences: false)
                .enumerated()
            {
                let digits = part.prefix { $0.isNumber }
                let sign = part.dropFirst(digits.count)
                guard sign.isEmpty || ["+", "~", "*"].contains(sign) else { return nil }
                if !sign.isEmpty { newer = newer ?? index }
                guard let number = digits.isEmpty && !sign.isEmpty ? 0 : Int(digits) else {
                    return nil
                }
                numbers.append(number)
            }
            guard (1...3).contains(numbers.count) else { return nil }
            self.init(parts: numbers, newerFrom: newer, isAll: isAll)
        }
    }

    /// Whether a version that exists is one that was asked for; `1.0` and `1.0.0` are one.
    func matches(_ version: String) -> Bool {
        if parts.isEmpty { return true }
        let own = version.split(separator: ".").map { Int($0) ?? 0 }
        let length = max(own.count, parts.count)
        func filled(_ numbers: [Int]) -> [Int] {
            numbers + Array(repeating: 0, count: length - numbers.count)
        }
        let (have, want) = (filled(own), filled(parts))
        guard let newerFrom else { return have == want }
        return have.prefix(newerFrom) == want.prefix(newerFrom)
            && !have.dropFirst(newerFrom).lexicographicallyPrecedes(want.dropFirst(newerFrom))
    }
}
