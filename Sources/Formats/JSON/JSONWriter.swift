/// Appends JSON text to bytes; commas take care of themselves.
public struct JSONWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false
    private let indent: Int?
    private var depth = 0

    /// With `pretty`, two spaces a level; without, no white space at all.
    public init(pretty: Bool = false) {
        indent = pretty ? 2 : nil
    }

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public mutating func object(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try nested(UInt8(ascii: "{"), UInt8(ascii: "}"), body)
    }

    public mutating func array(_ body: (inout JSONWriter) throws -> Void) rethrows {
        try nested(UInt8(ascii: "["), UInt8(ascii: "]"), body)
    }

    public mutating func key(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        if indent != nil { bytes.append(UInt8(ascii: " ")) }
        needsComma = false
    }

    public mutating func value(_ text: String) { scalar { $0.quote(text) } }
    public mutating func value(_ number: Int) {
        scalar { $0.bytes.append(contentsOf: String(number).utf8) }
    }
    public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
    public mutating func null() { raw("null") }

    /// A number that is not finite has no JSON form and is written as null.
    public mutating func value(_ number: Double) { raw(number.isFinite ? "\(number)" : "null") }

    public mutating func value(_ json: JSON) {
        switch json {
        case .string(let text): value(text)
        case .int(let number): value(number)
        case .number(let number): value(number)
        case .decimal(let text): raw(text)
        case .bool(let flag): value(flag)
        case .null: null()
        case .array(let items): array { for item in items { $0.value(item) } }
        case .object(let members): object { $0.members(members) }
        }
    }

    public mutating func member(_ name: String, _ json: JSON) {
        key(name)
        value(json)
    }

    /// Keys in the order of their bytes, so that equal values have equal text.
    private mutating func members(_ members: [String: JSON]) {
        let keys = members.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        for name in keys { member(name, members[name] ?? .null) }
    }

    private mutating func nested(
        _ open: UInt8, _ close: UInt8, _ body: (inout JSONWriter) throws -> Void
    ) rethrows {
        separate()
        bytes.append(open)
        let start = bytes.count
        needsComma = false
        depth += 1
        try body(&self)
        depth -= 1
        if bytes.count > start { breakLine() }
        bytes.append(close)
        needsComma = true
    }

    private mutating func raw(_ text: StaticString) {
        scalar { writer in text.withUTF8Buffer { writer.bytes.append(contentsOf: $0) } }
    }

    private mutating func raw(_ text: String) {
        scalar { $0.bytes.append(contentsOf: text.utf8) }
    }

    private mutating func scalar(_ body: (inout JSONWriter) -> Void) {
        separate()
        body(&self)
        needsComma = true
    }

    private mutating func separate() {
        let isAfterKey = bytes.last == UInt8(ascii: ":") || bytes.last == UInt8(ascii: " ")
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        if depth > 0, !isAfterKey || needsComma { breakLine() }
    }

    private mutating func breakLine() {
        guard let indent else { return }
        bytes.append(10)
        bytes.append(contentsOf: repeatElement(32, count: depth * indent))
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { utf8 in
            for byte in utf8 { append(byte) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
        case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
        case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
        case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
        case 0..<0x20:
            let hex = Array("0123456789abcdef".utf8)
            bytes.append(
                contentsOf: Array("\\u00".utf8) + [hex[Int(byte >> 4)], hex[Int(byte & 15)]])
        default: bytes.append(byte)
        }
    }
}

extension JSON {
    /// Sorted keys, no white space: the form that is signed, hashed and compared.
    public var canonical: String {
        var writer = JSONWriter()
        writer.value(self)
        return writer.text
    }

    /// Sorted keys, one member a line: the form that a person reads.
    public var pretty: String {
        var writer = JSONWriter(pretty: true)
        writer.value(self)
        return writer.text
    }
}
