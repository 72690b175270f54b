import Crypto
import FoundationEssentials
import Kernel

/// What the house and its gateway for text messages and letters share: it signs each request, and each report that
/// comes back (HMAC-SHA256, RFC 2104). See docs/notice-webhook.md.
public struct GatewaySecret: Sendable {
    private let key: SymmetricKey

    /// Nil for a secret that can be guessed: fewer than 32 characters.
    public init?(_ text: String) {
        guard text.utf8.count >= secretBytesMin else { return nil }
        key = SymmetricKey(data: Data(text.utf8))
    }

    /// Which way a body goes: a request that is sent back to us is no report.
    enum Use: String, Sendable {
        case notice, report
    }

    /// `v1=` and 64 hexadecimal digits over the use, the time and the body.
    func signature(_ use: Use, at seconds: Int64, _ body: [UInt8]) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: signed(use, at: seconds, body), using: key)
        return "v1=" + hexText(code)
    }

    /// Whether a body was signed by whoever has the secret, within five minutes of now: an old one that somebody
    /// recorded is none.
    func accepts(
        _ signature: String?, _ use: Use, time: String?, _ body: [UInt8], at now: Moment
    ) -> Bool {
        guard let signature, let seconds = time.flatMap({ Int64($0) }),
            (now.secondsSince1970 - driftSecondsMax...now.secondsSince1970 + driftSecondsMax)
                .contains(seconds)
        else { return false }
        let (given, wanted) = (
            Array(signature.utf8), Array(self.signature(use, at: seconds, body).utf8)
        )
        guard given.count == wanted.count else { return false }
        // As long for a wrong first letter as for a wrong last one.
        return zip(given, wanted).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private func signed(_ use: Use, at seconds: Int64, _ body: [UInt8]) -> Data {
        Data("cais-\(use.rawValue)\n\(seconds)\n".utf8) + Data(body)
    }
}

/// The hash of what was handed to a carrier, as both sides write it: `sha256:` and 64 hexadecimal digits.
func noticeHash(_ content: [UInt8]) -> String {
    "sha256:" + hexText(SHA256.hash(data: Data(content)))
}

private func hexText(_ bytes: some Sequence<UInt8>) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}

/// The length of the hash: a shorter secret would be the weaker part.
private let secretBytesMin = 32
/// Clocks of two hosts differ by seconds, and a report waits in no queue.
private let driftSecondsMax: Int64 = 300
