import Formats
import FoundationEssentials

enum FEELToken: Equatable {
    case number(Decimal)
    case string(String)
    case name(String)
    case symbol(String)
    case end
}

/// Cuts a text of FEEL into tokens; names that are known may hold spaces and signs.
struct FEELLexer {
    private static let symbols = [
        "**", "..", "!=", "<=", ">=", "<", ">", "=", "+", "-", "*", "/", "(", ")", "[", "]", "{",
        "}", ",", ":", ".", "?",
    ]
    private static let escapes: [Character: Character] = [
        "n": "\n", "r": "\r", "t": "\t", "\"": "\"", "\\": "\\", "'": "'",
    ]

    private let characters: [Character]
    private let names: [[Character]]
    private var position = 0

    /// Longer names first, so that `Age Group` is not read as `Age`.
    init(_ text: String, names: Set<String>) {
        characters = Array(text)
        self.names = names.filter { $0.contains { !FEELLexer.isNamePart($0) } }.map(Array.init)
            .sorted { $0.count > $1.count }
    }

    mutating func tokens() throws -> [FEELToken] {
        var result: [FEELToken] = []
        while true {
            let token = try next()
            result.append(token)
            if token == .end { return result }
        }
    }

    private mutating func next() throws -> FEELToken {
        try skipSpace()
        guard position < characters.count else { return .end }
        let character = characters[position]
        if character == "\"" { return try string() }
        if isDigit(position) || (character == "." && isDigit(position + 1)) { return try number() }
        if let name = knownName() { return .name(name) }
        if FEELLexer.isNameStart(character) { return .name(plainName()) }
        for symbol in Self.symbols where characters[position...].starts(with: symbol) {
            position += symbol.count
            return .symbol(symbol)
        }
        throw FEELProblem("'\(character)' is not understood")
    }

    private mutating func skipSpace() throws {
        while position < characters.count {
            if characters[position].isWhitespace {
                position += 1
                continue
            }
            let rest = characters[position...]
            if rest.starts(with: "//") {
                while position < characters.count, !characters[position].isNewline { position += 1 }
            } else if rest.starts(with: "/*") {
                position += 2
                while !characters[position...].starts(with: "*/") {
                    position += 1
                    guard position < characters.count else {
                        throw FEELProblem("a comment is not closed")
                    }
                }
                position += 2
            } else {
                return
            }
        }
    }

    private mutating func string() throws -> FEELToken {
        position += 1
        var text = ""
        while position < characters.count {
            let character = characters[position]
            position += 1
            if character == "\"" { return .string(text) }
            guard character == "\\" else {
                text.append(character)
                continue
            }
            guard position < characters.count else { break }
            text.append(try escape())
        }
        throw FEELProblem("a text is opened and never closed; add the quote")
    }

    private mutating func escape() throws -> Character {
        let mark = characters[position]
        position += 1
        if let plain = Self.escapes[mark] { return plain }
        let length = mark == "u" ? 4 : mark == "U" ? 6 : 0
        let digits = String(characters[position..<min(position + length, characters.count)])
        guard length > 0, digits.count == length, let code = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(code)
        else { throw FEELProblem("'\\\(mark)' is no escape; use \\\" or \\\\ or \\n") }
        position += length
        return Character(scalar)
    }

    private mutating func number() throws -> FEELToken {
        let start = position
        while isDigit(position) { position += 1 }
        // `1..5` is a range, not a number with a point.
        if position < characters.count, characters[position] == ".", isDigit(position + 1) {
            position += 1
            while isDigit(position) { position += 1 }
        }
        let text = String(characters[start..<position])
        guard let value = Decimal(feel: text) else {
            throw FEELProblem("'\(text)' is too long for a number")
        }
        return .number(value)
    }

    private mutating func knownName() -> String? {
        for name in names where characters[position...].starts(with: name) {
            let end = position + name.count
            if end < characters.count, let last = name.last, Self.isNamePart(last),
                Self.isNamePart(characters[end])
            {
                continue
            }
            position = end
            return String(name)
        }
        return nil
    }

    private mutating func plainName() -> String {
        let start = position
        while position < characters.count, Self.isNamePart(characters[position]) { position += 1 }
        return String(characters[start..<position])
    }

    private func isDigit(_ index: Int) -> Bool {
        index < characters.count && characters[index].isASCII && characters[index].isNumber
    }

    private static func isNameStart(_ character: Character) -> Bool {
        character.isLetter || character == "_"
    }
    private static func isNamePart(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}

/// What is wrong with an expression; the reader of the file adds the place.
struct FEELProblem: Error {
    let message: String
    init(_ message: String) { self.message = message }
}
