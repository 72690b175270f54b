/// The smallest parts of FEEL text.
struct Token: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case name, number, string, symbol, end
    }

    let kind: Kind
    /// The text, of a string its value.
    let text: String
    /// Unicode scalars before it.
    let place: Int

    func isSymbol(_ text: String) -> Bool { kind == .symbol && self.text == text }
    func isWord(_ text: String) -> Bool { kind == .name && self.text == text }
}

/// Why a text is not FEEL, and where.
public struct FEELProblem: Error, Equatable, CustomStringConvertible {
    public let message: String
    /// Unicode scalars before it.
    public let place: Int

    public var description: String { message }
}

/// How much of one text is read.
enum FEELLimits {
    /// Longer than any rule a person reads; keeps a hostile text from taking the machine.
    static let textMax = 100_000
    /// Brackets in brackets; each takes a dozen frames of the stack.
    static let nestingMax = 100
    /// Operators in a row: each is one level when it is computed.
    static let chainMax = 1_000
    /// Ways tried in vain: a bracket after `in`, a range that ends in `[`.
    static let retriesMax = 500
    /// So many tokens that are read in vain count as one more.
    static let tokensPerRetry = 200
    /// Members that all paths and filters of one text together look through: a large context, asked again and again.
    static let membersMax = 100_000
}

/// Cuts a text into tokens; names are put together later, where it is known which exist.
struct Lexer {
    private let text: [Unicode.Scalar]
    private var at = 0

    static func tokens(of text: String) throws(FEELProblem) -> [Token] {
        var lexer = Lexer(text: Array(text.unicodeScalars))
        guard lexer.text.count <= FEELLimits.textMax else {
            throw FEELProblem(
                message: "the text has over \(FEELLimits.textMax) characters", place: 0)
        }
        var tokens: [Token] = []
        while let token = try lexer.next() { tokens.append(token) }
        tokens.append(Token(kind: .end, text: "", place: lexer.text.count))
        return tokens
    }

    /// The parts of a name, or nil where it holds what no name may.
    static func parts(of name: String) -> [String]? {
        guard let tokens = try? Lexer.tokens(of: name), tokens.count > 1, tokens[0].kind == .name,
            tokens.allSatisfy({ $0.kind != .string })
        else { return nil }
        return tokens.dropLast().map(\.text)
    }

    private func scalar(_ ahead: Int = 0) -> Unicode.Scalar? {
        at + ahead < text.count ? text[at + ahead] : nil
    }

    private mutating func next() throws(FEELProblem) -> Token? {
        try skipSpace()
        guard let first = scalar() else { return nil }
        let start = at
        if first == "\"" { return Token(kind: .string, text: try string(), place: start) }
        if first.isDigit || (first == "." && scalar(1)?.isDigit == true) {
            return Token(kind: .number, text: number(), place: start)
        }
        if first.startsName {
            while let next = scalar(), next.continuesName { at += 1 }
            return Token(kind: .name, text: slice(start), place: start)
        }
        return try symbol(first)
    }

    private func slice(_ start: Int) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text[start..<at])
        return String(result)
    }

    private mutating func symbol(_ first: Unicode.Scalar) throws(FEELProblem) -> Token {
        let start = at
        if let second = scalar(1) {
            let pair = String(first) + String(second)
            if ["..", "<=", ">=", "!=", "**", "->"].contains(pair) {
                at += 2
                return Token(kind: .symbol, text: pair, place: start)
            }
        }
        guard "+-*/=<>()[]{},:.@'’!;#%&$|".unicodeScalars.contains(first) else {
            throw FEELProblem(message: "'\(first)' does not belong here", place: start)
        }
        at += 1
        return Token(kind: .symbol, text: String(first), place: start)
    }

    private mutating func number() -> String {
        let start = at
        while scalar()?.isDigit == true { at += 1 }
        if scalar() == ".", scalar(1)?.isDigit == true {
            at += 1
            while scalar()?.isDigit == true { at += 1 }
        }
        if scalar() == "e" || scalar() == "E" {
            let sign = scalar(1) == "+" || scalar(1) == "-" ? 1 : 0
            if scalar(1 + sign)?.isDigit == true {
                at += 1 + sign
                while scalar()?.isDigit == true { at += 1 }
            }
        }
        return slice(start)
    }

    private mutating func string() throws(FEELProblem) -> String {
        let start = at
        var result = String.UnicodeScalarView()
        at += 1
        while let next = scalar() {
            at += 1
            if next == "\"" { return String(result) }
            if next == "\\" { escape(into: &result) } else { result.append(next) }
        }
        throw FEELProblem(message: "a text has no end; close it with \"", place: start)
    }

    /// An unknown escape stays as it is: regular expressions write `\d`.
    private mutating func escape(into result: inout String.UnicodeScalarView) {
        guard let kind = scalar() else { return result.append("\\") }
        let simple: [Unicode.Scalar: Unicode.Scalar] = [
            "n": "\n", "t": "\t", "r": "\r", "\"": "\"", "'": "'", "\\": "\\",
        ]
        if let meant = simple[kind] {
            at += 1
            return result.append(meant)
        }
        let length = kind == "u" ? 4 : kind == "U" ? 6 : 0
        if length > 0, let code = hexadecimal(length, ahead: 1) {
            at += 1 + length
            return append(code, to: &result)
        }
        result.append("\\")
    }

    private func hexadecimal(_ length: Int, ahead: Int) -> UInt32? {
        let digits = (0..<length).compactMap { scalar(ahead + $0) }
        guard digits.count == length, digits.allSatisfy({ $0.properties.isASCIIHexDigit }) else {
            return nil
        }
        return UInt32(digits.map { String($0) }.joined(), radix: 16)
    }

    /// Two halves of UTF-16 in a row are one character.
    private mutating func append(_ code: UInt32, to result: inout String.UnicodeScalarView) {
        if (0xD800..<0xDC00).contains(code), scalar() == "\\", scalar(1) == "u",
            let low = hexadecimal(4, ahead: 2), (0xDC00..<0xE000).contains(low)
        {
            at += 6
            let joined = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
            return result.append(Unicode.Scalar(joined) ?? "\u{FFFD}")
        }
        result.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }

    private mutating func skipSpace() throws(FEELProblem) {
        while let next = scalar() {
            if next.isSpace {
                at += 1
            } else if next == "/", scalar(1) == "/" {
                while let next = scalar(), !next.endsLine { at += 1 }
            } else if next == "/", scalar(1) == "*" {
                let start = at
                at += 2
                while !(scalar() == "*" && scalar(1) == "/") {
                    guard at < text.count else {
                        throw FEELProblem(
                            message: "a comment has no end; close it with */", place: start)
                    }
                    at += 1
                }
                at += 2
            } else {
                return
            }
        }
    }
}

/// The letters of the grammar (10.3.1.2, rules 27 to 31 and 61, 62).
extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }

    fileprivate var endsLine: Bool { (0x0A...0x0D).contains(value) }

    fileprivate var isSpace: Bool {
        switch value {
        case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x180E, 0x2000...0x200B, 0x2028, 0x2029, 0x202F,
            0x205F, 0x3000, 0xFEFF:
            true
        default: false
        }
    }

    fileprivate var startsName: Bool {
        switch value {
        case 0x3F, 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF,
            0x370...0x37D, 0x37F...0x1FFF, 0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF,
            0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD, 0x10000...0xEFFFF:
            !isSpace
        default: false
        }
    }

    fileprivate var continuesName: Bool {
        switch value {
        case 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
        default: startsName
        }
    }
}
