import Testing

@testable import Formats

/// The error text that a closure ends with, or "" where it does not fail.
func problem(_ body: () throws -> Void) -> String {
    do {
        try body()
        return ""
    } catch { return "\(error)" }
}

/// The same bytes, handed out in pieces of one size.
func pieces(_ bytes: [UInt8], of size: Int) -> ByteChunks {
    var rest = bytes[...]
    return {
        guard !rest.isEmpty else { return nil }
        defer { rest = rest.dropFirst(size) }
        return Array(rest.prefix(size))
    }
}
