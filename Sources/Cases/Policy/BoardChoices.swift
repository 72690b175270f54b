import Formats
import Kernel

/// What an installation has chosen for the boards of its supervisors (boards/board.yaml); none of it is law.
struct BoardChoices: Sendable, Equatable {
    /// No smaller count of people is shown where groups are compared.
    var cellMin = 10
    /// The step of a procedure, by its code, with which a family is together.
    var together: [String: String] = [:]
    /// The groups in which nationalities are compared, in the order of the file.
    var nationalityGroups: [NationalityGroup] = []
    /// For how many weeks on end more may come in than is decided before a board says so; nil where it never does.
    var growingWeeks: Int?
    /// Nil where nothing that repeats is looked for.
    var repeats: Repeats?

    /// From when on something that repeats is shown.
    struct Repeats: Sendable, Equatable {
        /// Of one office, whose files have one number or one copy.
        let applicants: Int
        /// Percent of the decisions of an office that one officer took.
        let share: Int
        /// Below so many decisions, or so many who decided, a share says nothing.
        let decisions: Int
        let officers: Int
    }

    /// Nationalities that are compared as one.
    struct NationalityGroup: Sendable, Equatable {
        let code: String
        let title: LocalText
        /// Codes of ISO 3166, two letters.
        let countries: [String]
    }

    /// The group of a country; that of all others where it stands in none.
    func nationalityGroup(of country: String) -> String {
        nationalityGroups.first { $0.countries.contains(country) }?.code ?? BoardChoices.otherGroup
    }

    static let otherGroup = "other"
    static let path = "boards/board.yaml"

    /// Reads the file of a folder; where there is none nothing is chosen, and the smallest cell is that of the house.
    init(_ folder: PolicyFolder, _ procedures: [Procedure]) throws {
        guard let text = folder.texts[BoardChoices.path] else { return }
        let root = try YAML.parse(text, file: BoardChoices.path).map()
        try root.unknownKeys(allowed: [
            "lastReviewed", "cellMin", "nationalityGroups", "together", "growingWeeks", "repeats",
        ])
        _ = try root.required("lastReviewed").day()
        cellMin = try root.required("cellMin").number(in: 3...100)
        nationalityGroups = try root.optionalList("nationalityGroups").map { node in
            try node.map().unknownKeys(allowed: ["code", "title", "countries"])
            return NationalityGroup(
                code: try node.string("code"), title: try LocalText(node.required("title")),
                countries: try node.strings("countries"))
        }
        try root["nationalityGroups"]?.refuseRepeated(
            nationalityGroups.map(\.code) + [BoardChoices.otherGroup])
        try root["nationalityGroups"]?.refuseRepeated(nationalityGroups.flatMap(\.countries))
        for node in try root.optionalList("together") {
            try node.map().unknownKeys(allowed: ["procedure", "step"])
            let (code, step) = (try node.string("procedure"), try node.string("step"))
            guard let procedure = procedures.first(where: { $0.code == code }) else {
                throw try node.required("procedure").error("there is no procedure '\(code)'")
            }
            guard procedure.step(step) != nil else {
                throw try node.required("step").error("'\(code)' has no step '\(step)'")
            }
            together[code] = step
        }
        growingWeeks = try root["growingWeeks"].map { try $0.number(in: 2...11) }
        repeats = try root["repeats"].map { try Repeats($0) }
    }
}

extension BoardChoices.Repeats {
    fileprivate init(_ node: YAML) throws {
        try node.map().unknownKeys(allowed: ["applicants", "share", "decisions", "officers"])
        // One applicant is no repetition.
        applicants = try node.required("applicants").number(in: 2...1_000)
        share = try node.required("share").number(in: 1...100)
        decisions = try node.required("decisions").number(in: 1...100_000)
        officers = try node.required("officers").number(in: 2...1_000)
    }
}

extension YAML {
    fileprivate func number(in range: ClosedRange<Int>) throws -> Int {
        let value = try int()
        guard range.contains(value) else {
            throw error("write a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return value
    }
}
