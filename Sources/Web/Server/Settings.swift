import Crypto
public import Kernel
public import Languages

/// What the App hands to the web floor.
public struct SiteSettings: Sendable {
    public typealias Authenticate =
        @Sendable (_ token: String, _ now: Moment) async throws -> Identity?
    public typealias Frame = @Sendable (_ page: Page, _ exchange: Exchange) -> HTML

    public var languages: LanguageSet
    public var clock: Clock
    /// Tells who holds a session's token.
    public var authenticate: Authenticate
    /// Puts the frame of the house around a page.
    public var frame: Frame
    /// Whether visitors come over TLS through the proxy: secure cookies, HSTS, and the proxy's word for
    /// the visitor's address.
    public var behindProxy = false
    /// Requests a minute from one address; nil for none (benchmarks).
    public var requestsPerMinute: Int? = 600
    /// Tries a minute from one address at the doors where each costs a password's hash; none where requests have no limit.
    var triesPerMinute: Int? { requestsPerMinute.map { min($0, triesPerMinuteMax) } }
    /// How slowly a form or a file may arrive.
    var patience = Patience()
    /// What trouble of the store an error is, where it will pass; nil for a fault.
    public var storeTrouble: @Sendable (any Error) -> StoreTrouble? = { _ in nil }
    /// Whether everything that a request needs is there.
    public var ready: @Sendable () async -> Bool = { true }
    /// Lines to add to the metrics.
    public var gauges: @Sendable () async -> [Gauge] = { [] }
    /// Routes that neither the log nor the metrics count: that somebody opened them is nobody's to know.
    public var unheard: Set<String> = []
    /// Files served as they are, by path below `/assets/`.
    public var assets: Assets
    let secret: SymmetricKey

    /// `secret` ties forms to sessions: 32 bytes, the same on every node.
    public init(
        languages: LanguageSet, clock: @escaping Clock, secret: [UInt8], assets: Assets,
        authenticate: @escaping Authenticate, frame: @escaping Frame
    ) {
        self.languages = languages
        self.clock = clock
        self.secret = SymmetricKey(data: secret)
        self.assets = assets
        self.authenticate = authenticate
        self.frame = frame
    }

    /// The session's cookie; the prefix makes browsers refuse it from anywhere but this host over TLS.
    public var sessionCookie: String { behindProxy ? "__Host-cais" : "cais" }
    var visitCookie: String { behindProxy ? "__Host-visit" : "visit" }
}

/// A line behind which an office or a library sits signs in less often; two lanes of hashes take some six a second.
private let triesPerMinuteMax = 30

/// Trouble of the store that passes: the same request may succeed a moment later.
public enum StoreTrouble: Sendable {
    /// Too much is written at once: this was not.
    case busy
    /// The store does not answer.
    case away
    /// The store went away while it wrote: it may or may not be there.
    case unsure
}

/// A number for the metrics page.
public struct Gauge: Sendable {
    public let name: String
    public let help: String
    public let value: Double
    /// Whether it only ever grows while the program runs.
    public let isCounter: Bool

    public init(_ name: String, _ help: String, _ value: Double, isCounter: Bool = false) {
        self.isCounter = isCounter
        self.name = name
        self.help = help
        self.value = value
    }
}
