import Crypto
import FoundationEssentials
public import Kernel

/// What two houses share that send each other requests: each signs what it sends (HMAC-SHA256, RFC 2104), and takes
/// nothing that the other has not signed a short while ago.
public struct SharedSecret: Sendable {
    public static let timeHeader = "cais-timestamp"
    public static let signatureHeader = "cais-signature"

    private let key: SymmetricKey

    /// Nil for a secret that can be guessed: fewer than 32 bytes.
    public init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count >= secretBytesMin else { return nil }
        key = SymmetricKey(data: Data(bytes))
    }

    public init?(_ text: String) { self.init(text.utf8) }

    /// The headers of a request that is sent now. The use says what a body is for, and which way it goes: signed for one
    /// it counts for no other.
    public func headers(_ use: String, _ body: [UInt8], at now: Moment) -> [(String, String)] {
        let time = String(now.secondsSince1970)
        let code = HMAC<SHA256>.authenticationCode(for: signed(use, time, body), using: key)
        let digits = code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        return [
            (SharedSecret.timeHeader, time), (SharedSecret.signatureHeader, version + digits),
        ]
    }

    /// Whether headers sign a body for a use, and were made within five minutes of now: an old request that somebody
    /// recorded is none. It takes as long for a wrong first digit as for a wrong last one.
    public func accepts(
        _ headers: [String: String], _ use: String, _ body: [UInt8], at now: Moment
    ) -> Bool {
        // A time of eighteen digits would overflow what is reckoned with it.
        guard let time = headers[SharedSecret.timeHeader], time.utf8.count <= timeDigitsMax,
            let seconds = Int64(time),
            (now.secondsSince1970 - seconds).magnitude <= driftSecondsMax,
            let signature = headers[SharedSecret.signatureHeader], signature.hasPrefix(version),
            let given = bytes(ofHexadecimal: signature.dropFirst(version.count))
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            given, authenticating: signed(use, time, body), using: key)
    }

    private func signed(_ use: String, _ time: String, _ body: [UInt8]) -> Data {
        Data("\(use)\n\(time)\n".utf8) + Data(body)
    }
}

/// Nil where it is not the hash's length, or holds anything but digits.
private func bytes(ofHexadecimal text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    // A fullwidth digit is a digit too, of three bytes.
    guard digits.count == SHA256.byteCount * 2, text.count == digits.count,
        text.allSatisfy(\.isHexDigit)
    else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { place in
        UInt8(String(decoding: digits[place..<place + 2], as: UTF8.self), radix: 16) ?? 0
    }
}

private let version = "v1="
/// The length of the hash: a shorter secret would be the weaker part.
private let secretBytesMin = 32
/// Clocks of two houses differ by seconds, and a request waits in no queue.
private let driftSecondsMax: UInt64 = 300
/// Until the year 33658.
private let timeDigitsMax = 12
