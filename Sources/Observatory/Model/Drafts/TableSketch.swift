import Formats
import Languages

/// How a table looks before anybody explained it: its heading, some cells, and what they probably are.
struct TableSketch: Sendable, Codable, Equatable {
    struct Column: Sendable, Codable, Equatable {
        let heading: String
        let samples: [String]
        /// A word of the mapping: `period`, `value`, `dimension`, or `heading` where the heading tells what is counted.
        let guess: String
        /// The dimension, where it is one.
        let dimension: String
    }

    /// `UTF-8`, `Windows-1252`, or empty for a workbook.
    let encoding: String
    /// The sign between cells; empty for a workbook.
    let delimiter: String
    /// Lines before the heading.
    let skip: Int
    let columns: [Column]
    let numbers: NumberGuess
}

/// How the numbers of a table are probably written; empty where nothing tells.
struct NumberGuess: Sendable, Codable, Equatable {
    var thousands = ""
    var decimal = ""
    var hasPercent = false

    /// What is written in one way only tells; `698.887` alone tells nothing and is asked for.
    init(_ cells: [String]) {
        for cell in cells {
            hasPercent = hasPercent || cell.hasSuffix("%")
            let text = cell.filter { $0 != "%" && $0 != "-" && $0 != "+" }.trimmed
            guard text.contains(where: \.isNumber), text.allSatisfy(isOfNumber) else { continue }
            if text.contains(where: \.isWhitespace) { add(" ") }
            let (points, commas) = (text.count { $0 == "." }, text.count { $0 == "," })
            if points > 1 || points == 1 && commas == 1 && comesFirst(".", text) { add(".") }
            if commas > 1 || points == 1 && commas == 1 && comesFirst(",", text) { add(",") }
            if commas == 1, points == 0, !isGroup(text, after: ",") { decimal = "," }
            if points == 1, commas == 0, !isGroup(text, after: ".") { decimal = "." }
        }
        if thousands.contains("."), decimal.isEmpty { decimal = "," }
        if thousands.contains(","), decimal.isEmpty { decimal = "." }
    }

    private mutating func add(_ sign: String) {
        if !thousands.contains(sign) { thousands += sign }
    }

    private func isOfNumber(_ sign: Character) -> Bool {
        sign.isNumber || sign == "." || sign == "," || sign.isWhitespace
    }

    private func comesFirst(_ sign: Character, _ text: String) -> Bool {
        text.first { $0 == "." || $0 == "," } == sign
    }

    private func isGroup(_ text: String, after sign: Character) -> Bool {
        text.split(separator: sign).last?.count == 3
    }
}

extension TableSketch.Column {
    /// What a column probably is, from its heading and its cells.
    init(_ heading: String, cells: [String]) {
        let words = folded(heading)
        let counted = cells.filter { !signs.contains($0) }
        let isNumeric =
            !counted.isEmpty
            && counted.allSatisfy { $0.contains(where: \.isNumber) && $0.count < numberSignsMax }
        var (guess, dimension) = (isNumeric ? "value" : "dimension", "")
        if let year = Int(heading), (1000...2999).contains(year) {
            guess = "heading"
        } else if periods.contains(words) {
            guess = "period"
        } else if flags.contains(words) {
            guess = "flag"
        } else if notes.contains(words) {
            guess = "note"
        } else if growths.contains(where: words.contains) {
            guess = "growth"
        } else if let known = dimensions.first(where: { $0.words.contains(words) }) {
            (guess, dimension) = ("dimension", known.id)
        } else if heading.isEmpty || cells.isEmpty {
            guess = "ignored"
        }
        if guess == "dimension", dimension.isEmpty { dimension = slug(words) }
        self.init(
            heading: heading, samples: Array(cells.prefix(samplesMax)), guess: guess,
            dimension: dimension)
    }
}

/// An identifier from words: `Pais de origem` becomes `pais-de-origem`.
private func slug(_ words: String) -> String {
    let parts = words.split { !$0.isLetter && !$0.isNumber }
    let text = parts.joined(separator: "-")
    return text.isEmpty ? "dimension" : String(text.prefix(40))
}

private let periods: Set<String> = [
    "ano", "anos", "year", "years", "time", "time_period", "period", "periodo", "data", "date",
    "mes", "month",
]
private let flags: Set<String> = ["flag", "flags", "obs_flag", "obs_status", "sinal"]
private let notes: Set<String> = ["note", "notes", "nota", "notas", "obs_comment"]
private let growths = ["variacao", "growth", "taxa de crescimento"]
private let dimensions: [(id: String, words: Set<String>)] = [
    ("geo", ["geo", "pais", "country", "territory", "territorio", "iso3"]),
    ("citizen", ["citizen", "nacionalidade", "nationality", "citizenship", "cidadania"]),
    ("sex", ["sex", "sexo", "genero"]), ("age", ["age", "idade", "grupo etario"]),
]
/// What stands in the place of a number.
private let signs: Set<String> = ["-", "–", "—", "…", "...", ":", "x", "*", ".."]
/// No count of people is longer.
private let numberSignsMax = 24
private let samplesMax = 3
