public import Formats

/// Reads SDMX-CSV 1.0 and the data rows of 2.0 as a stream, in Eurostat's flavours too.
public struct SDMXCSVReader {
    public private(set) var structure: SDMXStructure
    /// Labels by dimension or attribute and code, as far as rows have been read.
    public private(set) var codeLabels: [String: [String: String]] = [:]

    private var rows: CSVReader
    private var pending: CSVRow?
    private let columns: SDMXCSVColumns
    private let hasInlineLabels: Bool
    private let decimalComma: Bool

    /// Code lists are finite; a column with more different labels than this is a text.
    public static let labelsMax = 20_000

    public init(
        _ chunks: @escaping ByteChunks, file: String, limits: CSVLimits = CSVLimits()
    ) throws {
        var delimiter: Character = ","
        let source = try SDMXCSVReader.peeking(chunks) { delimiter = SDMXCSVReader.delimiter($0) }
        rows = try CSVReader(source, file: file, delimiter: delimiter, limits: limits)
        columns = try SDMXCSVColumns(header: rows.header, file: file)
        // SDMX-CSV writes decimals as the delimiter's country does: semicolon files have decimal commas.
        decimalComma = delimiter == ";"
        hasInlineLabels = rows.header.contains { SDMXCSVColumns.label($0) != nil }
        structure = SDMXStructure(
            dataflow: "", dimensions: columns.dimensions, attributes: columns.attributes)
        structure.labels = columns.labels
        pending = try rows.next()
        if let pending { describe(pending) }
    }

    public init(bytes: [UInt8], file: String) throws {
        try self.init(chunks(of: bytes), file: file)
    }

    /// The next observation, or nil at the end.
    public mutating func next() throws -> Observation? {
        guard let row = try pending ?? rows.next() else { return nil }
        pending = nil
        return try observation(row)
    }

    /// All that remain; for files known to be small.
    public mutating func observations() throws -> [Observation] {
        var all: [Observation] = []
        while let next = try next() { all.append(next) }
        return all
    }

    private mutating func observation(_ row: CSVRow) throws -> Observation {
        var result = Observation(
            key: Array(repeating: "", count: columns.dimensions.count), period: "", value: nil)
        for (position, role) in columns.roles.enumerated() {
            switch role {
            case .dimension(let index):
                result.key[index] = code(row[position], columns.dimensions[index])
            case .period: result.period = code(row[position], "TIME_PERIOD")
            case .value: result.value = try value(row, position)
            case .status: result.status = present(code(row[position], "OBS_STATUS"))
            case .confidentiality:
                result.confidentiality = present(code(row[position], "CONF_STATUS"))
            case .attribute(let name): result.attributes[name] = present(code(row[position], name))
            case .label(let owner): note(owner, code: row[position - 1], label: row[position])
            case .action: try check(row, position)
            case .ignored, .dataflow, .dataflowName: break
            }
        }
        return result
    }

    /// A number, or nil where the field is empty, `NaN`, or Eurostat's colon for "not available".
    private func value(_ row: CSVRow, _ position: Int) throws -> Double? {
        let text = row[position]
        if text.isEmpty || text == "NaN" || text == ":" { return nil }
        let plain = decimalComma ? String(text.map { $0 == "," ? "." : $0 }) : text
        guard let number = Double(plain), number.isFinite else {
            throw row.error(
                "OBS_VALUE", "'\(text)' is not a number; leave it empty where there is none")
        }
        return number
    }

    /// Deletions are told apart, never read as data.
    private func check(_ row: CSVRow, _ position: Int) throws {
        guard let action = SDMXAction(rawValue: row[position]) else {
            throw row.error("ACTION", "'\(row[position])' is no action; use I, A, M, R or D")
        }
        guard action != .delete else {
            throw row.error("ACTION", "this row deletes; a file with deletions is not read as data")
        }
    }

    private mutating func code(_ text: String, _ owner: String) -> String {
        guard hasInlineLabels, let mark = text.firstRange(of: ": ") else { return text }
        let code = String(text[..<mark.lowerBound])
        note(owner, code: code, label: String(text[mark.upperBound...]))
        return code
    }

    private mutating func note(_ owner: String, code: String, label: String) {
        guard !code.isEmpty, !label.isEmpty, codeLabels[owner]?[code] == nil else { return }
        guard (codeLabels[owner]?.count ?? 0) < SDMXCSVReader.labelsMax else { return }
        codeLabels[owner, default: [:]][code] = label
    }

    private mutating func describe(_ row: CSVRow) {
        for (position, role) in columns.roles.enumerated() {
            if role == .dataflow {
                let text = row[position]
                structure.dataflow = SDMXCSVColumns.identifier(text)
                structure.dataflowName = SDMXCSVColumns.label(text)
            }
            if role == .dataflowName { structure.dataflowName = present(row[position]) }
        }
    }

    private func present(_ text: String) -> String? { text.isEmpty ? nil : text }

    /// The delimiter is the character after the first column's name, which is fixed by the standard.
    private static func delimiter(_ bytes: [UInt8]) -> Character {
        let text = String(decoding: bytes.prefix(64), as: UTF8.self)
        for delimiter in text.drop(while: {
            $0 == "\u{FEFF}" || $0.isLetter || $0 == "\"" || $0 == "_"
        }) {
            // `STRUCTURE[;]` names the separator of repeated values before the delimiter comes.
            if delimiter == "[" { return afterBrackets(text) }
            return delimiter.asciiValue == nil || delimiter.isNewline ? "," : delimiter
        }
        return ","
    }

    private static func afterBrackets(_ text: String) -> Character {
        guard let close = text.firstIndex(of: "]") else { return "," }
        let rest = text[text.index(after: close)...].drop { $0 == "\"" }
        return rest.first.flatMap { $0.asciiValue == nil || $0.isNewline ? nil : $0 } ?? ","
    }

    /// Looks at the first bytes and hands them on.
    private static func peeking(
        _ chunks: @escaping ByteChunks, _ look: ([UInt8]) -> Void
    ) throws -> ByteChunks {
        var first: [UInt8] = []
        while first.count < 64, let next = try chunks() { first += next }
        look(first)
        var held: [UInt8]? = first
        return {
            if let bytes = held {
                held = nil
                return bytes
            }
            return try chunks()
        }
    }
}
