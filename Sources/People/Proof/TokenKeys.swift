import FoundationEssentials
import JWTKit

/// The public keys of a provider (RFC 7517).
struct KeySet: Decodable, Sendable {
    let keys: [TokenKey]

    /// The key that a token names; without a name only where there is no choice.
    func key(for header: TokenHeader) -> TokenKey? {
        let fitting = keys.filter { $0.fits(header.alg) }
        if let kid = header.kid { return fitting.first { $0.kid == kid } }
        return fitting.count == 1 ? fitting.first : nil
    }
}

/// The head of a token (RFC 7515, 4), read before anything of it is believed.
struct TokenHeader: Decodable, Sendable {
    let alg: String
    let kid: String?
    let crit: [String]?

    /// Takes RS256 and ES256; `none` and secrets shared with the provider are refused.
    init(of token: String) throws {
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard token.utf8.count <= tokenBytesMax, parts.count == 3,
            let data = decodedBase64URL(parts[0]),
            let header = try? JSONDecoder().decode(TokenHeader.self, from: data)
        else { throw OIDCRefusal.malformed }
        guard ["RS256", "ES256"].contains(header.alg), header.crit == nil else {
            throw OIDCRefusal.algorithm
        }
        self = header
    }
}

/// One public key: RSA, or a point on P-256.
struct TokenKey: Decodable, Sendable {
    let kty: String
    let kid: String?
    let alg: String?
    let use: String?
    let n: String?
    let e: String?
    let crv: String?
    let x: String?
    let y: String?

    func fits(_ algorithm: String) -> Bool {
        guard use == nil || use == "sig", alg == nil || alg == algorithm else { return false }
        return algorithm == "RS256" ? kty == "RSA" : kty == "EC" && crv == "P-256"
    }

    /// The claims of a token that this key signed; only this key's own algorithm is tried.
    func verify(_ token: String) async throws -> IDTokenClaims {
        let keys = JWTKeyCollection()
        do { try await add(to: keys) } catch { throw OIDCRefusal.unknownKey }
        do {
            return try await keys.verify(token, as: SignedClaims.self).claims
        } catch is DecodingError {
            throw OIDCRefusal.malformed
        } catch {
            throw OIDCRefusal.signature
        }
    }

    private func add(to keys: JWTKeyCollection) async throws {
        if kty == "RSA", let n, let e {
            let key = try Insecure.RSA.PublicKey(modulus: n, exponent: e)
            await keys.add(rsa: key, digestAlgorithm: .sha256)
        } else if let x, let y {
            await keys.add(ecdsa: try ES256PublicKey(parameters: (x: x, y: y)))
        } else {
            throw OIDCRefusal.unknownKey
        }
    }
}

/// Lets the verifier decode our claims; they are judged afterwards, with the time as an argument.
private struct SignedClaims: JWTPayload {
    let claims: IDTokenClaims

    init(from decoder: any Decoder) throws { claims = try IDTokenClaims(from: decoder) }

    func encode(to encoder: any Encoder) throws { try claims.encode(to: encoder) }

    func verify(using algorithm: some JWTAlgorithm) async throws {}
}

/// Real ones have one to four kilobytes.
private let tokenBytesMax = 32 * 1_024
