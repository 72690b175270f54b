/// Markup that is safe to send: text put into it by interpolation is escaped.
///
/// `let row: HTML = "<td>\(name)</td>"`: a `String` is escaped for elements and double-quoted
/// attributes alike, an `HTML` goes in as it is; a lint forbids `HTML(stringLiteral:)` elsewhere.
public struct HTML: Sendable, Equatable {
    /// The markup itself.
    public private(set) var text: String

    public init() {
        text = ""
    }

    /// Text, escaped.
    public init(_ plain: String) {
        text = ""
        escape(plain, into: &text)
    }

    fileprivate init(markup: String) {
        text = markup
    }

    public var isEmpty: Bool { text.isEmpty }

    /// Adds markup.
    public mutating func append(_ other: HTML) {
        text += other.text
    }

    public static func + (left: HTML, right: HTML) -> HTML { HTML(markup: left.text + right.text) }

    public static func += (left: inout HTML, right: HTML) { left.append(right) }
}

extension HTML: ExpressibleByStringInterpolation {
    /// Markup written by us: a literal of the source.
    public init(stringLiteral value: String) {
        text = value
    }

    public init(stringInterpolation: Interpolation) {
        text = stringInterpolation.text
    }

    public struct Interpolation: StringInterpolationProtocol {
        var text: String

        public init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount * 24)
        }

        public mutating func appendLiteral(_ literal: String) { text += literal }

        public mutating func appendInterpolation(_ plain: String) { escape(plain, into: &text) }

        public mutating func appendInterpolation(_ plain: Substring) {
            escape(String(plain), into: &text)
        }

        public mutating func appendInterpolation(_ markup: HTML) { text += markup.text }

        public mutating func appendInterpolation(_ markup: HTML?) { text += markup?.text ?? "" }

        public mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { text += part.text }
        }

        public mutating func appendInterpolation(_ number: some BinaryInteger) {
            text += String(number)
        }

        /// A named value whose description is plain text: an identifier, a day, a reference.
        public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            escape(value.description, into: &text)
        }

        /// An attribute that is there or not: `<option\(if: chosen, " selected")>`.
        public mutating func appendInterpolation(if condition: Bool, _ markup: HTML) {
            if condition { text += markup.text }
        }
    }
}

extension Sequence {
    /// One piece of markup for each element, joined.
    public func html(_ piece: (Element) throws -> HTML) rethrows -> HTML {
        var all = HTML()
        for element in self { all.append(try piece(element)) }
        return all
    }
}

/// Escapes `& < > " '`; text without them, the common case, is copied at once.
private func escape(_ plain: String, into text: inout String) {
    guard plain.utf8.contains(where: isSpecial) else {
        text += plain
        return
    }
    var rest = plain.utf8[...]
    while let at = rest.firstIndex(where: isSpecial) {
        text += Substring(rest[..<at])
        text += entity(rest[at])
        rest = rest[rest.index(after: at)...]
    }
    text += Substring(rest)
}

private func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
        UInt8(ascii: "'"):
        true
    default:
        false
    }
}

private func entity(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    default: "&#39;"
    }
}
