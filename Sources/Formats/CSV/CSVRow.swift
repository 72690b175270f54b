/// One row of a CSV file; fields are decoded when asked for.
public struct CSVRow: Sendable {
    public let file: String
    let record: CSVRecord
    let positions: [String: Int]

    /// The line of the file on which the row begins.
    public var line: Int { record.line }
    public var count: Int { record.count }
    public var fields: [String] { (0..<count).map { record.text($0) } }

    public subscript(position: Int) -> String { record.text(position) }

    /// The bytes of a field (UTF-8), for readers that count in millions.
    public func bytes(_ position: Int) -> ArraySlice<UInt8> { record.slice(position) }

    /// The field under a column name, or nil where the file has no such column, or the row ends before it.
    public subscript(column: String) -> String? {
        positions[column].flatMap { $0 < count ? record.text($0) : nil }
    }

    /// The field of a column that must be there and must not be empty.
    public func string(_ column: String) throws -> String {
        guard let text = self[column] else { throw error(column, "this column is missing") }
        guard !text.isEmpty else { throw error(column, "this field is empty; give a value") }
        return text
    }

    /// The field, or nil where it is empty or the column is absent.
    public func optional(_ column: String) -> String? {
        self[column].flatMap { $0.isEmpty ? nil : $0 }
    }

    public func int(_ column: String) throws -> Int {
        let text = try string(column)
        guard let value = Int(text) else {
            throw error(column, "'\(text)' is not a whole number; write digits only")
        }
        return value
    }

    public func optionalInt(_ column: String) throws -> Int? {
        optional(column) == nil ? nil : try int(column)
    }

    public func double(_ column: String) throws -> Double {
        let text = try string(column)
        guard let value = Double(text), value.isFinite else {
            throw error(column, "'\(text)' is not a number; write it as 1234.5")
        }
        return value
    }

    public func optionalDouble(_ column: String) throws -> Double? {
        optional(column) == nil ? nil : try double(column)
    }

    /// An error at this row, for a caller that finds a value without meaning.
    public func error(_ column: String, _ message: String) -> FormatError {
        FormatError(
            file: file, line: line, column: positions[column].map { $0 + 1 }, field: column,
            message: message)
    }
}

/// The bytes of one row and where each field ends.
struct CSVRecord: Sendable {
    var line = 1
    var bytes: [UInt8] = []
    var ends: [Int] = []
    var isQuoted = false

    var count: Int { ends.count }
    var isEmptyLine: Bool { ends.count == 1 && bytes.isEmpty && !isQuoted }

    func slice(_ position: Int) -> ArraySlice<UInt8> {
        bytes[(position == 0 ? 0 : ends[position - 1])..<ends[position]]
    }

    func text(_ position: Int) -> String { String(decoding: slice(position), as: UTF8.self) }
}
