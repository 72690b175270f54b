/// How much a JSON parser accepts before it refuses the text.
public struct JSONLimits: Sendable {
    /// Larger documents are read as streams, not as one value.
    public var bytes = 64 << 20
    /// Deeper nesting serves nobody and would exhaust the stack.
    public var depth = 128

    public init() {}
}

extension JSON {
    /// Reads one JSON document (RFC 8259), strictly: no comments, no trailing commas, no repeated keys.
    public static func parse(
        _ bytes: [UInt8], file: String = "JSON", limits: JSONLimits = JSONLimits()
    )
        throws -> JSON
    {
        guard bytes.count <= limits.bytes else {
            throw FormatError(
                file: file, message: "the text has over \(limits.bytes) bytes; split it")
        }
        guard isUTF8(bytes[...]) else {
            throw FormatError(file: file, message: "the text is not UTF-8; save it as UTF-8")
        }
        return try bytes.withUnsafeBufferPointer { buffer in
            var parser = JSONParser(bytes: buffer, file: file, depthMax: limits.depth)
            return try parser.document()
        }
    }

    public static func parse(
        _ text: String, file: String = "JSON", limits: JSONLimits = JSONLimits()
    )
        throws -> JSON
    {
        try parse(Array(text.utf8), file: file, limits: limits)
    }
}

/// A recursive descent over the bytes; the position of an error is counted only when there is one.
struct JSONParser {
    let bytes: UnsafeBufferPointer<UInt8>
    let file: String
    let depthMax: Int
    var position = 0
    var depth = 0

    init(bytes: UnsafeBufferPointer<UInt8>, file: String, depthMax: Int) {
        self.bytes = bytes
        self.file = file
        self.depthMax = depthMax
    }

    mutating func document() throws -> JSON {
        let value = try value()
        skipSpace()
        guard position == bytes.count else {
            throw error("text after the end of the document; remove it")
        }
        return value
    }

    mutating func value() throws -> JSON {
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return try nested { try $0.object() }
        case UInt8(ascii: "["): return try nested { try $0.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case nil: throw error("the text ends where a value is expected")
        default: return try number()
        }
    }

    private mutating func nested(_ body: (inout JSONParser) throws -> JSON) throws -> JSON {
        depth += 1
        guard depth <= depthMax else { throw error("nested deeper than \(depthMax) levels") }
        defer { depth -= 1 }
        position += 1
        return try body(&self)
    }

    private mutating func object() throws -> JSON {
        var members: [String: JSON] = [:]
        skipSpace()
        if take("}") { return .object(members) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\"") else {
                throw error("a key in quotes is expected here")
            }
            let name = try string()
            skipSpace()
            guard take(":") else { throw error("':' is expected after the key \"\(name)\"") }
            guard members.updateValue(try value(), forKey: name) == nil else {
                throw error("the key \"\(name)\" stands here twice; keep one")
            }
            skipSpace()
        } while take(",")
        guard take("}") else { throw error("',' or '}' is expected here") }
        return .object(members)
    }

    private mutating func array() throws -> JSON {
        var items: [JSON] = []
        skipSpace()
        if take("]") { return .array(items) }
        repeat {
            items.append(try value())
            skipSpace()
        } while take(",")
        guard take("]") else { throw error("',' or ']' is expected here") }
        return .array(items)
    }

    private mutating func word(_ text: StaticString, _ value: JSON) throws -> JSON {
        let found = text.withUTF8Buffer { word in
            position + word.count <= bytes.count
                && bytes[position..<position + word.count].elementsEqual(word)
        }
        guard found else { throw error("'\(text)' is expected here") }
        position += text.utf8CodeUnitCount
        return value
    }

    var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard peek == UInt8(ascii: scalar) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
    }

    func error(_ message: String) -> FormatError {
        let before = bytes[..<min(position, bytes.count)]
        let line = before.count { $0 == 10 } + 1
        let column = before.reversed().prefix { $0 != 10 }.count + 1
        return FormatError(file: file, line: line, column: column, message: message)
    }
}
