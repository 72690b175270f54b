import Foundation
import Kernel
import Storage

/// What a carrier said of a message: servers repeat addresses, and the post names people, so it is kept as sealed as the
/// address itself. Rows from before stand as they were written.
enum CarrierWords {
    private static let mark = "sealed:"
    private static let use = "carrier-words"

    static func sealed(_ words: String, of message: ID<Message>, _ keys: Keys) throws -> String {
        if words.isEmpty { return words }
        let bytes = try keys.seal(Array(words.utf8), use: use, context: "message/\(message)")
        return mark + Data(bytes).base64EncodedString()
    }

    static func opened(_ stored: String, of message: ID<Message>, _ keys: Keys) throws -> String {
        guard stored.hasPrefix(mark),
            let data = Data(base64Encoded: String(stored.dropFirst(mark.count)))
        else { return stored }
        let bytes = try keys.open([UInt8](data), use: use, context: "message/\(message)")
        return String(decoding: bytes, as: UTF8.self)
    }
}
