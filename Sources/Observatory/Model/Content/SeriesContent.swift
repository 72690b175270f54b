/// All values of one series of a file, forty bytes each; texts stand once.
struct SeriesContent: Sendable {
    struct Entry: Sendable {
        var line: Int32
        /// The first day of the period, as 20190131.
        var starts: Int32
        var period: Int32
        var flag: Int32
        var confidentiality: Int32
        var note: Int32
        /// Where it stands in the file.
        var row: Int32
        /// Not a number where the source gives none.
        var value: Double
    }

    /// The dimensions of the file, in its order.
    let dimensions: [String]
    /// The canonical text of each line, by its number.
    private(set) var lines: [String] = []
    /// The codes of each line, in the order of the dimensions.
    private(set) var codes: [[String]] = []
    private(set) var entries: [Entry] = []
    private var words = Words()
    private var lineNumbers: [String: Int32] = [:]

    init(dimensions: [String]) {
        self.dimensions = dimensions
    }

    mutating func append(_ row: SeriesRow, starts: Int32) {
        let line = number(of: row.codes)
        entries.append(
            Entry(
                line: line, starts: starts, period: words.number(of: row.period),
                flag: words.number(of: row.flag),
                confidentiality: words.number(of: row.confidentiality),
                note: words.number(of: row.note), row: Int32(clamping: row.line),
                value: row.value ?? .nan))
    }

    private mutating func number(of codes: [String]) -> Int32 {
        let key = codes.joined(separator: "\u{1}")
        if let known = lineNumbers[key] { return known }
        let number = Int32(lines.count)
        lineNumbers[key] = number
        let pairs = zip(dimensions, codes).filter { !$1.isEmpty }
            .map { Dimensions.Pair(name: $0, value: $1) }
        lines.append(Dimensions(pairs).text)
        self.codes.append(codes)
        return number
    }

    /// Puts lines in the order of their text and values in that of their periods: what a digest is taken of.
    mutating func arrange() {
        let order = lines.indices.sorted { lines[$0] < lines[$1] }
        var places = [Int32](repeating: 0, count: lines.count)
        for (place, line) in order.enumerated() { places[line] = Int32(place) }
        (lines, codes) = (order.map { lines[$0] }, order.map { codes[$0] })
        for index in entries.indices { entries[index].line = places[Int(entries[index].line)] }
        let words = words
        entries.sort { left, right in
            if left.line != right.line { return left.line < right.line }
            if left.starts != right.starts { return left.starts < right.starts }
            if left.period != right.period { return words[left.period] < words[right.period] }
            return left.row < right.row
        }
        lineNumbers = [:]
    }

    /// The rows whose period stands before for the same line, each with the row before; ask after `arrange`.
    var repeated: [(first: Int, second: Int)] {
        zip(entries, entries.dropFirst()).filter {
            $0.line == $1.line && $0.starts == $1.starts && $0.period == $1.period
        }.map { (Int($0.row), Int($1.row)) }
    }

    /// The values of one line by year, of those periods that are years.
    func years(ofLine line: Int) -> [Int: Double] {
        var found: [Int: Double] = [:]
        for entry in entries where Int(entry.line) == line && !entry.value.isNaN {
            if let year = Int(words[entry.period]) { found[year] = entry.value }
        }
        return found
    }

    /// Adds a remark to one value.
    mutating func note(_ line: Int, _ period: String, _ remark: String) {
        for index in entries.indices
        where Int(entries[index].line) == line && words[entries[index].period] == period {
            let before = words[entries[index].note]
            entries[index].note = words.number(of: before.isEmpty ? remark : before + "; " + remark)
        }
    }

    func value(_ entry: Entry) -> SeriesValue {
        SeriesValue(
            dims: lines[Int(entry.line)], period: words[entry.period],
            value: entry.value.isNaN ? nil : entry.value, flag: words[entry.flag],
            note: words[entry.note], confidentiality: words[entry.confidentiality])
    }

    var values: some Sequence<SeriesValue> { entries.lazy.map(value) }
}
