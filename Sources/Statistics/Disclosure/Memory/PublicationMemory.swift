/// What has been told of the same people before, so that tables which are safe one by one stay safe together.
///
/// It holds hidden numbers too, for the check needs the truth: keep it as the microdata are kept.
public struct PublicationMemory: Equatable, Sendable {
    /// A number about people; the key names it once and for all, with its period where there are several.
    public struct Fact: Equatable, Sendable {
        public let key: String
        public let content: CellContent
        /// False for groups that nobody asks for, known only as parts of others.
        public let isAsked: Bool

        public init(_ key: String, _ content: CellContent, isAsked: Bool = true) {
            self.key = key
            self.content = content
            self.isAsked = isAsked
        }

        /// A count of people.
        public init(_ key: String, count: Int, isAsked: Bool = true) {
            self.init(key, CellContent(count: count), isAsked: isAsked)
        }
    }

    /// That one number is the sum of others.
    public struct Sum: Equatable, Sendable {
        public let total: String
        public let parts: [String]

        public init(_ total: String, of parts: [String]) {
            self.total = total
            self.parts = parts
        }
    }

    struct Known: Equatable, Sendable {
        let fact: Fact
        let isTold: Bool
    }

    private(set) var known: [Known] = []
    private(set) var sums: [Sum] = []
    private var places: [String: Int] = [:]

    public init() {}

    public var told: [String: Double] {
        Dictionary(
            known.filter(\.isTold).map { ($0.fact.key, $0.fact.content.value) },
            uniquingKeysWith: { first, _ in first })
    }

    func place(of key: String) -> Int? { places[key] }

    mutating func remember(_ fact: Fact, isTold: Bool) {
        if places[fact.key] != nil { return }
        places[fact.key] = known.count
        known.append(Known(fact: fact, isTold: isTold))
    }

    mutating func remember(_ sum: Sum) {
        if !sums.contains(sum) { sums.append(sum) }
    }
}

/// Why numbers cannot even be looked at together.
public enum MemoryFault: Error, Equatable {
    /// The number was told as another one before; a revision is a new key.
    case contradicts(key: String, before: Double)
    case unknownKey(String)
    case table(TableFault)
}
