import Formats
import Languages

/// Exactly the table that a page shows, with all its rows and columns; codes stand beside the labels.
struct TableFile {
    let t: Translator
    let built: BuiltTable

    var bytes: [UInt8] {
        let table = built.table
        let sums = built.question.totals ? table.rowTotals : nil
        var csv = CSVWriter(
            header: ["code", built.question.rows] + table.columns.map(head)
                + (sums == nil ? [] : ["sum"]))
        for (index, row) in table.rows.enumerated() {
            csv.append(
                [row.code, lineLabel(row, t)] + table.cells[index].map(cell)
                    + (sums.map { [plain($0[index])] } ?? []))
        }
        if built.question.totals, let last = table.columnTotals {
            csv.append(
                ["", "sum"] + last.map(plain) + (sums.map { [plain($0.reduce(0, +))] } ?? []))
        }
        return csv.bytes
    }

    /// Two columns of one label would be one for a program that reads them by name.
    private func head(_ column: CrossTable.Line) -> String {
        column.from == nil ? column.code : "\(column.code) \(lineLabel(column, t))"
    }

    private func cell(_ value: SeriesValue?) -> String { value?.value.map(plain) ?? "" }
}
