/// What a file of rows shows of itself before it is read: rows of CSV or values of JSON, the encoding, the delimiter.
public struct TextLook: Sendable, Equatable {
    public let encoding: TextEncoding
    /// A semicolon where the first line has more of them than commas.
    public let delimiter: Character
    /// Whether it begins as JSON does: with a bracket or a brace.
    public let isJSON: Bool
    /// How long it is; a progress is told from it.
    public let bytes: Int

    /// Looks at every byte once and keeps none: what is not UTF-8 from the first to the last is taken for
    /// Windows-1252, whose every byte is a character.
    public init(_ chunks: ByteChunks) throws {
        var (head, rest): ([UInt8], [UInt8]) = ([], [])
        var (isSound, total) = (true, 0)
        while let next = try chunks() {
            total += next.count
            if head.count < headBytesMax { head += next.prefix(headBytesMax - head.count) }
            if !isSound { continue }
            let text = rest + next
            let end = wholeCharacters(text)
            isSound = isUTF8(text[..<end])
            rest = Array(text[end...])
        }
        encoding = isSound && rest.isEmpty ? .utf8 : .windows1252
        delimiter = mostlySemicolons(head) ? ";" : ","
        let text = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        let first = text.first { ![32, 9, 10, 13].contains($0) }
        isJSON = first == UInt8(ascii: "[") || first == UInt8(ascii: "{")
        bytes = total
    }
}

/// How many bytes lie before a character that is cut at the end.
private func wholeCharacters(_ bytes: [UInt8]) -> Int {
    for back in 1...3 where back <= bytes.count {
        let byte = bytes[bytes.count - back]
        if byte < 0x80 { return bytes.count }
        guard byte >= 0xC0 else { continue }
        let width = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return width > back ? bytes.count - back : bytes.count
    }
    return bytes.count
}

/// Whether the first line, outside of quotes, has more semicolons than commas.
private func mostlySemicolons(_ head: [UInt8]) -> Bool {
    var (balance, isQuoted) = (0, false)
    for byte in head {
        switch byte {
        case UInt8(ascii: "\""): isQuoted.toggle()
        case UInt8(ascii: ";") where !isQuoted: balance += 1
        case UInt8(ascii: ",") where !isQuoted: balance -= 1
        case 10 where !isQuoted, 13 where !isQuoted: return balance > 0
        default: break
        }
    }
    return balance > 0
}

/// The line that names the columns is shorter.
private let headBytesMax = 64 << 10
