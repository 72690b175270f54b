import Crypto
import FoundationEssentials
import Kernel

/// Six digits that change every 30 seconds (TOTP, RFC 6238 with SHA-1, as every code app speaks it).
enum OneTimeCode {
    static let secondsPerStep: Int64 = 30
    /// One step early or late: clocks differ and people type slowly (RFC 6238, 5.2).
    static let window: Int64 = 1
    /// 160 bits, the length of the hash (RFC 4226, 4).
    static let secretBytes = 20

    static func code(_ secret: [UInt8], step: Int64, digits: Int = 6) -> String {
        let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Data($0) }
        let key = SymmetricKey(data: secret)
        let hash = [UInt8](HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: key))
        let offset = Int(hash[hash.count - 1] & 15)
        var number: UInt32 = 0
        for byte in hash[offset..<offset + 4] { number = number << 8 | UInt32(byte) }
        return padded(number & 0x7FFF_FFFF, digits)
    }

    /// The step whose code was typed, or nil; a step up to the last one used is not taken again.
    static func step(of typed: String, secret: [UInt8], at now: Moment, after last: Int64) -> Int64?
    {
        let digits = typed.filter { $0.isASCII && $0.isNumber }
        guard digits.count == 6 else { return nil }
        let current = now.secondsSince1970 / secondsPerStep
        return (current - window...current + window).first { step in
            step > last && isEqual(code(secret, step: step), digits)
        }
    }

    static func newSecret() -> [UInt8] {
        [UInt8](randomBytes(secretBytes))
    }

    /// What a code app reads (the `otpauth` address that all of them agree on).
    static func address(_ secret: [UInt8], login: String) -> String {
        let plain = login.unicodeScalars.filter {
            $0.isASCII && ($0.properties.isAlphabetic || $0.value < 58)
        }
        let label = String(String.UnicodeScalarView(plain))
        return "otpauth://totp/Cais:\(label)?secret=\(base32(secret))&issuer=Cais"
    }

    /// RFC 4648, 6, without the filling.
    static func base32(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        var result: [UInt8] = []
        var buffer: UInt32 = 0
        var bits = 0
        for byte in bytes {
            buffer = buffer << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                result.append(alphabet[Int(buffer >> UInt32(bits) & 31)])
            }
        }
        if bits > 0 { result.append(alphabet[Int(buffer << UInt32(5 - bits) & 31)]) }
        return String(decoding: result, as: UTF8.self)
    }

    private static func padded(_ number: UInt32, _ digits: Int) -> String {
        let text = String(number)
        let zeros = String(repeating: "0", count: max(0, digits - text.count))
        return String((zeros + text).suffix(digits))
    }
}

/// Compares without telling by the time it takes where two texts differ.
func isEqual(_ left: String, _ right: String) -> Bool {
    let (first, second) = (Array(left.utf8), Array(right.utf8))
    guard first.count == second.count else { return false }
    return zip(first, second).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
}

/// Bytes of the system's randomness.
func randomBytes(_ count: Int) -> Data {
    SymmetricKey(size: SymmetricKeySize(bitCount: count * 8)).withUnsafeBytes { Data($0) }
}

/// 256 random bits as text for an address or a cookie.
func randomToken() -> String { base64URL(randomBytes(32)) }

/// RFC 4648, 5, without the filling.
func base64URL(_ data: Data) -> String {
    data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
        "=", with: "")
}

func decodedBase64URL(_ text: some StringProtocol) -> Data? {
    var plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
    plain += String(repeating: "=", count: (4 - plain.utf8.count % 4) % 4)
    return Data(base64Encoded: plain)
}
