import Formats

/// Walks through a JSON text of any length by its bytes; values that are wanted are cut out one by one.
struct JSONWalk {
    let file: String
    private(set) var line = 1
    private let chunks: ByteChunks
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtStart = true

    init(_ chunks: @escaping ByteChunks, file: String) {
        self.chunks = chunks
        self.file = file
    }

    mutating func peek() throws -> UInt8? {
        while position == buffer.count {
            guard let next = try chunks() else { return nil }
            (buffer, position) = (next, 0)
            if isAtStart, next.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
            isAtStart = false
        }
        return buffer[position]
    }

    mutating func skipSpace() throws {
        while let byte = try peek(), byte == 32 || byte == 9 || byte == 10 || byte == 13 {
            if byte == 10 { line += 1 }
            position += 1
        }
    }

    /// Takes the sign where it comes next.
    mutating func take(_ scalar: Unicode.Scalar) throws -> Bool {
        try skipSpace()
        guard try peek() == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ scalar: Unicode.Scalar) throws {
        guard try take(scalar) else { throw error("'\(scalar)' is expected here") }
    }

    /// The next key of an object, or nil at its end.
    mutating func key(isFirst: Bool) throws -> String? {
        if try take("}") { return nil }
        if !isFirst { try expect(",") }
        try skipSpace()
        guard try peek() == UInt8(ascii: "\"") else {
            throw error("a key in quotes is expected here")
        }
        let name = try value(max: 4_096)
        try expect(":")
        return name.stringValue ?? ""
    }

    /// The next value, cut where its brackets close, of at most so many bytes.
    mutating func value(max: Int) throws -> JSON {
        try skipSpace()
        let start = line
        var bytes: [UInt8] = []
        try cut { byte in
            bytes.append(byte)
            return bytes.count <= max
        }
        do {
            var limits = JSONLimits()
            limits.bytes = max
            return try JSON.parse(bytes, file: file, limits: limits)
        } catch let error as FormatError {
            throw FormatError(
                file: file, line: start + (error.line ?? 1) - 1, column: error.column,
                message: error.message)
        }
    }

    mutating func skip() throws {
        try skipSpace()
        try cut { _ in true }
    }

    func error(_ message: String, field: String? = nil) -> FormatError {
        FormatError(file: file, line: line, field: field, message: message)
    }

    private mutating func cut(_ take: (UInt8) -> Bool) throws {
        var (depth, isInText, isEscaped) = (0, false, false)
        while let byte = try peek() {
            if depth == 0, !isInText, JSONWalk.isAfterValue(byte) { return }
            position += 1
            if byte == 10 { line += 1 }
            guard take(byte) else { throw error("one value is too large; split it") }
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                    if depth == 0 { return }
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInText = true
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                if depth <= 0 { return }
            default: break
            }
        }
        guard depth == 0, !isInText else { throw error("the text ends within a value") }
    }

    /// What ends a value that has no brackets, such as a number.
    private static func isAfterValue(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"), 32, 9, 10, 13: true
        default: false
        }
    }
}
