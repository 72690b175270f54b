import Crypto
import FoundationEssentials
import Kernel
import Synchronization
public import Web

/// A provider of identities that the installation trusts.
public struct OIDCSettings: Sendable {
    public let issuer: String
    public let clientID: String
    /// From a file or the environment; nil for a public client.
    public let clientSecret: String?
    /// What stands on the button.
    public let name: String

    public init(issuer: String, clientID: String, clientSecret: String?, name: String) {
        self.issuer = issuer
        self.clientID = clientID
        self.clientSecret = clientSecret
        self.name = name
    }
}

public typealias Fetch = @Sendable (OutgoingRequest) async throws -> OutgoingResponse

/// Speaks OpenID Connect with one provider: discovery, code flow with PKCE, keys.
final class OpenIDProvider: Sendable {
    let settings: OIDCSettings
    private let fetch: Fetch
    private let known = Mutex(Known())

    private struct Known {
        var discovery: (Discovery, Moment)?
        var keys: (KeySet, Moment)?
    }

    init(_ settings: OIDCSettings, fetch: @escaping Fetch) {
        self.settings = settings
        self.fetch = fetch
    }

    /// What the provider says of itself; kept for an hour.
    func discovery(at now: Moment) async throws -> Discovery {
        if let (kept, at) = known.withLock({ $0.discovery }),
            now.seconds(since: at) < discoverySecondsMax
        {
            return kept
        }
        let base =
            settings.issuer.hasSuffix("/") ? String(settings.issuer.dropLast()) : settings.issuer
        let found: Discovery = try await json(base + "/.well-known/openid-configuration")
        // Discovery 1.0, 4.3: the issuer must be the very text we asked for.
        guard found.issuer == settings.issuer, found.isSafe else { throw OIDCRefusal.unreachable }
        known.withLock { $0.discovery = (found, now) }
        return found
    }

    /// Where the visitor's browser goes to sign in.
    func address(
        for login: OIDCLogin, redirect: String, language: String, at now: Moment
    ) async throws -> String {
        let endpoint = try await discovery(at: now).authorization_endpoint
        let challenge = base64URL(Data(SHA256.hash(data: Data(login.verifier.utf8))))
        let fields = [
            ("response_type", "code"), ("client_id", settings.clientID), ("redirect_uri", redirect),
            ("scope", "openid profile email"), ("state", login.state), ("nonce", login.nonce),
            ("code_challenge", challenge), ("code_challenge_method", "S256"),
            ("ui_locales", language),
        ]
        return endpoint + (endpoint.contains("?") ? "&" : "?") + encoded(fields)
    }

    /// Trades the code for a token and checks all of it.
    func claims(
        code: String, login: OIDCLogin, redirect: String, at now: Moment
    ) async throws -> IDTokenClaims {
        let token = try await redeem(code, verifier: login.verifier, redirect: redirect, at: now)
        let claims = try await verified(token, at: now)
        let refusal = claims.refusal(
            issuer: settings.issuer, client: settings.clientID, nonce: login.nonce, at: now)
        if let refusal { throw refusal }
        return claims
    }

    private func redeem(
        _ code: String, verifier: String, redirect: String, at now: Moment
    ) async throws -> String {
        let found = try await discovery(at: now)
        var fields = [
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", redirect),
            ("client_id", settings.clientID), ("code_verifier", verifier),
        ]
        var headers = [
            ("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json"),
        ]
        if let secret = settings.clientSecret {
            if found.takesBasic {
                // RFC 6749, 2.3.1: both halves are form-encoded first.
                let pair = percentEncoded(settings.clientID) + ":" + percentEncoded(secret)
                headers.append(("authorization", "Basic " + Data(pair.utf8).base64EncodedString()))
            } else {
                fields.append(("client_secret", secret))
            }
        }
        let request = OutgoingRequest(
            "POST", found.token_endpoint, headers: headers, body: Array(encoded(fields).utf8))
        let answer: TokenAnswer = try await ask(request)
        return answer.id_token
    }

    private func verified(_ token: String, at now: Moment) async throws -> IDTokenClaims {
        let header = try TokenHeader(of: token)
        let keys = try await keys(at: now, freshWithin: keysSecondsMax)
        if let key = keys.key(for: header) { return try await key.verify(token) }
        // The provider may have changed its keys since we looked.
        let fresh = try await self.keys(at: now, freshWithin: keysAgainSeconds)
        guard let key = fresh.key(for: header) else { throw OIDCRefusal.unknownKey }
        return try await key.verify(token)
    }

    private func keys(at now: Moment, freshWithin seconds: Int64) async throws -> KeySet {
        if let (kept, at) = known.withLock({ $0.keys }), now.seconds(since: at) < seconds {
            return kept
        }
        let found: KeySet = try await json(try await discovery(at: now).jwks_uri)
        known.withLock { $0.keys = (found, now) }
        return found
    }

    private func json<T: Decodable>(_ url: String) async throws -> T {
        try await ask(
            OutgoingRequest("GET", url, headers: [("accept", "application/json")], body: []))
    }

    private func ask<T: Decodable>(_ request: OutgoingRequest) async throws -> T {
        let response: OutgoingResponse
        do { response = try await fetch(request) } catch { throw OIDCRefusal.unreachable }
        guard response.status == 200 else {
            throw response.status == 400 ? OIDCRefusal.declined : OIDCRefusal.unreachable
        }
        guard let value = try? JSONDecoder().decode(T.self, from: Data(response.body)) else {
            throw OIDCRefusal.malformed
        }
        return value
    }
}

/// The part of the provider's description that we use (OpenID Connect Discovery 1.0, 3).
struct Discovery: Decodable, Sendable {
    let issuer: String
    let authorization_endpoint: String
    let token_endpoint: String
    let jwks_uri: String
    let token_endpoint_auth_methods_supported: [String]?

    /// Basic is the default where the provider says nothing.
    var takesBasic: Bool {
        token_endpoint_auth_methods_supported?.contains("client_secret_basic") ?? true
    }

    /// Everything over TLS; plain HTTP only where the provider runs on this machine, for trying out.
    var isSafe: Bool {
        [authorization_endpoint, token_endpoint, jwks_uri].allSatisfy(isSafeAddress)
    }
}

private struct TokenAnswer: Decodable {
    let id_token: String
}

func isSafeAddress(_ url: String) -> Bool {
    if url.hasPrefix("https://") { return true }
    return ["http://localhost", "http://127.0.0.1"].contains { host in
        url == host || url.hasPrefix(host + ":") || url.hasPrefix(host + "/")
    }
}

private func encoded(_ fields: [(String, String)]) -> String {
    fields.map { percentEncoded($0.0) + "=" + percentEncoded($0.1) }.joined(separator: "&")
}

private let discoverySecondsMax: Int64 = 3_600
private let keysSecondsMax: Int64 = 3_600
/// A forged key name must not make us ask the provider at every try.
private let keysAgainSeconds: Int64 = 30
