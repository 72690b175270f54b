import Formats

/// Which of a language's plural forms a count takes; the C expression of a `Plural-Forms` header.
public struct PluralRule: Equatable, Sendable {
    public let forms: Int
    private let expression: PluralExpression

    /// One and many, as in English.
    public static let english = PluralRule(
        forms: 2, expression: .binary("!=", .count, .number(1)))

    private init(forms: Int, expression: PluralExpression) {
        self.forms = forms
        self.expression = expression
    }

    /// Reads `nplurals=2; plural=(n != 1);`.
    public init(header: String, file: String) throws {
        var values: [String: String] = [:]
        for part in header.split(separator: ";") {
            let sides = part.split(separator: "=", maxSplits: 1)
            guard sides.count == 2 else { continue }
            values[sides[0].filter { $0 != " " }] = String(sides[1])
        }
        guard let forms = values["nplurals"].flatMap({ Int($0.filter { $0 != " " }) }),
            (1...6).contains(forms),
            let text = values["plural"]
        else {
            throw FormatError(
                file: file, field: "Plural-Forms",
                message: "write it as nplurals=2; plural=(n != 1);")
        }
        var parser = PluralParser(text: text, file: file)
        self.init(forms: forms, expression: try parser.parse())
        try check(file)
    }

    public func form(_ count: Int) -> Int { expression.value(abs(count)) }

    /// A rule that points outside its forms would show nothing; every rule in use repeats within 1000.
    private func check(_ file: String) throws {
        for count in 0...1_000 where !(0..<forms).contains(form(count)) {
            throw FormatError(
                file: file, field: "Plural-Forms",
                message: "for n = \(count) the expression gives form \(form(count)) of \(forms)")
        }
    }
}

indirect enum PluralExpression: Equatable, Sendable {
    case count
    case number(Int)
    case not(PluralExpression)
    case binary(String, PluralExpression, PluralExpression)
    case choice(PluralExpression, PluralExpression, PluralExpression)

    func value(_ n: Int) -> Int {
        switch self {
        case .count: n
        case .number(let number): number
        case .not(let inner): inner.value(n) == 0 ? 1 : 0
        case .choice(let test, let yes, let no): test.value(n) != 0 ? yes.value(n) : no.value(n)
        case .binary(let sign, let left, let right):
            Self.apply(sign, left.value(n), right.value(n))
        }
    }

    private static func apply(_ sign: String, _ left: Int, _ right: Int) -> Int {
        switch sign {
        case "||": left != 0 || right != 0 ? 1 : 0
        case "&&": left != 0 && right != 0 ? 1 : 0
        case "==": left == right ? 1 : 0
        case "!=": left != right ? 1 : 0
        case "<": left < right ? 1 : 0
        case ">": left > right ? 1 : 0
        case "<=": left <= right ? 1 : 0
        case ">=": left >= right ? 1 : 0
        case "+": left &+ right
        case "-": left &- right
        case "*": left &* right
        case "/": right == 0 ? 0 : left / right
        default: right == 0 ? 0 : left % right
        }
    }
}

/// C precedence by climbing, for the operators that gettext allows.
struct PluralParser {
    private static let levels: [[String]] = [
        ["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"],
    ]
    /// No language needs more; a hostile file ends here.
    private static let depthMax = 64

    private var rest: Substring
    private let file: String
    private var depth = 0

    init(text: String, file: String) {
        rest = Substring(text)
        self.file = file
    }

    mutating func parse() throws -> PluralExpression {
        let expression = try choice()
        skip()
        guard rest.isEmpty else { throw error("'\(rest)' is not understood") }
        return expression
    }

    private mutating func choice() throws -> PluralExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw error("nested too deep") }
        let test = try level(0)
        guard take("?") else { return test }
        let yes = try choice()
        guard take(":") else { throw error("':' is missing after '?'") }
        return .choice(test, yes, try choice())
    }

    private mutating func level(_ index: Int) throws -> PluralExpression {
        guard index < Self.levels.count else { return try unary() }
        var left = try level(index + 1)
        while let sign = Self.levels[index].first(where: { take($0) }) {
            left = .binary(sign, left, try level(index + 1))
        }
        return left
    }

    private mutating func unary() throws -> PluralExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthMax else { throw error("nested too deep") }
        if take("!") { return .not(try unary()) }
        if take("(") {
            let inner = try choice()
            guard take(")") else { throw error("')' is missing") }
            return inner
        }
        if take("n") { return .count }
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int(digits) else {
            throw error("a number, n or '(' is expected at '\(rest)'")
        }
        rest = rest.dropFirst(digits.count)
        return .number(number)
    }

    private mutating func take(_ sign: String) -> Bool {
        skip()
        guard rest.hasPrefix(sign) else { return false }
        rest = rest.dropFirst(sign.count)
        return true
    }

    private mutating func skip() { rest = rest.drop { $0 == " " || $0 == "\t" } }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, field: "Plural-Forms", message: message)
    }
}
