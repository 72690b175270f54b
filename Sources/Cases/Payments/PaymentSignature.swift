import Crypto
import FoundationEssentials
import Kernel

/// HMAC-SHA256 over what is asked, when, and the body: `docs/payment-contract.md`, for both directions.
struct PaymentSignature {
    let secret: [UInt8]

    static let timeHeader = "x-cais-time"
    static let signatureHeader = "x-cais-signature"

    /// The headers of a request that is sent now. `path` is what stands behind the host.
    func headers(
        _ method: String, _ path: String, _ body: [UInt8], at now: Moment
    ) -> [(String, String)] {
        let time = String(now.secondsSince1970)
        let code = HMAC<SHA256>.authenticationCode(
            for: PaymentSignature.signed(method, path, body, time: time), using: key)
        let hex = code.map { byte in
            let text = String(byte, radix: 16)
            return text.count == 1 ? "0" + text : text
        }.joined()
        return [(PaymentSignature.timeHeader, time), (PaymentSignature.signatureHeader, hex)]
    }

    /// Whether headers sign a request, and were made a short while from now. The comparison takes as long for a wrong
    /// signature as for a right one.
    func accepts(
        _ method: String, _ path: String, _ body: [UInt8], _ headers: [String: String],
        at now: Moment
    ) -> Bool {
        // A time of eighteen digits would overflow what is reckoned with it.
        guard let time = headers[PaymentSignature.timeHeader], time.utf8.count <= timeDigitsMax,
            let seconds = Int64(time),
            (now.secondsSince1970 - seconds).magnitude <= signatureSecondsMax,
            let given = PaymentSignature.bytes(headers[PaymentSignature.signatureHeader] ?? "")
        else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            given, authenticating: PaymentSignature.signed(method, path, body, time: time),
            using: key)
    }

    private var key: SymmetricKey { SymmetricKey(data: secret) }

    private static func signed(
        _ method: String, _ path: String, _ body: [UInt8], time: String
    ) -> Data {
        Data("\(time)\n\(method) \(path)\n".utf8) + Data(body)
    }

    private static func bytes(_ hex: String) -> [UInt8]? {
        let digits = Array(hex.utf8)
        guard digits.count == 64 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: digits.count, by: 2) {
            let pair = String(decoding: digits[start..<start + 2], as: UTF8.self)
            guard pair.allSatisfy(\.isHexDigit), let byte = UInt8(pair, radix: 16) else {
                return nil
            }
            bytes.append(byte)
        }
        return bytes
    }
}

/// Clocks of two houses differ; whoever kept a request longer cannot use it any more.
private let signatureSecondsMax: UInt64 = 300
/// Until the year 33658.
private let timeDigitsMax = 12
/// Below this a secret can be guessed.
let paymentSecretBytesMin = 32
