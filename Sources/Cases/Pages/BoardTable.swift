import Formats
import Kernel
import Languages
import Web

/// One table, for the screen and for a file alike.
struct BoardTable {
    let title: String
    /// What must be known to read it.
    let note: String
    let columns: [Column]
    let rows: [[Cell]]

    /// Lines on the screen: a screen and a half.
    static let shown = 50

    enum Cell {
        case text(String)
        case link(String, to: String)
        case day(Day)
        case count(Int)
        /// A count drawn beside its number; the longest bar is that of the second.
        case bar(Int, of: Int)
        case unverified
    }

    /// The front of it: whoever needs more takes the file.
    func html(_ t: Translator) -> HTML {
        let table = sortableTable(
            t, caption: title, captionHidden: true, columns: columns,
            rows: rows.prefix(BoardTable.shown).map { $0.map { cell($0, t) } })
        if rows.count <= BoardTable.shown { return table }
        let left = t(
            "These are the first {n}; the file goes on.", ["n": t.number(BoardTable.shown)])
        return "\(table)<p>\(left)</p>"
    }

    var csv: [UInt8] {
        var writer = CSVWriter(header: columns.map(\.title))
        // Names are what people typed.
        for row in rows.prefix(listFileMax) {
            writer.append(row.map { spreadsheetText(plain($0)) })
        }
        if rows.count > listFileMax { writer.append([ListFile.cutLine(after: listFileMax)]) }
        return writer.bytes
    }

    private func cell(_ cell: Cell, _ t: Translator) -> HTML {
        switch cell {
        case .text(let text): "\(text)"
        case .link(let text, let path): rowLink(text, to: path)
        case .day(let day): "<span class=\"nowrap\">\(t.shortDate(day))</span>"
        case .count(let count): count == 0 ? "–" : "\(t.number(count))"
        case .bar(let count, let most):
            "<span class=\"nowrap\">\(bar(count, of: most)) \(t.number(count))</span>"
        case .unverified: unverifiedMark(t)
        }
    }

    private func plain(_ cell: Cell) -> String {
        switch cell {
        case .text(let text), .link(let text, _): text
        case .day(let day): "\(day)"
        case .count(let count), .bar(let count, _): String(count)
        case .unverified: "unverified"
        }
    }
}

/// A bar that says what the number beside it says: nothing for ears.
private func bar(_ count: Int, of most: Int) -> HTML {
    let width = most > 0 ? max(0, min(barWidth, count * barWidth / most)) : 0
    return """
        <svg class="bar" width="\(barWidth)" height="10" viewBox="0 0 \(barWidth) 10" aria-hidden="true" \
        focusable="false"><rect width="\(width)" height="10" fill="currentColor" opacity="0.55"/></svg>
        """
}

private let barWidth = 64
