import Formats
import Kernel

/// The fields of one row, each read with an error that names it.
struct RowFields {
    let file: String
    let row: ForeignRow

    func error(_ column: ImportColumn?, _ message: String) -> FormatError {
        FormatError(file: file, line: row.line, field: column?.rawValue, message: message)
    }

    /// Nothing that no screen shows: a line end in a name is a missing quote, and no store keeps a zero.
    func refuseControls() throws {
        for column in ImportColumn.allCases {
            guard let text = row.values[column] else { continue }
            if text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
                throw error(column, "a line end or another control character; take it out")
            }
        }
    }

    func text(_ column: ImportColumn, charactersMax: Int) throws -> String {
        guard let text = try optional(column, charactersMax: charactersMax) else {
            throw error(column, "this field is empty; give a value")
        }
        return text
    }

    func optional(_ column: ImportColumn, charactersMax: Int) throws -> String? {
        guard let text = row.values[column] else { return nil }
        guard text.count <= charactersMax else {
            throw error(column, "over \(charactersMax) characters; shorten it")
        }
        return text
    }

    /// `2024-02-29`, or `29/02/2024` as forms in Portugal write it.
    func day(_ column: ImportColumn) throws -> Day {
        let text = try text(column, charactersMax: 40)
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        let day =
            parts.count == 3
            ? Day(iso: parts.reversed().joined(separator: "-")) : Day(iso: text)
        guard let day else {
            throw error(column, "'\(text)' is no day; write 2024-02-29 or 29/02/2024")
        }
        return day
    }
}
