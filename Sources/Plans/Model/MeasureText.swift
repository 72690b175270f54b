import Formats

/// A measure as a file describes it: a content line of ours, or a row of the official annex.
struct MeasureText: Sendable {
    let ref: String
    let titlePt, titleEn: String
    let objectives: [Int]
    /// `ours` where the State does not say which objective a measure serves.
    let objectiveSource: String
    let axis: Int?
    let responsible, involved, calendar, indicator, target, source, note: String
    let isOfficial: Bool

    /// A row of `measures.csv`.
    init(line row: CSVRow, axes: Set<Int>, objectives known: Set<Int>) throws {
        ref = try row.string("ref")
        titlePt = try row.string("content_pt")
        titleEn = try row.string("content_en")
        objectives = try numbers(row, "objective", known)
        objectiveSource = row.optional("objective_source") ?? "ours"
        axis = try number(row, "axis", axes)
        (responsible, involved, calendar) = (
            text(row, "responsible"), text(row, "involved"), text(row, "calendar")
        )
        (indicator, target) = (text(row, "indicator"), text(row, "target"))
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
        ref = String(position)
        titlePt = try row.string("title_pt")
        titleEn = row.optional("title_en") ?? ""
        objectives = try numbers(row, "objective", known)
        objectiveSource = "sourced"
        axis = try number(row, "axis", axes)
        responsible = try row.string("responsible")
        (involved, calendar) = (text(row, "involved"), text(row, "calendar"))
        (indicator, target) = (text(row, "indicator"), text(row, "target"))
        source = try row.string("source")
        note = ""
        isOfficial = true
    }

    static let annexColumns = [
        "number", "objective", "axis", "title_pt", "title_en", "responsible", "involved",
        "calendar", "indicator",
        "target", "source",
    ]
}

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

private func number(_ row: CSVRow, _ column: String, _ known: Set<Int>) throws -> Int? {
    guard let value = try row.optionalInt(column) else { return nil }
    guard known.contains(value) else { throw row.error(column, "this plan has no axis \(value)") }
    return value
}
