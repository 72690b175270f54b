/// How much of one JSON text is accepted before it is refused.
public struct JSONTokenLimits: Sendable {
    /// One key, string or number; the longest texts of statistical metadata have some 10,000 bytes.
    public var tokenBytes = 4 << 20
    /// Brackets within brackets, at most 63.
    public var depth = 48

    public init() {}
}

/// Pulls the tokens of one JSON text (RFC 8259) out of a stream, in constant memory: only the token at hand is kept.
public struct JSONTokens {
    public enum Token: Equatable, Sendable {
        case beginObject, endObject, beginArray, endArray
        /// Its text, and that of a string or number, is asked for before the next token.
        case key, string, number
        case bool(Bool)
        case null
        case end
    }

    enum Expected {
        case value, firstItem, firstKey, key, comma, nothing
    }

    public let file: String
    /// How many brackets are open.
    public private(set) var depth = 0
    private let chunks: ByteChunks
    private let limits: JSONTokenLimits
    private var isAtStart = true
    private var expected = Expected.value
    /// One bit for each open bracket: 1 where it is an object's.
    private var objects: UInt64 = 0

    var buffer: [UInt8] = []
    var position = 0
    private var base = 0
    private var line = 1
    private var lineStart = 0
    /// Where the token at hand lies in the buffer; a string without its quotes, when it has no escapes.
    var start = 0
    var stop = 0
    private var place = (line: 1, column: 1)
    /// The line of the token at hand.
    public var lineAtHand: Int { place.line }
    var unescaped: [UInt8]?

    public init(
        _ chunks: @escaping ByteChunks, file: String, limits: JSONTokenLimits = JSONTokenLimits()
    ) {
        self.chunks = chunks
        self.file = file
        self.limits = limits
    }

    /// The next token; `end` again and again when the text is over.
    public mutating func next() throws -> Token {
        unescaped = nil
        start = position
        guard var byte = try significant() else { return try ending() }
        if expected == .comma {
            guard byte == UInt8(ascii: ",") else { return try close(byte) }
            position += 1
            start = position
            expected = isInObject ? .key : .value
            guard let after = try significant() else { return try ending() }
            byte = after
        }
        start = position
        place = (line, base + position - lineStart + 1)
        return isInObject && expected != .value ? try key(byte) : try item(byte)
    }

    /// An error at the token at hand.
    public func error(_ message: String, field: String? = nil) -> FormatError {
        FormatError(
            file: file, line: place.line, column: place.column, field: field, message: message)
    }

    private var isInObject: Bool { objects & 1 == 1 && depth > 0 }

    private mutating func key(_ byte: UInt8) throws -> Token {
        if byte == UInt8(ascii: "}"), expected == .firstKey { return try close(byte) }
        guard byte == UInt8(ascii: "\"") else { throw here("a key in double quotes is expected") }
        try string()
        guard try significant() == UInt8(ascii: ":") else {
            throw here("a colon is expected after the key")
        }
        position += 1
        expected = .value
        return .key
    }

    private mutating func item(_ byte: UInt8) throws -> Token {
        guard expected != .nothing else { throw here("text after the end of the value; remove it") }
        if byte == UInt8(ascii: "]"), expected == .firstItem { return try close(byte) }
        if byte == UInt8(ascii: "{") { return try open(isObject: true) }
        if byte == UInt8(ascii: "[") { return try open(isObject: false) }
        let token = try scalar(byte)
        expected = depth == 0 ? .nothing : .comma
        return token
    }

    private mutating func scalar(_ byte: UInt8) throws -> Token {
        switch byte {
        case UInt8(ascii: "\""):
            try string()
            return .string
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), 48...57:
            try number()
            return .number
        default: throw here("a value is expected; texts stand in double quotes")
        }
    }

    private mutating func open(isObject: Bool) throws -> Token {
        guard depth < min(limits.depth, 63) else {
            throw here("more than \(limits.depth) brackets within brackets")
        }
        position += 1
        depth += 1
        objects = objects << 1 | (isObject ? 1 : 0)
        expected = isObject ? .firstKey : .firstItem
        return isObject ? .beginObject : .beginArray
    }

    private mutating func close(_ byte: UInt8) throws -> Token {
        let isObject = isInObject
        guard byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")), depth > 0 else {
            throw here(isObject ? "',' or '}' is expected here" : "',' or ']' is expected here")
        }
        position += 1
        depth -= 1
        objects >>= 1
        expected = depth == 0 ? .nothing : .comma
        return isObject ? .endObject : .endArray
    }

    private func ending() throws -> Token {
        guard expected == .nothing else {
            throw here(base + buffer.count == 0 ? "the text is empty" : "the text ends too early")
        }
        return .end
    }

    /// Goes over white space; nil at the end.
    mutating func significant() throws -> UInt8? {
        while true {
            while position < buffer.count {
                let byte = buffer[position]
                if byte > 32 { return byte }
                guard byte == 32 || byte == 10 || byte == 13 || byte == 9 else {
                    throw here("a control character between values; remove it")
                }
                position += 1
                if byte == 10 { (line, lineStart) = (line + 1, base + position) }
            }
            // Nothing but a key before its colon is worth keeping.
            if stop <= start { (start, stop) = (position, position) }
            if try !more() { return nil }
        }
    }

    /// Reads on and keeps the token at hand; false at the end.
    mutating func more() throws -> Bool {
        guard var next = try chunks() else { return false }
        while isAtStart, next.count < 3, let more = try chunks() { next += more }
        let kept = buffer.count - start
        guard kept <= limits.tokenBytes else {
            throw error("a text of over \(limits.tokenBytes) bytes; look for a missing quote")
        }
        base += start
        position -= start
        stop -= start
        if kept == 0 {
            buffer = next
        } else {
            buffer.removeFirst(start)
            buffer += next
        }
        start = 0
        if isAtStart, buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        isAtStart = false
        return true
    }

    /// An error at the byte that comes next.
    func here(_ message: String) -> FormatError {
        FormatError(
            file: file, line: line, column: base + position - lineStart + 1, message: message)
    }
}

extension JSONTokens {
    /// Goes over the whole value that comes next without looking into it: only quotes and brackets are told apart.
    public mutating func skipValue() throws {
        let depth = depth
        switch try next() {
        case .beginObject, .beginArray:
            try skipInside()
            // The closing bracket was met, and nothing but it is read in the common way.
            while self.depth > depth { _ = try next() }
        case .endObject, .endArray, .key, .end: throw error("a value is expected here")
        default: break
        }
    }

    /// Stands before the bracket that closes the innermost one that is open.
    private mutating func skipInside() throws {
        var (level, isInText, isEscaped) = (0, false, false)
        while true {
            while position < buffer.count {
                let byte = buffer[position]
                if isInText {
                    if isEscaped {
                        isEscaped = false
                    } else if byte == UInt8(ascii: "\\") {
                        isEscaped = true
                    } else if byte == UInt8(ascii: "\"") {
                        isInText = false
                    }
                } else if byte | 0x20 == UInt8(ascii: "}") {
                    if level == 0 { return }
                    level -= 1
                } else if byte > UInt8(ascii: ",") || byte == UInt8(ascii: "\"") {
                    expected = .comma
                    if byte == UInt8(ascii: "\"") { isInText = true }
                    if byte | 0x20 == UInt8(ascii: "{") { level += 1 }
                } else if byte == 10 {
                    (line, lineStart) = (line + 1, base + position + 1)
                }
                position += 1
            }
            start = position
            if try !more() { throw here("the text ends too early") }
        }
    }
}
