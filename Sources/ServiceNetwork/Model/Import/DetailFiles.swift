import Decisions
import Formats
import Kernel

/// What a file says of a place by its slug.
struct DetailRow: Sendable {
    let slug: String
    let detail: PlaceDetail
    /// Nil where the row gives no hours.
    let times: OpeningTimes?
}

/// A term of a taxonomy as a file gives it.
struct TermRow: Sendable {
    let taxonomy: String
    let code: String
    let name: String
    let description: String
    let parent: String?
    let need: String?
    let source: String
}

extension DirectoryReading {
    /// `details.csv`: hours, languages, access and the rest, each row with its source.
    mutating func readDetails(_ file: ImportFile) throws {
        try table(file, requires: ["slug", "source"]) { row, reading in
            let slug = try row.string("slug")
            guard reading.knowsPlace(slug) else {
                throw row.error("slug", "no place is called '\(slug)'; import places.csv first")
            }
            guard !reading.details.contains(where: { $0.slug == slug }) else {
                throw row.error("slug", "'\(slug)' stands here twice; a place has one row")
            }
            reading.details.append(
                DetailRow(slug: slug, detail: try detail(row), times: try times(row)))
        }
    }

    /// `taxonomies.csv`: the words by which services and places are sorted.
    mutating func readTerms(_ file: ImportFile) throws {
        try table(file, requires: ["taxonomy", "code", "name", "description", "source"]) {
            row, reading in
            let need = row.optional("need")
            if let need, KnownService(rawValue: need) == nil {
                throw row.error("need", "'\(need)' is not a service code")
            }
            let term = TermRow(
                taxonomy: try row.string("taxonomy"), code: try row.string("code"),
                name: try row.string("name"), description: try row.string("description"),
                parent: row.optional("parent"), need: need, source: try row.string("source"))
            guard
                !reading.terms.contains(where: {
                    $0.taxonomy == term.taxonomy && $0.code == term.code
                })
            else { throw row.error("code", "'\(term.code)' stands here twice") }
            reading.terms.append(term)
        }
    }
}

private func detail(_ row: CSVRow) throws -> PlaceDetail {
    var detail = PlaceDetail(source: try row.string("source"))
    detail.languages = list(row, "languages")
    for code in detail.languages where !(2...3).contains(code.utf8.count) {
        throw row.error("languages", "'\(code)' is no code of a language; write en;uk;kea")
    }
    detail.interpreters = row.optional("interpreters")
    detail.walkIn = try yesOrNo(row, "walk_in")
    detail.accessibility = try list(row, "accessibility").map {
        guard let access = Access(rawValue: $0) else {
            let known = Access.allCases.map(\.rawValue).joined(separator: ", ")
            throw row.error("accessibility", "'\($0)' is not known; use \(known)")
        }
        return access
    }
    detail.capacity = try row.optionalInt("capacity")
    if let capacity = detail.capacity, capacity < 0 {
        throw row.error("capacity", "a capacity is not below zero")
    }
    detail.fundingUntil = try optionalDay(row, "funding_until")
    detail.cost = row.optional("cost")
    detail.documents = list(row, "documents")
    detail.eligibility = row.optional("eligibility")
    detail.eligibilityRule = try rule(row, "eligibility_rule")
    detail.area = row.optional("area")
    detail.checkedOn = try optionalDay(row, "checked_on")
    return detail
}

/// A rule is kept only where FEEL can read it.
private func rule(_ row: CSVRow, _ column: String) throws -> String? {
    guard let text = row.optional(column) else { return nil }
    let compiled: CompiledText
    do { compiled = try CompiledText(expression: text, names: EligibilityRule.names) } catch {
        throw row.error(column, "this is no expression of FEEL: \(error)")
    }
    if let name = compiled.unknown.first {
        let known = EligibilityRule.names.joined(separator: ", ")
        throw row.error(column, "nobody gives '\(name)'; a rule may ask for \(known)")
    }
    return text
}

private func list(_ row: CSVRow, _ column: String) -> [String] {
    (row.optional(column) ?? "").split(separator: ";").map { trimmed(String($0)) }
        .filter { !$0.isEmpty }
}

func optionalDay(_ row: CSVRow, _ column: String) throws -> Day? {
    guard let text = row.optional(column) else { return nil }
    guard let day = Day(iso: text) else {
        throw row.error(column, "'\(text)' is not a day; write 2026-11-23")
    }
    return day
}

/// Hours of a row, nil where it gives none: see `OpeningTimes.init`.
private func times(_ row: CSVRow) throws -> OpeningTimes? {
    let (hours, days) = (row.optional("hours"), row.optional("exceptions"))
    if hours == nil && days == nil { return nil }
    guard var times = OpeningTimes(hours ?? "") else {
        throw row.error("hours", "'\(hours ?? "")' is not read; write MO,TU 09:00-13:00")
    }
    guard let exceptions = OpeningTimes.exceptions(days ?? "") else {
        throw row.error("exceptions", "'\(days ?? "")' is not read; write 2026-12-24")
    }
    times.exceptions = exceptions
    return times
}
