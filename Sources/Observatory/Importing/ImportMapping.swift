import Formats
import Storage

/// What the columns of a table are, where the file does not say so itself; kept for the next file of its kind.
struct ImportMapping: Sendable {
    enum Part: Sendable, Equatable {
        case period, value, growth, flag, confidentiality, note, ignored
        case dimension(String)
    }

    /// Lines before the heading.
    var skip = 0
    /// Lines of the heading: more than one where cells are merged.
    var headingLines = 1
    /// The number of the sheet of a workbook, from 1.
    var sheet = 1
    /// Columns whose empty cells repeat what stands above: merged cells.
    var filled = Set<String>()
    /// What columns are, by their heading.
    var columns: [String: Part] = [:]
    /// Each line of the heading of the value columns; empty where the table is long.
    var wide: [Part] = []
    /// What the table does not say itself: `geo: PRT`, `period: "2021"`.
    var constants: [String: String] = [:]
    /// The first cell of a row with which the table ends, such as the line of sources.
    var end: String?
    var numbers = NumberStyle()
    /// A value that stands for others, as UNHCR's 3 for 1 to 4: marked as imputed, with the reason.
    var imputed: (value: Double, why: String)?

    /// From the key `mapping` of a description.
    init(_ yaml: YAML) throws {
        try yaml.unknownKeys(allowed: [
            "skip", "heading", "sheet", "filled", "columns", "wide", "constants", "end", "numbers",
            "imputed",
        ])
        skip = try yaml.optionalInt("skip") ?? 0
        headingLines = try yaml.optionalInt("heading") ?? 1
        sheet = try yaml.optionalInt("sheet") ?? 1
        filled = Set(try yaml.optionalStrings("filled").map(\.trimmed))
        for entry in try yaml.optionalMap("columns")?.entries ?? [] {
            columns[entry.key.trimmed] = try ImportMapping.part(entry.value)
        }
        wide = try yaml.optionalList("wide").map(ImportMapping.part)
        for entry in try yaml.optionalMap("constants")?.entries ?? [] {
            constants[entry.key] = try entry.value.string()
        }
        end = try yaml.optionalString("end")
        if let numbers = try yaml.optionalMap("numbers") {
            self.numbers = try NumberStyle(numbers)
        }
        if let rule = try yaml.optionalMap("imputed") {
            imputed = (try rule.double("value"), try rule.string("why"))
        }
        guard (0...200).contains(skip), (1...10).contains(headingLines), sheet > 0 else {
            throw yaml.error("skip up to 200 lines, a heading of 1 to 10, a sheet from 1")
        }
    }

    private static func part(_ yaml: YAML) throws -> Part {
        let text = try yaml.string()
        switch text {
        case "period": return .period
        case "value": return .value
        case "growth": return .growth
        case "flag": return .flag
        case "confidentiality": return .confidentiality
        case "note": return .note
        case "ignored": return .ignored
        default:
            guard text.hasPrefix("dimension "), text.utf8.count > 10 else {
                throw yaml.error(
                    "a column is period, value, growth, flag, confidentiality, note, ignored or 'dimension NAME'"
                )
            }
            return .dimension(String(text.dropFirst(10)).trimmed)
        }
    }

    static func missing(_ file: String) -> FormatError {
        FormatError(
            file: file,
            message:
                "what its columns are is not known; say so under `mapping` in a YAML file, with --mapping FILE or beside it"
        )
    }

    /// By what a file of the same kind is known again: the words of its first heading, without digits.
    static func headingDigest(_ input: InputFile) throws -> String? {
        var grid = try TableGrid(input, sheet: 1)
        for _ in 0..<headingSearchMax {
            guard let row = try grid.next() else { return nil }
            let words = row.cells.map { $0.trimmed.filter { !$0.isNumber } }.filter { !$0.isEmpty }
            guard words.count > 1 else { continue }
            return digestText(words.joined(separator: "\u{1}"))
        }
        return nil
    }
}

extension NumberStyle {
    init(_ yaml: YAML) throws {
        try yaml.unknownKeys(allowed: ["thousands", "decimal", "dash", "percent", "factor"])
        thousands = try yaml.optionalString("thousands") ?? ""
        decimal = try yaml.optionalString("decimal")?.first
        if let text = try yaml.optionalString("dash") {
            guard let known = Dash(rawValue: text) else {
                throw yaml.error("a dash is zero or nothing")
            }
            dash = known
        }
        hasPercent = try yaml.optionalBool("percent") ?? false
        factor = try yaml.optionalDouble("factor") ?? 1
    }
}

/// SHA-256 of a text in hexadecimal.
func digestText(_ text: String) -> String { fingerprint(Array(text.utf8)) }

/// Titles and remarks above a heading are fewer.
private let headingSearchMax = 20
