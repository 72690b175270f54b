import Kernel

/// What a provider says of somebody (OpenID Connect Core 1.0, 2); unknown claims are passed over.
struct IDTokenClaims: Codable, Sendable {
    let iss: String
    let sub: String
    let aud: Audience
    let azp: String?
    let exp: Double
    let iat: Double
    let nbf: Double?
    let nonce: String?
    let name: String?
    let preferred_username: String?
    let email: String?

    /// One text or a list of them.
    struct Audience: Codable, Sendable {
        let names: [String]

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let one = try? container.decode(String.self) {
                names = [one]
            } else {
                names = try container.decode([String].self)
            }
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(names)
        }
    }

    /// Why the claims are not taken, or nil (OpenID Connect Core 1.0, 3.1.3.7).
    func refusal(
        issuer: String, client: String, nonce wanted: String, at now: Moment
    ) -> OIDCRefusal? {
        let seconds = Double(now.secondsSince1970)
        if iss != issuer { return .wrongIssuer }
        if !aud.names.contains(client) { return .wrongAudience }
        if aud.names.count > 1, azp == nil { return .wrongAudience }
        if let azp, azp != client { return .wrongAudience }
        if sub.isEmpty || sub.utf8.count > 255 { return .malformed }
        if exp <= seconds - clockSkewSeconds { return .expired }
        if iat > seconds + clockSkewSeconds || iat < seconds - issuedSecondsMax { return .expired }
        if let nbf, nbf > seconds + clockSkewSeconds { return .expired }
        guard let nonce, isEqual(nonce, wanted) else { return .wrongNonce }
        return nil
    }
}

/// Why a sign-in through a provider did not work.
enum OIDCRefusal: String, Error, Sendable {
    /// The provider cannot be reached or answers something else than the standard says.
    case unreachable
    /// The sign-in was not begun in this browser, was used before, or took too long.
    case unknownState
    /// The person or the provider said no.
    case declined
    case malformed
    case algorithm
    case unknownKey
    case signature
    case wrongIssuer
    case wrongAudience
    case wrongNonce
    case expired
}

/// Two honest clocks differ by less.
private let clockSkewSeconds = 60.0
/// A token is made for this sign-in, which may take ten minutes.
private let issuedSecondsMax = 660.0
