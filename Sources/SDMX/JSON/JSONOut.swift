import Formats

/// Bytes of JSON that are handed on while more are written.
struct JSONOut {
    var bytes: [UInt8] = []

    mutating func raw(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// A comma, but before the first.
    mutating func comma(_ isFirst: inout Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    mutating func string(_ text: String) {
        var writer = JSONWriter()
        writer.value(text)
        bytes.append(contentsOf: writer.bytes)
    }

    mutating func member(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        key(name)
        string(text)
    }

    mutating func member(_ name: StaticString, _ texts: LocalTexts) {
        let named = texts.filter { $0.key != "und" && isLanguage($0.key) }
        guard !named.isEmpty else { return }
        key(name)
        raw(JSON.object(named.mapValues { .string($0) }).canonical)
    }

    /// A comma where one is due, the name and its colon.
    mutating func key(_ name: StaticString) {
        if let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: "[") {
            raw(",")
        }
        raw("\"")
        raw(name)
        raw("\":")
    }

    mutating func number(_ value: Double) { raw(CSVDataWriter.text(value)) }

    mutating func whole(_ value: Int) {
        if value < 10 { bytes.append(48 + UInt8(value)) } else { raw(String(value)) }
    }
}

/// A tag as BCP 47 has it; others may not stand in a message.
private func isLanguage(_ tag: String) -> Bool {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
<<<<<<< HEAD
        (1...8).contains(part.utf8.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
=======
        (1...8).contains(part.utf8.count)
            && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
    } && parts.first.map { (2...3).contains($0.count) && $0.allSatisfy(\.isLetter) } == true
}

/// What an identifier may hold; all else is written as a value.
func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty
        && text.utf8.allSatisfy {
            (97...122).contains($0 | 0x20) || $0 &- 48 < 10 || $0 == UInt8(ascii: "_")
                || $0 == UInt8(ascii: "@") || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: "-")
        } && text.utf8.allSatisfy { $0 != UInt8(ascii: "`") }
}
