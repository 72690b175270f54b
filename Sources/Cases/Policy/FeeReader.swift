import Decisions
import Formats
import Kernel

/// A condition over one person of a file, written in FEEL and compiled when its table is read.
struct FeeCondition: Sendable {
    let text: String
    private let code: CompiledText

    /// What it may look at.
    static let names = ["age", "relation", "inPortugal", "channel", "people"]

    init(_ node: YAML) throws {
        text = try node.string()
        let known = FeeCondition.names.joined(separator: ", ")
        do {
            code = try CompiledText(expression: text, names: FeeCondition.names)
        } catch {
            throw node.error("\(error); a condition is FEEL over these facts: \(known)")
        }
        // Tried once: what is neither true nor false of somebody is a slip, not a condition.
        guard case .boolean = try code.value(FeeCondition.ofSomebody) else {
            throw node.error("'\(text)' is neither true nor false of a person; facts: \(known)")
        }
    }

    func holds(_ facts: [String: FEELValue]) throws -> Bool { try code.value(facts).isTrue }

    private static let ofSomebody: [String: FEELValue] = [
        "age": 30, "relation": "holder", "inPortugal": true, "channel": "digital", "people": 1,
    ]
}

/// The rows of decisions/fees.csv by their code.
struct FeeRows: Sendable {
    static let file = "decisions/fees.csv"
    private let rows: [String: [FeeAmount]]

    /// Empty where the folder has no such file; an amount that cannot be read is refused with line and column.
    init(_ folder: PolicyFolder) throws {
        guard let text = folder.texts[FeeRows.file] else {
            rows = [:]
            return
        }
        var reader = try CSVReader(text: text, file: FeeRows.file)
        try reader.require(["code", "validFrom", "validTo", "value", "unit", "source", "verified"])
        rows = Dictionary(grouping: try reader.rows().map { try FeeAmount($0) }, by: \.code)
    }

    /// The rows of the code that a node names, of one unit, that hold on some day of a span.
    func find(
        _ node: YAML, _ unit: FeeAmount.Unit, from: Day, to: Day?, sources: [String: String]
    ) throws -> [FeeAmount] {
        let code = try node.string()
        guard let found = rows[code] else {
            throw node.error("no row '\(code)' in \(FeeRows.file)")
        }
        guard found.allSatisfy({ $0.unit == unit }) else {
            throw node.error("the rows '\(code)' of \(FeeRows.file) are not in \(unit.rawValue)")
        }
        let used = found.filter { amount in
            guard let start = amount.validFrom else { return false }
            return (to.map { start <= $0 } ?? true) && (amount.validTo.map { $0 >= from } ?? true)
        }
        for key in used.flatMap(\.sources) where sources[key] == nil {
            throw node.error("the rows '\(code)' name '\(key)', which is not under 'sources'")
        }
        return used
    }
}

extension FeeAmount {
    fileprivate init(_ row: CSVRow) throws {
        func day(_ column: String) throws -> Day? {
            guard let text = row.optional(column) else { return nil }
            guard let day = Day(iso: text) else {
                throw row.error(column, "'\(text)' is no day; write 2026-11-23")
            }
            return day
        }
        let typed = try row.string("value")
        guard let value = FeeAmount.hundredths(typed) else {
            throw row.error("value", "'\(typed)' is no amount; write 121.95, at most two decimals")
        }
        guard let unit = Unit(rawValue: try row.string("unit")) else {
            throw row.error("unit", "write EUR or percent")
        }
        guard unit == .euro || value <= 10_000 else {
            throw row.error("value", "more than 100 percent")
        }
        self.init(
            code: try row.string("code"), validFrom: try day("validFrom"),
            validTo: try day("validTo"), hundredths: value, unit: unit,
            sources: try row.string("source").split(separator: " ").map(String.init),
            isVerified: try row.string("verified") == "yes")
    }

    /// `121.95` is 12195; nil for what is negative, has more than two decimals or is no number.
    static func hundredths(_ text: String) -> Int64? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { part in
            !part.isEmpty && part.utf8.allSatisfy { (48...57).contains($0) }
        }
        guard (1...2).contains(parts.count), isDigits, parts[0].count <= digitsMax else {
            return nil
        }
        guard parts.count == 2 else { return Int64(parts[0]).map { $0 * 100 } }
        guard parts[1].count <= 2, let whole = Int64(parts[0]), let rest = Int64(parts[1]) else {
            return nil
        }
        return whole * 100 + (parts[1].count == 1 ? rest * 10 : rest)
    }
}

/// No fee of a person has more: a slip of the keyboard must not become a demand.
private let digitsMax = 7
