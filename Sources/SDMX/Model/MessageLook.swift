/// A look at the first bytes of a message.
struct MessageLook {
    private let text: Substring

    init(_ bytes: [UInt8]) {
        // UTF-16 is looked at as if it were ASCII; the readers decode it properly.
        let isWide = bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
        let plain = isWide ? bytes.dropFirst(2).filter { $0 != 0 } : bytes
        text = String(decoding: plain, as: UTF8.self)
            .drop { $0 == "\u{FEFF}" || $0.isWhitespace }
    }

    var kind: MessageKind? {
        switch text.first {
        case "<": xml
        case "{", "[": json
        case nil: nil
        default: csv
        }
    }

    // MARK: XML

    private var xml: MessageKind? {
        guard let tag = rootTag else { return nil }
        let name = tag.prefix { !$0.isWhitespace && $0 != "/" && $0 != ">" }
        let parts = name.split(separator: ":")
        let declared = parts.count == 2 ? "xmlns:\(parts[0])=" : "xmlns="
        guard let local = parts.last, let namespace = value(after: declared, in: tag) else {
            return nil
        }
        guard let mark = namespace.firstRange(of: "/schemas/v") else { return nil }
        let version = namespace[mark.upperBound...].prefix { $0 != "/" }
            .split(separator: "_").joined(separator: ".")
        guard let content = MessageLook.content(of: local) else { return nil }
        return MessageKind(
            .ml, content, version: version, isGeneric: local.hasPrefix("Generic"))
    }

    private static func content(of root: Substring) -> MessageKind.Content? {
        switch root {
        case "Structure": .structure
        case "Error": .error
        case _ where root.hasSuffix("Data"): .data
        case _ where root.hasSuffix("Metadata"): .metadata
        case _ where root.hasSuffix("Query") || root.hasPrefix("RegistryInterface"): .query
        default: nil
        }
    }

    /// What stands between `<` and `>` of the first element.
    private var rootTag: Substring? {
        var rest = text
        while rest.first == "<" {
            let closing =
                rest.hasPrefix("<?") ? "?>" : rest.hasPrefix("<!--") ? "-->" : ">"
            guard let end = rest.firstRange(of: closing) else { return nil }
            if closing == ">" { return rest[..<end.upperBound].dropFirst() }
            rest = rest[end.upperBound...].drop { $0.isWhitespace }
        }
        return nil
    }

    private func value(after name: String, in tag: Substring) -> Substring? {
        guard let start = tag.firstRange(of: name)?.upperBound, start < tag.endIndex else {
            return nil
        }
        let quote = tag[start]
        return tag[tag.index(after: start)...].prefix { $0 != quote }
    }

    // MARK: JSON

    private var json: MessageKind? {
        let keys = JSONKeys(text.utf8)
        let names = keys.outer.union(keys.inner)
        if keys.outer.contains("class"), !names.contains("meta") {
            return MessageKind(.jsonStat, .data, version: "2.0")
        }
        let content: MessageKind.Content? =
            if names.contains("metadataSets") {
                .metadata
            } else if names.contains("dataSets") || keys.inner.contains("structures") {
                // The structures of data may stand in front, and their data sets far behind.
                .data
            } else if names.contains(where: { ArtefactKind(json: $0) != nil }) {
                keys.outer.contains("structure") ? .data : .structure
            } else if keys.outer.contains("errors") {
                .error
            } else {
                keys.outer.contains("structure") ? .data : nil
            }
        guard let content else { return nil }
        return MessageKind(.json, content, version: jsonVersion(keys))
    }

    /// The address of the schema says it; else 1.0 has its data at the top.
    private func jsonVersion(_ keys: JSONKeys) -> String? {
        if let mark = text.firstRange(of: "schemas/") {
            let number = text[mark.upperBound...].prefix { $0.isNumber || $0 == "." }
            let parts = number.split(separator: ".").prefix(2)
            if parts.count == 2 { return parts.joined(separator: ".") }
        }
        return keys.outer.contains("dataSets") || keys.outer.contains("structure") ? "1.0" : nil
    }

    // MARK: CSV

    private var csv: MessageKind? {
        let first = text.drop { $0 == "\"" }.prefix { $0.isLetter || $0 == "_" }
        return switch first {
        case "DATAFLOW": MessageKind(.csv, .data, version: "1.0")
        case "STRUCTURE": MessageKind(.csv, .data, version: "2.0")
        default: nil
        }
    }
}

/// The names of the first two levels of a JSON text that may be cut off.
private struct JSONKeys {
    var outer: Set<String> = []
    var inner: Set<String> = []

    init(_ bytes: Substring.UTF8View) {
        var (depth, word, isInWord, isEscaped) = (0, [UInt8](), false, false)
        var last: String?
        for byte in bytes {
            if isInWord {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInWord = false
                    last = String(decoding: word, as: UTF8.self)
                } else if depth <= 2, word.count < 64 {
                    word.append(byte)
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): (isInWord, word) = (true, [])
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: ":"):
                if let last, depth == 1 { outer.insert(last) }
                if let last, depth == 2 { inner.insert(last) }
            default: break
            }
        }
    }
}
