import Crypto
import CryptoExtras
import Foundation
import Kernel
import Synchronization
import TestSupport
import Web

@testable import People

/// What can be wrong with a token.
enum Forgery: String, CaseIterable, Sendable {
    case otherKey, changedClaims, noAlgorithm, sharedSecret, otherIssuer, otherAudience, otherParty,
        otherNonce, expired
    case fromTomorrow, unknownKey

    var refusal: OIDCRefusal {
        switch self {
        case .otherKey, .changedClaims: .signature
        case .noAlgorithm, .sharedSecret: .algorithm
        case .otherIssuer: .wrongIssuer
        case .otherAudience, .otherParty: .wrongAudience
        case .otherNonce: .wrongNonce
        case .expired, .fromTomorrow: .expired
        case .unknownKey: .unknownKey
        }
    }
}

/// A provider in the same process that checks what we send and lies as it is told.
final class FakeProvider: Sendable {
    let settings = OIDCSettings(
        issuer: "https://id.example.org", clientID: "cais", clientSecret: "hush", name: "Example")
    private let key = P256.Signing.PrivateKey()
    private let rsa: _RSA.Signing.PrivateKey?
    private let state = Mutex(State())

    private struct State {
        var nonce = ""
        var challenge = ""
        var forgery: Forgery?
    }

    init() { rsa = nil }

    init(rsa: Bool) throws {
        self.rsa = rsa ? try _RSA.Signing.PrivateKey(keySize: .bits2048) : nil
    }

    func forge(_ forgery: Forgery) { state.withLock { $0.forgery = forgery } }

    /// Reads the address to which the browser was sent; answers the state.
    func leave(_ address: String) -> String {
        let items = URLComponents(string: address)?.queryItems ?? []
        let query = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        state.withLock { state in
            state.nonce = query["nonce"] ?? ""
            state.challenge = query["code_challenge"] ?? ""
        }
        return query["code_challenge_method"] == "S256" ? query["state"] ?? "" : ""
    }

    func fetch(_ request: OutgoingRequest) async throws -> OutgoingResponse {
        switch request.url {
        case let url where url.hasSuffix("/.well-known/openid-configuration"):
            return answer([
                "issuer": "https://id.example.org",
                "authorization_endpoint": "https://id.example.org/in",
                "token_endpoint": "https://id.example.org/token",
                "jwks_uri": "https://id.example.org/keys",
            ])
        case "https://id.example.org/keys": return answer(["keys": [jwk]])
        case "https://id.example.org/token": return try token(request)
        default: return OutgoingResponse(status: 404, headers: [], body: [])
        }
    }

    private func token(_ request: OutgoingRequest) throws -> OutgoingResponse {
        let text = "https://x/?" + String(decoding: request.body, as: UTF8.self)
        let items = URLComponents(string: text)?.queryItems ?? []
        let form = Dictionary(items.map { ($0.name, $0.value ?? "") }) { first, _ in first }
        let challenge = base64URL(Data(SHA256.hash(data: Data((form["code_verifier"] ?? "").utf8))))
        let basic = "Basic " + Data("cais:hush".utf8).base64EncodedString()
        let isRight =
            challenge == state.withLock { $0.challenge } && form["code"] == "good"
            && request.headers.contains { $0.0 == "authorization" && $0.1 == basic }
        guard isRight else { return OutgoingResponse(status: 400, headers: [], body: []) }
        return answer(["id_token": try idToken(), "access_token": "x", "token_type": "Bearer"])
    }

    private var jwk: [String: String] {
        if let rsa, let parts = try? rsa.publicKey.getKeyPrimitives() {
            return [
                "kty": "RSA", "kid": "k1", "use": "sig", "alg": "RS256",
                "n": base64URL(parts.modulus),
                "e": base64URL(parts.publicExponent),
            ]
        }
        let point = key.publicKey.rawRepresentation
        return [
            "kty": "EC", "crv": "P-256", "kid": "k1", "use": "sig",
            "x": base64URL(point.prefix(32)),
            "y": base64URL(point.suffix(32)),
        ]
    }

    private func idToken() throws -> String {
        let (nonce, forgery) = state.withLock { ($0.nonce, $0.forgery) }
        let now = noon.secondsSince1970
        var claims: [String: Any] = [
            "iss": "https://id.example.org", "sub": "ana-1", "aud": "cais", "iat": now,
            "exp": now + 300,
            "nonce": nonce, "name": "Ana of Example",
        ]
        var header = ["alg": rsa == nil ? "ES256" : "RS256", "kid": "k1"]
        switch forgery {
        case .noAlgorithm: header["alg"] = "none"
        case .sharedSecret: header["alg"] = "HS256"
        case .unknownKey: header["kid"] = "k9"
        case .otherIssuer: claims["iss"] = "https://evil.example.org"
        case .otherAudience: claims["aud"] = ["somebody-else"]
        case .otherParty: (claims["aud"], claims["azp"]) = (["cais", "other"], "other")
        case .otherNonce: claims["nonce"] = "of another sign-in"
        case .expired: claims["exp"] = now - 61
        case .fromTomorrow: claims["iat"] = now + 86_400
        case .otherKey, .changedClaims, nil: break
        }
        let signed = try part(header) + "." + part(claims)
        let signature = try sign(
            signed, with: forgery == .otherKey ? P256.Signing.PrivateKey() : key)
        if forgery == .noAlgorithm { return signed + "." }
        if forgery == .changedClaims {
            claims["sub"] = "somebody-else"
            return try part(header) + "." + part(claims) + "." + signature
        }
        return signed + "." + signature
    }

    private func sign(_ text: String, with key: P256.Signing.PrivateKey) throws -> String {
        if let rsa {
            let signature = try rsa.signature(for: Data(text.utf8), padding: .insecurePKCS1v1_5)
            return base64URL(signature.rawRepresentation)
        }
        return base64URL(try key.signature(for: Data(text.utf8)).rawRepresentation)
    }

    private func part(_ value: Any) throws -> String {
        base64URL(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys]))
    }

    private func answer(_ value: Any) -> OutgoingResponse {
        let body = (try? JSONSerialization.data(withJSONObject: value)).map { [UInt8]($0) } ?? []
        return OutgoingResponse(status: 200, headers: [], body: body)
    }
}
