import Formats
import Kernel

/// How long a file stays after its decision, and where that stands.
///
/// What a source confirms is law and holds against a request to erase. What none confirms is a choice of this
/// installation: it says when a file is erased by itself, and holds against nobody's right.
struct RetentionRule: Hashable, Sendable {
    let months: Int
    let article: String
    let verified: Bool

    /// The first day on which a file that was decided on this one need not be kept.
    func mayGo(decidedOn day: Day) -> Day { day.adding(months: months) }

    init(_ node: YAML, _ book: SourceBook) throws {
        try node.map().unknownKeys(allowed: ["months", "article", "sources", "verified"])
        months = try node.int("months")
        guard (1...retentionMonthsMax).contains(months) else {
            throw try node.required("months").error("write 1 to \(retentionMonthsMax) months")
        }
        article = try node.string("article")
        verified = try node.bool("verified")
        _ = try book.read(node)
    }
}

/// The answer with which a granted request lets the office erase the other files of its person.
struct ErasingAnswer: Hashable, Sendable {
    let field: String
    let option: String

    init(_ node: YAML, _ form: FilingForm) throws {
        try node.map().unknownKeys(allowed: ["field", "option"])
        let (field, option) = (try node.string("field"), try node.string("option"))
        let once = form.sections.filter { $0.repeats == nil }.flatMap(\.fields)
        guard let asked = once.first(where: { $0.code == field }) else {
            throw try node.required("field").error(
                "the form has no field '\(field)' that is asked once")
        }
        guard asked.options.contains(where: { $0.code == option }) else {
            throw try node.required("option").error("'\(field)' has no option '\(option)'")
        }
        (self.field, self.option) = (field, option)
    }
}

/// A hundred years.
private let retentionMonthsMax = 1_200
