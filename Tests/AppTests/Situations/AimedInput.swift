import Formats
import Foundation
import Kernel
import TestSupport

/// An input of a model, with values on both sides of every constant to which its tables compare it.
struct AimedInput: Sendable {
    enum Kind: Sendable {
        case code, truth, number, day
        /// Nothing that a situation is made of: stays unknown.
        case other
    }

    let name: String
    let kind: Kind
    /// Around the constants of its own columns.
    let near: [JSON]
    /// All that it may be.
    let pool: [JSON]
    /// Whether somebody may leave it open.
    let mayBeUnknown: Bool

    init(
        name: String, kind: Kind, near: [JSON] = [], pool: [JSON], mayBeUnknown: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.near = near
        self.pool = Constants.unique(near + pool)
        self.mayBeUnknown = mayBeUnknown
    }

    /// One of all values; every other time one around its own constants, and now and then none.
    func any(_ random: inout SeededRandom) -> JSON {
        if mayBeUnknown, Int.random(in: 0..<12, using: &random) == 0 { return .null }
        let isNear = Bool.random(using: &random) && !near.isEmpty
        return (isNear ? near : pool).randomElement(using: &random) ?? .null
    }

    /// A value of a test case; null where it says none.
    func json(_ value: XMLElement) -> JSON {
        let text = value.text.trimmingCharacters(in: .whitespacesAndNewlines)
        if text.isEmpty { return .null }
        switch kind {
        case .code, .day: return .string(text)
        case .truth: return .bool(text == "true")
        case .number: return Constants.json(Double(text) ?? 0)
        case .other: return .null
        }
    }

    /// A value that a cell means, or one beside its constants; nil where none is known.
    func value(for cell: String, _ random: inout SeededRandom) -> JSON? {
        if mayBeUnknown, cell == "null" { return JSON.null }
        let isNot = cell.hasPrefix("not(")
        switch kind {
        case .code:
            let named = pool.filter { cell.contains("\"\($0.stringValue ?? "")\"") }
            let meant = isNot ? pool.filter { !named.contains($0) } : named
            return meant.randomElement(using: &random)
        case .truth:
            guard cell.contains("true") || cell.contains("false") else { return nil }
            return .bool(cell.contains("true") != isNot)
        case .number:
            return Constants.numbers([cell]).filter { pool.contains($0) }
                .randomElement(using: &random)
        case .day:
            return Constants.days([cell]).filter { pool.contains($0) }
                .randomElement(using: &random)
        case .other: return nil
        }
    }
}

extension AimedInput {
    /// The input of a model, by its type and by the tables that look at it; `rows` are the constants of files beside it.
    init(_ input: XMLElement, in root: XMLElement, _ tables: [AimedTable], rows: [String]) {
        let name = input.attribute("name") ?? ""
        let (type, allowed) = AimedInput.declared(input, in: root)
        let cells = AimedInput.cells(of: name, in: root, tables)
        switch type {
        case "string":
            let codes = Constants.codes(allowed.isEmpty ? cells : [allowed])
            self.init(name: name, kind: .code, pool: codes)
        case "boolean": self.init(name: name, kind: .truth, pool: [true, false])
        case "number":
            let bounds = Constants.bounds(allowed)
            func inside(_ texts: [String]) -> [JSON] {
                Constants.numbers(texts).filter { value in
                    value.doubleValue.map { bounds.contains($0) } ?? false
                }
            }
            self.init(
                name: name, kind: .number, near: inside(cells + [allowed, "0", "1"]),
                pool: inside(rows))
        case "date":
            let texts = root.descendants(named: "text").map(\.text) + rows
            self.init(
                name: name, kind: .day, near: Constants.days(cells), pool: Constants.spans(texts))
        default: self.init(name: name, kind: .other, pool: [])
        }
    }

    /// The basic type of an input, and its allowed values as they are written.
    private static func declared(
        _ input: XMLElement, in root: XMLElement
    ) -> (type: String, allowed: String) {
        var type = input.child("variable")?.attribute("typeRef") ?? ""
        var allowed = ""
        // A type may stand on another; a circle is refused by the engine.
        for _ in 0..<8 {
            let item = root.children(named: "itemDefinition").first {
                $0.attribute("name") == type && $0.attribute("isCollection") != "true"
            }
            guard let item else { break }
            if allowed.isEmpty { allowed = item.child("allowedValues")?.cell ?? "" }
            type = item.child("typeRef")?.text ?? ""
        }
        let plain = type.split(separator: ":").last.map(String.init) ?? ""
        return (plain.trimmingCharacters(in: .whitespacesAndNewlines), allowed)
    }

    /// The cells of the columns that look at an input, and the other expressions that name it.
    private static func cells(
        of name: String, in root: XMLElement, _ tables: [AimedTable]
    ) -> [String] {
        var texts: [String] = []
        for table in tables {
            for (place, column) in table.columns.enumerated() where column.names(name) {
                texts.append(column)
                for rule in table.rules where rule.cells.indices.contains(place) {
                    texts.append(rule.cells[place])
                }
            }
        }
        let others = root.descendants(named: "literalExpression").map(\.cell)
        return texts + others.filter { $0.names(name) }
    }
}

/// The constants in FEEL texts, and what lies beside them.
enum Constants {
    /// Every text in quotes, once.
    static func codes(_ texts: [String]) -> [JSON] {
        unique(
            texts.flatMap { text in
                text.matches(of: #/"([^"]*)"/#).map { JSON.string(String($0.output.1)) }
            })
    }

    /// Every number, with one less and one more; what stands in quotes is none, nor a date.
    static func numbers(_ texts: [String]) -> [JSON] {
        var found: [JSON] = []
        for text in texts {
            let bare = text.replacing(#/"[^"]*"|\d{4}-\d{2}-\d{2}/#, with: " ")
            for match in bare.matches(of: #/\d+(?:\.\d+)?/#) {
                guard let number = Double(String(match.output)) else { continue }
                found += [number - 1, number, number + 1].map(json)
            }
        }
        return unique(found)
    }

    /// Every date, with the day before and the day after.
    static func days(_ texts: [String]) -> [JSON] {
        unique(written(texts).flatMap { beside($0) })
    }

    /// The days beside every date and beside a fixed one, and those some months before them.
    static func spans(_ texts: [String]) -> [JSON] {
        let anchors = Set(written(texts) + [Day(number: 20_780)]).sorted()
        return unique(
            anchors.flatMap { anchor in
                monthsBefore.flatMap { beside(anchor.adding(months: -$0)) }
            })
    }

    /// Between which a number lies: `[0..120]`, `>= 0`, or anything that is not negative.
    static func bounds(_ allowed: String) -> ClosedRange<Double> {
        let numbers = allowed.matches(of: #/\d+(?:\.\d+)?/#).compactMap {
            Double(String($0.output))
        }
        guard let least = numbers.first else { return 0...numberMax }
        if allowed.contains(".."), let most = numbers.dropFirst().first, most >= least {
            return least...most
        }
        return allowed.contains("<") ? 0...least : least...max(least, numberMax)
    }

    static func unique(_ values: [JSON]) -> [JSON] {
        var seen = Set<JSON>()
        return values.filter { seen.insert($0).inserted }
    }

    private static func written(_ texts: [String]) -> [Day] {
        texts.flatMap { text in
            text.matches(of: #/\d{4}-\d{2}-\d{2}/#).compactMap { Day(iso: String($0.output)) }
        }
    }

    private static func beside(_ day: Day) -> [JSON] {
        [-1, 0, 1].map { JSON.string(day.adding(days: $0).description) }
    }

    /// Amounts of money have two digits.
    static func json(_ number: Double) -> JSON {
        Int(exactly: number).map { JSON.int($0) } ?? .number((number * 100).rounded() / 100)
    }

    /// The spans by which laws count, so that two dates lie on both sides of one.
    private static let monthsBefore = [0, 3, 6, 12, 15, 18, 24, 36, 60]
    private static let numberMax = 1_000_000.0
}

extension String {
    /// Whether an expression has a word in it.
    fileprivate func names(_ word: String) -> Bool {
        split { !($0.isLetter || $0.isNumber || $0 == "_") }.contains(Substring(word))
    }
}
