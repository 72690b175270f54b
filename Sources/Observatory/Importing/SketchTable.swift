import Formats

extension TableSketch {
    /// Looks at the beginning of a table or of the first sheet of a workbook; nil where it has no heading.
    static func of(_ input: InputFile) throws -> TableSketch? {
        guard input.format == .table || input.format == .workbook else { return nil }
        let isText = input.format == .table
        let look = isText ? try TextLook(try input.chunks()) : nil
        var grid = try TableGrid(input, sheet: 1)
        guard let (skip, heading) = try heading(&grid) else { return nil }
        var cells = [[String]](repeating: [], count: heading.count)
        for _ in 0..<sketchRowsMax {
            guard let row = try grid.next() else { break }
            for (place, cell) in row.cells.enumerated() where place < cells.count {
                let text = cell.trimmed
                if !text.isEmpty { cells[place].append(text) }
            }
        }
        let columns = oneValue(zip(heading, cells).map { Column($0, cells: $1) })
        let values = zip(columns, cells).filter { ["value", "heading"].contains($0.0.guess) }
        return TableSketch(
            encoding: look.map { $0.encoding == .utf8 ? "UTF-8" : "Windows-1252" } ?? "",
            delimiter: look.map { String($0.delimiter) } ?? "", skip: skip, columns: columns,
            numbers: NumberGuess(values.flatMap(\.1)))
    }

    private static func heading(_ grid: inout TableGrid) throws -> (Int, [String])? {
        for skip in 0..<headingRowsMax {
            guard let row = try grid.next() else { return nil }
            let cells = row.cells.prefix(columnsMax).map(\.trimmed)
            if cells.count(where: { !$0.isEmpty }) > 1 { return (skip, Array(cells)) }
        }
        return nil
    }

    /// Only one column holds the values, unless the headings tell what is counted.
    private static func oneValue(_ columns: [Column]) -> [Column] {
        let total = columns.firstIndex { $0.guess == "value" && $0.heading.lowercased() == "total" }
        let chosen = total ?? columns.lastIndex { $0.guess == "value" }
        let isWide = columns.contains { $0.guess == "heading" }
        return columns.enumerated().map { place, column in
            guard column.guess == "value", isWide || place != chosen else { return column }
            return Column(
                heading: column.heading, samples: column.samples, guess: "ignored", dimension: "")
        }
    }
}

/// Enough to see how numbers are written.
private let sketchRowsMax = 200
private let headingRowsMax = 20
/// A form with more columns is filled in by nobody; a description as text has no bound.
private let columnsMax = 60
