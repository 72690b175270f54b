import Formats

/// Writes down rows that were not taken, each whole and with what is wrong: the file can be mended and read back.
struct RejectedRows {
    private let form: ForeignRows.Form
    private var csv: CSVWriter?

    init(_ form: ForeignRows.Form) {
        self.form = form
    }

    /// The bytes of a row, before the first also those of the header. Fields stand there as they came, so that they
    /// read back equal: a spreadsheet may take one for a formula.
    mutating func line(_ row: ForeignRow, _ problem: String) -> [UInt8] {
        switch (form, row.whole) {
        case (.csv(let header, let problemAt, let delimiter), .fields(let fields)):
            let names = header.enumerated().filter { $0.offset != problemAt }.map { $0.element }
            var writer = csv ?? CSVWriter(header: names + [problemColumn], delimiter: delimiter)
            var kept = fields.enumerated().filter { $0.offset != problemAt }.map { $0.element }
            // What is wrong stands in its own column, also where the row is too short.
            kept += Array(repeating: "", count: max(0, names.count - kept.count))
            writer.append(kept + [problem])
            defer { csv = writer }
            return writer.drain()
        case (_, .item(let value)):
            var members = value.objectValue ?? ["row": value]
            members[problemColumn] = .string(problem)
            return Array((JSON.object(members).canonical + "\n").utf8)
        case (.json, .fields): return []
        }
    }
}
