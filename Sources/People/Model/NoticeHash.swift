import Crypto
import FoundationEssentials

/// What a body is signed for, between the house and its gateway: a request that is sent back to us is no report.
enum GatewayUse {
    static let notice = "cais-notice"
    static let report = "cais-report"
}

/// The hash of what was handed to a carrier, as both sides write it: `sha256:` and 64 hexadecimal digits.
func noticeHash(_ content: [UInt8]) -> String {
    let digits = SHA256.hash(data: Data(content)).map {
        ($0 < 16 ? "0" : "") + String($0, radix: 16)
    }
    return "sha256:" + digits.joined()
}
