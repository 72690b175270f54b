import Formats

/// The cells of a table, row after row: of a CSV file of any delimiter and encoding, or of a sheet.
struct TableGrid {
    struct Row: Sendable {
        let line: Int
        let cells: [String]
    }

    private enum Source {
        case csv(CSVReader)
        case sheet(WorkbookSheet)
    }

    private var source: Source
    private var heading: Row?

    init(_ input: InputFile, sheet: Int) throws {
        if input.format == .workbook {
            source = .sheet(try WorkbookSheet(input, number: sheet))
            return
        }
        let look = try TextLook(try input.chunks())
        let reader = try CSVReader(
            try input.chunks(), file: input.name, delimiter: look.delimiter, encoding: look.encoding
        )
        heading = Row(line: 1, cells: reader.header)
        source = .csv(reader)
    }

    mutating func next() throws -> Row? {
        if let first = heading {
            heading = nil
            return first
        }
        switch source {
        case .csv(var reader):
            let row = try reader.next(ofAnyWidth: true)
            source = .csv(reader)
            return row.map { Row(line: $0.line, cells: $0.fields) }
        case .sheet(let sheet):
            return try sheet.next()
        }
    }
}
