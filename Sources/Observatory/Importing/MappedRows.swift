import Formats

/// The values of a table whose columns a mapping explains: long, one value a row, or wide, several.
struct MappedRows: RowSource {
    private enum Column {
        case part(ImportMapping.Part, name: String)
        /// A value; what its heading says of it, line by line.
        case values([String])
    }

    let facts: SourceFacts
    let dimensions: [String]
    private let file: String
    private let mapping: ImportMapping
    private var grid: TableGrid
    private let columns: [Column]
    private let places: [String: Int]
    private var above: [String]
    private var waiting: [SeriesRow] = []
    private var problem: FormatError?

    init(_ input: InputFile, _ mapping: ImportMapping) throws {
        self.mapping = mapping
        file = input.name
        facts = SourceFacts(format: input.format == .workbook ? "xlsx" : "table")
        grid = try TableGrid(input, sheet: mapping.sheet)
        let heading = try MappedRows.heading(&grid, mapping, file)
        columns = try MappedRows.columns(heading, mapping, file)
        dimensions = MappedRows.dimensions(columns, mapping)
        places = Dictionary(uniqueKeysWithValues: dimensions.enumerated().map { ($1, $0) })
        above = Array(repeating: "", count: columns.count)
    }

    mutating func next() throws -> SeriesRow? {
        while true {
            if !waiting.isEmpty { return waiting.removeFirst() }
            if let error = problem {
                problem = nil
                throw error
            }
            guard let row = try grid.next(), !isEnd(row) else { return nil }
            if row.cells.allSatisfy({ $0.trimmed.isEmpty }) { continue }
            try take(row)
        }
    }

    private func isEnd(_ row: TableGrid.Row) -> Bool {
        guard let end = mapping.end else { return false }
        return row.cells.first?.trimmed.hasPrefix(end) ?? false
    }

    /// Reads what a row says for all its values, then each of them; of several that are wrong the first is told.
    private mutating func take(_ row: TableGrid.Row) throws {
        var base = SeriesRow(
            codes: dimensions.map { mapping.constants[$0] ?? "" },
            period: mapping.constants["period"] ?? "", line: row.line)
        var cells: [(text: String, name: String, heading: [String])] = []
        for (place, column) in columns.enumerated() {
            var text = place < row.cells.count ? row.cells[place].trimmed : ""
            switch column {
            case .part(let part, let name):
                if mapping.filled.contains(name) {
                    if text.isEmpty { text = above[place] }
                    above[place] = text
                }
                if part == .value { cells.append((text, name, [])) }
                set(part, text, &base)
            case .values(let heading):
                cells.append((text, heading.joined(separator: " / "), heading))
            }
        }
        for cell in cells {
            do {
                waiting.append(try value(cell.text, cell.heading, base))
            } catch let refusal as NumberStyle.Refusal {
                problem = FormatError(
                    file: file, line: row.line, field: cell.name, message: refusal.words)
                waiting = []
                return
            }
        }
    }

    private func value(
        _ text: String, _ heading: [String], _ base: SeriesRow
    ) throws -> SeriesRow {
        var row = base
        for (part, word) in zip(mapping.wide, heading) { set(part, word, &row) }
        let reading = try mapping.numbers.read(text)
        row.value = reading.value
        row.flag += reading.flag
        if row.confidentiality.isEmpty { row.confidentiality = reading.confidentiality }
        if let rule = mapping.imputed, reading.value == rule.value {
            row.flag += "I"
            row.note = row.note.isEmpty ? rule.why : row.note + "; " + rule.why
        }
        return row
    }

    private func set(_ part: ImportMapping.Part, _ text: String, _ row: inout SeriesRow) {
        switch part {
        case .period: row.period = wholeYear(text)
        case .flag: row.flag = text
        case .confidentiality: row.confidentiality = text == "F" ? "" : text
        case .note: row.note = text
        case .dimension(let id): if let place = places[id] { row.codes[place] = text }
        case .growth: row.growth = percentage(text)
        case .value, .ignored: break
        }
    }

    /// `84,59%`, in either way to write decimals; nil where it is none.
    private func percentage(_ text: String) -> Double? {
        let digits = text.filter { $0 != "%" && !$0.isWhitespace }
        return Double(digits.replacing(",", with: "."))
    }

    /// `1990.0`, as programs write years that they took for decimals.
    private func wholeYear(_ text: String) -> String {
        text.hasSuffix(".0") && text.utf8.count == 6 ? String(text.dropLast(2)) : text
    }

    // MARK: - Heading

    /// The lines of the heading; an empty cell of an upper line belongs to the merged one left of it.
    private static func heading(
        _ grid: inout TableGrid, _ mapping: ImportMapping, _ file: String
    ) throws -> [[String]] {
        for _ in 0..<mapping.skip { _ = try grid.next() }
        var lines: [[String]] = []
        for number in 0..<mapping.headingLines {
            guard let row = try grid.next() else {
                throw FormatError(file: file, message: "the file ends before its heading does")
            }
            var cells = row.cells.map(\.trimmed)
            if number < mapping.headingLines - 1 {
                for place in cells.indices.dropFirst() where cells[place].isEmpty {
                    cells[place] = cells[place - 1]
                }
            }
            lines.append(cells)
        }
        return lines
    }

    private static func columns(
        _ lines: [[String]], _ mapping: ImportMapping, _ file: String
    ) throws -> [Column] {
        var missing = Set(mapping.columns.keys)
        let width = lines.map(\.count).max() ?? 0
        let columns = (0..<width).map { place -> Column in
            let heading = lines.map { place < $0.count ? $0[place] : "" }
            let names = heading + [heading.filter { !$0.isEmpty }.joined(separator: " / ")]
            for name in names.reversed() {
                guard let part = mapping.columns[name] else { continue }
                missing.remove(name)
                return .part(part, name: name)
            }
            let isNamed = heading.contains { !$0.isEmpty }
            return mapping.wide.isEmpty || !isNamed
                ? .part(.ignored, name: heading.last ?? "") : .values(heading)
        }
        if let name = missing.sorted().first {
            let known = lines.last?.filter { !$0.isEmpty }.joined(separator: ", ") ?? ""
            throw FormatError(
                file: file, field: name,
                message: "the mapping names this column, which is not there; the file has: \(known)"
            )
        }
        return columns
    }

    private static func dimensions(_ columns: [Column], _ mapping: ImportMapping) -> [String] {
        var ids: [String] = []
        func add(_ part: ImportMapping.Part) {
            if case .dimension(let id) = part, !ids.contains(id) { ids.append(id) }
        }
        for column in columns { if case .part(let part, _) = column { add(part) } }
        mapping.wide.forEach(add)
        ids += mapping.constants.keys.sorted().filter { $0 != "period" && !ids.contains($0) }
        return ids
    }
}
