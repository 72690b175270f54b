import Crypto
import FoundationEssentials

/// SHA-256 of a file in hexadecimal: whoever holds the file can check it, with any tool.
public func fingerprint(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: Data(bytes))) }

/// The same as a browser compares it with a script or a style that stands in a page (CSP Level 3, hash-source).
public func browserHash(_ text: String) -> String {
    "sha256-" + Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
}

/// The same of what does not stand in memory together: piece after piece.
public struct RunningFingerprint {
    private var hash = SHA256()

    public init() {}

    public mutating func add(_ bytes: [UInt8]) { hash.update(data: bytes) }

    public var text: String { hex(hash.finalize()) }
}
