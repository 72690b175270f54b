import Formats

/// A plan as its folder describes it, read and checked before anything is stored.
struct PlanFolder: Sendable {
    struct Heading: Sendable {
        let number: Int
        let titlePt: String
        let titleEn: String
        let source: String
        var sdg = ""
        /// Whether the wording was seen at its source.
        var isVerified = true
    }

    struct Binding: Sendable {
        let ref: String
        let figure: String
        let direction: String
        let note: String
    }

    struct Claim: Sendable {
        let asOf: String
        let words: String
        let note: String
        let source: String
    }

    let about: PlanText
    var claims: [Claim] = []
    var axes: [Heading] = []
    var objectives: [Heading] = []
    var measures: [MeasureText] = []
    var bindings: [Binding] = []
    var problems: [FormatProblem] = []

    /// `file` hands over the bytes of a file of the folder.
    static func read(_ file: (String) throws -> [UInt8]) throws -> PlanFolder {
        let yaml = try YAML.parse(try file("plan.yaml"), file: "plan.yaml")
        let names = try yaml.map("files")
        var folder = PlanFolder(about: try PlanText(yaml))
        folder.claims = try yaml.optionalList("claims").map(claim)
        folder.axes = try folder.rows(try names.string("axes"), file, heading)
        folder.objectives = try folder.rows(try names.string("objectives"), file, heading)
        let axes = Set(folder.axes.map(\.number))
        let objectives = Set(folder.objectives.map(\.number))
        folder.measures = try folder.rows(try names.string("measures"), file) { row in
            try MeasureText(line: row, axes: axes, objectives: objectives)
        }
        let refs = Set(folder.measures.map(\.ref))
        folder.bindings = try folder.rows(try names.string("bindings"), file) {
            try binding($0, refs)
        }
        return folder
    }

    /// Reads every row; what is wrong with one is collected.
    private mutating func rows<T>(
        _ name: String, _ file: (String) throws -> [UInt8], _ make: (CSVRow) throws -> T
    ) throws -> [T] {
        var reader = try CSVReader(bytes: try file(name), file: name)
        var made: [T] = []
        while let row = try reader.next() {
            do { made.append(try make(row)) } catch let error as FormatError {
                problems.append(FormatProblem(error))
            }
        }
        return made
    }

    private static func heading(_ row: CSVRow) throws -> Heading {
        Heading(
            number: try row.int("number"), titlePt: try row.string("title_pt"),
            titleEn: try row.string("title_en"),
            source: row.optional("source") ?? "", sdg: row.optional("sdg_targets") ?? "",
            isVerified: row["verified"] != "mem")
    }

    private static func binding(_ row: CSVRow, _ refs: Set<String>) throws -> Binding {
        let ref = try row.string("ref")
        guard refs.contains(ref) else { throw row.error("ref", "no measure is called '\(ref)'") }
        let direction = try row.string("direction")
        guard ["up", "down", "neither"].contains(direction) else {
            throw row.error(
                "direction", "'\(direction)' is not a direction; write up, down or neither")
        }
        return Binding(
            ref: ref, figure: try row.string("figure"), direction: direction,
            note: row.optional("note") ?? "")
    }

    private static func claim(_ yaml: YAML) throws -> Claim {
        Claim(
            asOf: try yaml.string("asOf"), words: try yaml.string("words"),
            note: try yaml.optionalString("note") ?? "", source: try yaml.string("source"))
    }
}

/// The plan itself: its act, dates and counts.
struct PlanText: Sendable {
    let key, namePt, nameEn, actPt, actEn, validFrom, status, statusAsOf, statusSource,
        source: String
    let notePt, noteEn: String
    let measureCount: Int

    init(_ yaml: YAML) throws {
        key = try yaml.string("key")
        (namePt, nameEn) = try pair(yaml, "name")
        (actPt, actEn) = try pair(yaml, "legalAct")
        (notePt, noteEn) = yaml["note"] == nil ? ("", "") : try pair(yaml, "note")
        validFrom = try yaml.string("validFrom")
        status = try yaml.string("status")
        statusAsOf = try yaml.optionalString("statusAsOf") ?? ""
        statusSource = try yaml.optionalString("statusSource") ?? ""
        source = try yaml.string("source")
        measureCount = try yaml.int("measureCount")
    }
}

private func pair(_ yaml: YAML, _ key: String) throws -> (String, String) {
    let words = try yaml.map(key)
    return (try words.string("pt"), try words.string("en"))
}
