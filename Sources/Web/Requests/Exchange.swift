import Crypto
import FoundationEssentials
public import Kernel
public import Languages

/// One request, read and checked: what a page function gets.
public struct Exchange: Sendable {
    public let method: Route.Method
    /// Whether only the head of the answer was asked for.
    let isHead: Bool
    /// The path as asked, without the query.
    public let path: String
    public let query: [String: String]
    public let parameters: [String: String]
    /// Header fields by lower-case name.
    public let headers: [String: String]
    public let cookies: [String: String]
    /// Texts in the visitor's language.
    public let t: Translator
    public let now: Moment
    /// The number that a visitor quotes and the log shows.
    public let number: String
    public let identity: Identity?
    public let address: String
    /// What the form brought; empty for a GET.
    public let form: FormData
    /// The raw body of a JSON request.
    public let body: [UInt8]
    let forms: FormGuard
    let tries: RateLimiter
    /// Asks anew who holds the session of this request.
    let again: @Sendable () async throws -> Identity?

    /// Refuses where whoever asked has signed out since, or has other duties: for an answer that takes its time.
    public func refuseIfChanged() async throws {
        guard let principal, try await again()?.principal == principal else {
            throw Refused(.signInFirst, "Sign in to go on.")
        }
    }

    /// Whether what one person takes has limits: not where somebody measures, and asked for none.
    public var hasLimits: Bool { tries.isBounded }

    /// Counts one try at a door where each costs the house a password's hash, right or wrong; false where too many
    /// came within a minute: from one line (its address, for IPv6 its /64), or within a lane of its own.
    public func mayTry(in lane: String? = nil) -> Bool {
        let key = lane.map { "lane " + $0 } ?? RateLimiter.key(of: address)
        return tries.take(key, at: now) == .go
    }

    /// Who asks, where somebody is signed in.
    public var principal: Principal? { identity?.principal }

    /// Who asks; refuses where nobody is signed in.
    public func signedIn() throws -> Principal {
        guard let principal else { throw Refused(.signInFirst, "Sign in to go on.") }
        return principal
    }

    /// A path parameter read as an identifier; what cannot be one is not found.
    public func id<Thing>(_ name: String, of type: Thing.Type = Thing.self) throws -> ID<Thing> {
        guard let id = ID<Thing>(parameters[name] ?? "") else { throw Refused.notFound }
        return id
    }

    /// A path parameter read as a reference; what cannot be one is not found.
    public func reference(_ name: String) throws -> Reference {
        guard let reference = Reference(parameters[name] ?? "") else { throw Refused.notFound }
        return reference
    }

    /// The page asked for in a list, counted from 1.
    public var listPage: Int { max(1, min(Int(query["page"] ?? "") ?? 1, 100_000)) }

    /// Hidden fields of every form: the guard against forged requests, and the key that makes a second
    /// sending of the same form one request.
    public var formFields: HTML {
        "<input type=\"hidden\" name=\"csrf\" value=\"\(forms.token())\">\(onceField)"
    }

    /// The key alone, for a form at a traceless door.
    public var onceField: HTML {
        "<input type=\"hidden\" name=\"once\" value=\"\(FormGuard.randomText())\">"
    }

    /// The guard alone, for small buttons such as signing out.
    public var csrf: String { forms.token() }

    /// The idempotency key of this request: the form's, or the header's, tied to who asks and to what was sent.
    public var onceKey: OnceKey {
        let given = form.text("once") ?? headers["idempotency-key"] ?? FormGuard.randomText()
        let account = identity?.principal.account.description ?? "visitor"
        return OnceKey(
            "\(account) \(path) \(given.prefix(100))", contents: form.digest(with: body))
    }

    public var wantsJSON: Bool { headers["accept"]?.contains("application/json") ?? false }
}

/// Who is signed in, and the session's own secret.
public struct Identity: Sendable {
    public let principal: Principal
    /// Names the session; never the cookie's token itself.
    public let session: String
    public let language: String?
    /// Whether what is read in this session shows that it reached the person.
    public let provesReceipt: Bool

    public init(
        principal: Principal, session: String, language: String?, provesReceipt: Bool = true
    ) {
        self.provesReceipt = provesReceipt
        self.principal = principal
        self.session = session
        self.language = language
    }
}

/// Ties forms to a session or, before signing in, to a cookie of the visit.
final class FormGuard: Sendable {
    private let secret: SymmetricKey
    /// What the guard is tied to. Sessions and visits share no name: a visit's cookie, which comes as somebody wrote it,
    /// stands for no session.
    private let subject: String
    /// Whether the visit's cookie is already with the visitor.
    let isKnown: Bool
    /// The visit's cookie.
    let cookie: String

    init(secret: SymmetricKey, session: String?, visit: String?) {
        self.secret = secret
        isKnown = session != nil || visit != nil
        let given = visit ?? FormGuard.randomText()
        cookie = given
        subject = session.map { "session \($0)" } ?? "visit \(given)"
    }

    func token() -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data("csrf \(subject)".utf8), using: secret)
        return Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    }

    func accepts(_ given: String?) -> Bool {
        guard let given else { return false }
        let left = Array(given.utf8)
        let right = Array(token().utf8)
        guard left.count == right.count else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    /// 128 bits of the system's randomness as letters and digits.
    static func randomText() -> String {
        let bytes = SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) }
        return bytes.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
            .replacing("=", with: "")
    }
}
