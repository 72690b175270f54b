/// Markup that is safe to send: text put into it by interpolation is escaped.
///
/// `let row: HTML = "<td>\(name)</td>"`: a `String` is escaped for elements and double-quoted
/// attributes alike, an `HTML` goes in as it is; a lint forbids `HTML(stringLiteral:)` elsewhere.
public struct HTML: Sendable, Equatable {
    /// The markup itself, in UTF-8.
    public private(set) var bytes: [UInt8]

    /// The markup as text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    public init() {
        bytes = []
    }

    /// Text, escaped.
    public init(_ plain: String) {
        bytes = []
        escape(plain, into: &bytes)
    }

    public var isEmpty: Bool { bytes.isEmpty }

    /// The words with which the element of an id begins, as plain text; nil where no element has it.
    func words(of id: String) -> String? {
        let mark = "id=\"\(id)\">"
        guard let start = offset(of: mark) else { return nil }
        let found = bytes[(start + mark.utf8.count)...].prefix { $0 != UInt8(ascii: "<") }
        let words = String(decoding: found, as: UTF8.self)
        return plain(words.last == " " ? words.dropLast() : words[...])
    }

    /// How many bytes stand before the first place of some markup; nil where it is not there.
    func offset(of part: String) -> Int? {
        let part = Array(part.utf8)
        guard let first = part.first, part.count <= bytes.count else { return nil }
        return bytes.withUnsafeBufferPointer { all in
            (0...(all.count - part.count)).first { at in
                all[at] == first && all[at..<(at + part.count)].elementsEqual(part)
            }
        }
    }

    @usableFromInline
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Adds markup.
    public mutating func append(_ other: HTML) {
        bytes += other.bytes
    }

    public static func + (left: HTML, right: HTML) -> HTML {
        var both = left
        both.append(right)
        return both
    }

    public static func += (left: inout HTML, right: HTML) { left.append(right) }
}

extension HTML: ExpressibleByStringInterpolation {
    /// Markup written by us: a literal of the source.
    public init(stringLiteral value: String) {
        bytes = Array(value.utf8)
    }

    public init(stringInterpolation: Interpolation) {
        bytes = stringInterpolation.bytes
    }

    public struct Interpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        public init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: String) {
            bytes.append(contentsOf: literal.utf8)
        }

        public mutating func appendInterpolation(_ plain: String) { escape(plain, into: &bytes) }

        public mutating func appendInterpolation(_ plain: Substring) {
            escape(String(plain), into: &bytes)
        }

        public mutating func appendInterpolation(_ markup: HTML) { bytes += markup.bytes }

        public mutating func appendInterpolation(_ markup: HTML?) {
            if let markup { bytes += markup.bytes }
        }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes += part.bytes }
        }

        public mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            bytes.append(contentsOf: String(number).utf8)
        }

        /// A named value whose description is plain text: an identifier, a day, a reference.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            escape(value.description, into: &bytes)
        }

        /// An attribute that is there or not: `<option\(if: chosen, " selected")>`.
        public mutating func appendInterpolation(if condition: Bool, _ markup: HTML) {
            if condition { bytes += markup.bytes }
        }
    }
}

extension Sequence {
    /// One piece of markup for each element, joined; inlined, so that each sequence gets code of its own.
    @inlinable
    public func html(_ piece: (Element) throws -> HTML) rethrows -> HTML {
        var all = HTML()
        for element in self {
            let one = try piece(element)
            // Rows of a table are about as long as the first.
            if all.isEmpty { all.reserve((one.bytes.count + 16) * underestimatedCount) }
            all.append(one)
        }
        return all
    }
}

/// Escapes `& < > " '`; text without them, the common case, is copied at once.
private func escape(_ plain: String, into bytes: inout [UInt8]) {
    var plain = plain
    plain.withUTF8 { text in
        var copied = 0
        for at in text.indices where isSpecial(text[at]) {
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied..<at]))
            bytes.append(contentsOf: entity(text[at]).utf8)
            copied = at + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: text[copied...]))
    }
}

/// All five lie in one word of bits: a shift answers for each byte.
private func isSpecial(_ byte: UInt8) -> Bool {
    byte < 64 && specials >> UInt64(byte) & 1 == 1
}

/// The bits 34, 38, 39, 60 and 62: `" & ' < >`.
private let specials: UInt64 = 1 << 34 | 1 << 38 | 1 << 39 | 1 << 60 | 1 << 62

private func entity(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: "&#39;"
    }
}

/// What was escaped, as it was before.
private func plain(_ markup: Substring) -> String {
    escaped.reduce(String(markup)) { $0.replacing(entity($1), with: String(UnicodeScalar($1))) }
}

/// `&` is the last to come back: before, it stands in all the others.
private let escaped = "<>\"'&".utf8
