import Crypto
import FoundationEssentials

/// SHA-256 of a file in hexadecimal: whoever holds the file can check it, with any tool.
public func fingerprint(_ bytes: [UInt8]) -> String { hex(SHA256.hash(data: Data(bytes))) }
