import Formats

/// In which order the ways to a person are tried, and how long each has to show that it reached them: `notices.yaml`
/// of the policy folder. Behind the last way stands the list of those whom one of us must reach.
public struct NoticePlan: Sendable, Equatable {
    /// One way, and what the policy says of it.
    public struct Way: Sendable, Equatable {
        public let kind: ChannelKind
        /// Calendar days without a proof after which the next way is tried.
        public let waitDays: Int
        /// Whether a carrier's report that it was delivered proves that the person has it.
        public let deliveryProves: Bool
        /// The article behind it; empty where none is known.
        public let article: String
        public let source: String
        /// Whether the article was read in its text. No wait is law: each is a choice of the installation.
        public let isVerified: Bool
    }

    public let ways: [Way]
    /// Whether a carrier takes letters; without one a letter is for whoever works on the list of those to reach.
    public var carriesLetters = false

    /// The addresses in the order in which their person gave them, and no wait: where no plan is stated.
    public static let asGiven = NoticePlan(ways: [])

    init(ways: [Way], carriesLetters: Bool = false) {
        self.ways = ways
        self.carriesLetters = carriesLetters
    }

    /// The channel to try first; among those of one way the one that the person gave first. They come in that order.
    func first(of channels: [Channel]) -> Channel? {
        let ranked = channels.enumerated().map { (rank($0.element.kind), $0.offset, $0.element) }
        return ranked.min { ($0.0, $0.1) < ($1.0, $1.1) }?.2
    }

    /// How long a way has to show a proof; nil where it has no end.
    func waitSeconds(of kind: ChannelKind) -> Int64? {
        way(kind).map { Int64($0.waitDays) * 86_400 }
    }

    func way(_ kind: ChannelKind) -> Way? { ways.first { $0.kind == kind } }

    private func rank(_ kind: ChannelKind) -> Int {
        ways.firstIndex { $0.kind == kind } ?? ways.count
    }
}

extension NoticePlan {
    /// Where the plan stands below the policy folder.
    public static let path = "notices.yaml"

    /// Reads the plan; throws `FormatError` with file, line and key.
    public init(yaml text: String, file: String) throws {
        let yaml = try YAML.parse(text, file: file)
        try yaml.unknownKeys(allowed: ["title", "lastVerified", "ways"])
        let list = try yaml.required("ways")
        let ways = try list.list().map { try Way($0) }
        guard Set(ways.map(\.kind)) == Set(ChannelKind.allCases),
            ways.count == ChannelKind.allCases.count
        else { throw list.error("name portal, email, phone and post, each once") }
        guard ways.first?.kind == .portal else {
            throw list.error("portal comes first: a message stands in the account at once")
        }
        self.init(ways: ways)
    }
}

extension NoticePlan.Way {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(
            allowed: ["way", "waitDays", "deliveryProves", "article", "source", "verified"])
        let word = try node.required("way")
        let name = try word.string()
        guard let kind = ChannelKind(rawValue: name) else {
            throw word.error("'\(name)' is none of portal, email, phone, post")
        }
        let wait = try node.required("waitDays")
        let days = try wait.int()
        guard waitDaysRange.contains(days) else {
            throw wait.error(
                "from \(waitDaysRange.lowerBound) to \(waitDaysRange.upperBound) days are expected")
        }
        let (source, isVerified) = (try node.string("source"), try node.bool("verified"))
        if isVerified, !source.hasPrefix("https://") {
            throw node.error("what is verified names under source the text that was read")
        }
        self.init(
            kind: kind, waitDays: days, deliveryProves: try node.bool("deliveryProves"),
            article: try node.optionalString("article") ?? "", source: source,
            isVerified: isVerified)
    }
}

/// A day lets somebody look; after two months nobody waits for a sign any more.
private let waitDaysRange = 1...60
