/// Reads the items of one JSON array, or JSON values one after the other (a line each), as a stream: one item is in
/// memory at a time.
public struct JSONItems {
    /// One item and the line of the file on which it begins.
    public struct Item: Sendable, Equatable {
        public let line: Int
        public let value: JSON
    }

    public let file: String
    private var source: ByteSource
    private var line = 1
    private var count = 0
    private var isArray = false
    private var isOver = false

    /// UTF-8, as JSON is (RFC 8259), up to `bytesMax` in all.
    public init(_ chunks: @escaping ByteChunks, file: String, bytesMax: Int = CSVLimits().bytes) {
        self.file = file
        source = ByteSource(chunks, file: file, encoding: .utf8, limit: bytesMax)
    }

    /// The next item, or nil at the end; what is no JSON is refused with its line.
    public mutating func next() throws -> Item? {
        guard try goToNext() else { return nil }
        count += 1
        let start = line
        let bytes = try valueBytes()
        do {
            return Item(line: start, value: try JSON.parse(bytes, file: file))
        } catch let error as FormatError {
            throw FormatError(
                file: file, line: start + (error.line ?? 1) - 1, column: error.column,
                field: error.field, message: error.message)
        }
    }

    /// Stands before the next item; false at the end.
    private mutating func goToNext() throws -> Bool {
        if isOver { return false }
        try skipSpace()
        if count == 0, !isArray, try take("[") {
            isArray = true
            try skipSpace()
        }
        guard isArray else {
            isOver = try source.peek() == nil
            return !isOver
        }
        if try take("]") { return try end() }
        if count > 0 {
            guard try take(",") else { throw error("',' or ']' is expected here") }
            try skipSpace()
        }
        return true
    }

    private mutating func end() throws -> Bool {
        isOver = true
        try skipSpace()
        guard try source.peek() == nil else {
            throw error("text after the end of the array; remove it")
        }
        return false
    }

    /// The bytes of one value, cut where its brackets close; whether it is JSON is asked afterwards.
    private mutating func valueBytes() throws -> [UInt8] {
        var cut = ValueCut()
        var bytes: [UInt8] = []
        while let byte = try source.peek(), !cut.isOutside(byte) {
            _ = try source.pop()
            bytes.append(byte)
            guard bytes.count <= itemBytesMax else {
                throw error("one item of over \(itemBytesMax) bytes; look for a missing bracket")
            }
            if byte == 10 { line += 1 }
            if cut.closes(byte) { break }
        }
        return bytes
    }

    private mutating func take(_ scalar: Unicode.Scalar) throws -> Bool {
        guard try source.peek() == UInt8(ascii: scalar) else { return false }
        _ = try source.pop()
        return true
    }

    private mutating func skipSpace() throws {
        while let byte = try source.peek(), isSpace(byte) {
            _ = try source.pop()
            if byte == 10 { line += 1 }
        }
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, line: line, message: message)
    }
}

/// Finds the end of one value from its brackets and quotes.
private struct ValueCut {
    private var depth = 0
    private var isInText = false
    private var isEscaped = false

    /// Whether a byte stands behind a value that has no brackets, such as a number.
    func isOutside(_ byte: UInt8) -> Bool {
        depth == 0 && !isInText
            && (byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || isSpace(byte))
    }

    /// Takes the next byte; true where it ends the value.
    mutating func closes(_ byte: UInt8) -> Bool {
        if isInText { return closesText(byte) && depth == 0 }
        switch byte {
        case UInt8(ascii: "\""): isInText = true
        case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
        case UInt8(ascii: "}"), UInt8(ascii: "]"):
            depth -= 1
            return depth <= 0
        default: break
        }
        return false
    }

    private mutating func closesText(_ byte: UInt8) -> Bool {
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInText = false
            return true
        }
        return false
    }
}

private func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

/// A row of a register with every field has a few kilobytes.
private let itemBytesMax = 1 << 20
