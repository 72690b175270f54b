import Formats

/// The rows of a plan's folder, and of the official annex of the first plan, as nodes.
extension NodeText {
    /// A row of `measures.csv`: a content line of ours.
    init(line row: CSVRow, axes: Set<Int>, objectives known: Set<Int>) throws {
        self.init(
            code: try row.string("ref"), parent: try axis(row, axes), kind: .measure,
            titles: ["pt": try row.string("content_pt"), "en": try row.string("content_en")])
        let isOurs = (row.optional("objective_source") ?? "ours") == "ours"
        try fill(row, known, isOurs: isOurs)
        source = try row.string("source")
        note = text(row, "status_note")
        isOfficial = row["official"] == "yes"
    }

    /// A row of the official annex; English may be missing, the Portuguese is the law's.
    init(annex row: CSVRow, axes: Set<Int>, objectives known: Set<Int>) throws {
        let position = try row.int("number")
        guard (1...numberMax).contains(position) else {
            throw row.error("number", "write a number from 1 to \(numberMax)")
        }
        let titles = ["pt": try row.string("title_pt"), "en": row.optional("title_en")]
        let objectives = try numbers(row, "objective", known)
        self.init(
            code: String(position), parent: try axis(row, axes), kind: .measure,
            titles: titles.compactMapValues(\.self))
        _ = try row.string("responsible")
        try fill(row, known, isOurs: false)
        links = objectives.map { Link(scheme: .gcm, code: String($0), isOurs: false) }
        source = try row.string("source")
        isOfficial = true
    }

    private mutating func fill(_ row: CSVRow, _ known: Set<Int>, isOurs: Bool) throws {
        links = try numbers(row, "objective", known).map {
            Link(scheme: .gcm, code: String($0), isOurs: isOurs)
        }
        calendar = text(row, "calendar")
        bodies = splitList(text(row, "responsible")).map { Body(role: .lead, name: $0) }
        bodies += splitList(text(row, "involved")).map { Body(role: .involved, name: $0) }
        let (words, target) = (text(row, "indicator"), text(row, "target"))
        if words.isEmpty, target.isEmpty { return }
        var indicator = Indicator(code: "words", kind: .output)
        indicator.namePt = words.isEmpty ? target : words
        indicator.targetWords = target
        indicator.baselineGap = "the plan states none"
        indicator.verification = text(row, "source")
        indicators = [indicator]
    }

    static let annexColumns = [
        "number", "objective", "axis", "title_pt", "title_en", "responsible", "involved",
        "calendar", "indicator",
        "target", "source",
    ]
}

/// The code of an axis, as the folder numbers them.
func axisCode(_ number: Int) -> String { "E\(number)" }

/// No plan known to us has a thousand measures.
private let numberMax = 999

private func text(_ row: CSVRow, _ column: String) -> String { row.optional(column) ?? "" }

/// `5;23`: each must be an objective of the plan.
private func numbers(_ row: CSVRow, _ column: String, _ known: Set<Int>) throws -> [Int] {
    let parts = try row.string(column).split(separator: ";").map { $0.filter { $0 != " " } }
    let all = parts.compactMap { Int($0) }
    guard all.count == parts.count, Set(all).count == all.count, known.isSuperset(of: all) else {
        throw row.error(
            column, "'\(text(row, column))' names no objective of this plan; write such as 5;23")
    }
    return all
}

private func axis(_ row: CSVRow, _ known: Set<Int>) throws -> String? {
    guard let value = try row.optionalInt("axis") else { return nil }
    guard known.contains(value) else { throw row.error("axis", "this plan has no axis \(value)") }
    return axisCode(value)
}
