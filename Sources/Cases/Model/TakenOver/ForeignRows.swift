public import Formats
import Foundation

/// Reads the rows of a file of cases, CSV or JSON, as a stream: one row is in memory at a time.
public struct ForeignRows {
    public let file: String
    let form: Form
    private var csv: CSVReader?
    private var json: JSONItems?
    /// Where in a line the columns stand.
    private var places: [(place: Int, column: ImportColumn)] = []

    /// How rows that are not taken are written down, so that the file can be mended and read back.
    enum Form: Sendable, Equatable {
        /// The columns of the file, where the problems of an earlier run stand among them, and what parts fields.
        case csv(header: [String], problemAt: Int?, delimiter: UInt8)
        /// One object a line.
        case json
    }

    /// `look` is what the file showed of itself. A header with a column that is unknown, missing or twice there is
    /// refused whole: no row of such a file means what it seems to.
    public init(_ chunks: @escaping ByteChunks, file: String, look: TextLook) throws {
        self.file = file
        if look.isJSON {
            form = .json
            json = JSONItems(chunks, file: file)
            return
        }
        let reader = try CSVReader(
            chunks, file: file, delimiter: look.delimiter, encoding: look.encoding)
        let names = reader.header.map(trimmed)
        form = .csv(
            header: names, problemAt: names.firstIndex(of: problemColumn),
            delimiter: look.delimiter.asciiValue ?? UInt8(ascii: ","))
        csv = reader
        places = try ForeignRows.places(of: names, in: file)
    }

    /// The next row, or nil at the end. Throws where the file cannot be read any further.
    mutating func next() throws -> ForeignRow? {
        if let row = try csv?.next(ofAnyWidth: true) { return read(row) }
        if let item = try json?.next() { return read(item) }
        return nil
    }

    private static func places(
        of names: [String], in file: String
    ) throws -> [(place: Int, column: ImportColumn)] {
        func error(_ field: String, _ message: String) -> FormatError {
            FormatError(file: file, line: 1, field: field, message: message)
        }
        var places: [(place: Int, column: ImportColumn)] = []
        for (place, name) in names.enumerated() where name != problemColumn {
            guard let column = ImportColumn(rawValue: name) else {
                throw error(
                    name, "this column is not known; rename or remove it: \(ImportColumn.all)")
            }
            if places.contains(where: { $0.column == column }) {
                throw error(name, "this column stands there twice; keep one")
            }
            places.append((place, column))
        }
        let known = Set(places.map { $0.column })
        if let column = ImportColumn.required.first(where: { !known.contains($0) }) {
            throw error(column.rawValue, "this column is missing; add it")
        }
        return places
    }

    private func read(_ row: CSVRow) -> ForeignRow {
        let fields = row.fields
        guard case .csv(let header, _, _) = form, fields.count == header.count else {
            return ForeignRow(
                line: row.line, values: [:], whole: .fields(fields),
                fault: FormatError(
                    file: file, line: row.line,
                    message:
                        "\(fields.count) fields where the header has \(csv?.header.count ?? 0); check quotes and delimiter"
                ))
        }
        var values: [ImportColumn: String] = [:]
        for (place, column) in places {
            let text = trimmed(fields[place])
            if !text.isEmpty { values[column] = text }
        }
        return ForeignRow(line: row.line, values: values, whole: .fields(fields))
    }

    private func read(_ item: JSONItems.Item) -> ForeignRow {
        var row = ForeignRow(line: item.line, values: [:], whole: .item(item.value))
        func error(_ field: String?, _ message: String) -> FormatError {
            FormatError(file: file, line: item.line, field: field, message: message)
        }
        guard case .object(let members) = item.value else {
            row.fault = error(nil, "an object with a key for each column is expected here")
            return row
        }
        var values: [ImportColumn: String] = [:]
        for (key, value) in members where key != problemColumn {
            guard let column = ImportColumn(rawValue: key) else {
                row.fault = error(key, "this key is not known; use one of: \(ImportColumn.all)")
                return row
            }
            guard let text = plain(value) else {
                row.fault = error(key, "a text is expected here")
                return row
            }
            if !text.isEmpty { values[column] = text }
        }
        return ForeignRow(line: item.line, values: values, whole: row.whole)
    }

    /// A text, a whole number as text, a list of texts as one; nil where it is something else.
    private func plain(_ value: JSON) -> String? {
        switch value {
        case .string(let text): return trimmed(text)
        case .int(let number): return String(number)
        case .null: return ""
        case .array(let items):
            let texts = items.compactMap(\.stringValue)
            return texts.count == items.count ? texts.joined(separator: " ") : nil
        case .object, .number, .decimal, .bool: return nil
        }
    }
}

/// Without the white space around it; most texts have none and stay as they are.
private func trimmed(_ text: String) -> String {
    let utf8 = text.utf8
    guard let first = utf8.first, let last = utf8.last else { return text }
    let isBare = (33..<0x7F).contains(first) && (33..<0x7F).contains(last)
    return isBare ? text : text.trimmingCharacters(in: .whitespacesAndNewlines)
}
