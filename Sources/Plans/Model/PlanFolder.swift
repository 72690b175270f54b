import Formats

/// A plan's folder of the policy, read and checked before anything is stored.
struct PlanFolder: Sendable {
    var document: PlanDocument
    /// The objectives of the plan, which are those of the Compact.
    var codes: [PlanCode] = []
    var problems: [FormatProblem] = []

    /// `file` hands over the bytes of a file of the folder.
    static func read(_ file: (String) throws -> [UInt8]) throws -> PlanFolder {
        let yaml = try YAML.parse(try file("plan.yaml"), file: "plan.yaml")
        let names = try yaml.map("files")
        var folder = PlanFolder(document: PlanDocument(header: try PlanHeader(yaml)))
        folder.document.claims = try yaml.optionalList("claims").map(claim)
        let axes = try folder.rows(try names.string("axes"), file) { ($0, try $0.int("number")) }
        let numbers = try folder.rows(try names.string("objectives"), file) { row in
            (try objective(row), try row.int("number"))
        }
        folder.codes = numbers.map(\.0)
        let known = (Set(axes.map(\.1)), Set(numbers.map(\.1)))
        folder.document.nodes = try axes.map { try axis($0.0, $0.1) }
        folder.document.nodes += try folder.rows(try names.string("measures"), file) { row in
            try NodeText(line: row, axes: known.0, objectives: known.1)
        }
        try folder.bind(try names.string("bindings"), file)
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

    private static func axis(_ row: CSVRow, _ number: Int) throws -> NodeText {
        var node = NodeText(
            code: axisCode(number), parent: nil, kind: .axis,
            titles: ["pt": try row.string("title_pt"), "en": try row.string("title_en")])
        node.source = row.optional("source") ?? ""
        return node
    }

    private static func objective(_ row: CSVRow) throws -> PlanCode {
        PlanCode(
            scheme: .gcm, code: String(try row.int("number")),
            titlePt: try row.string("title_pt"), titleEn: try row.string("title_en"),
            sdg: row.optional("sdg_targets") ?? "", isVerified: row["verified"] != "mem",
            source: row.optional("source") ?? "")
    }

    /// Ties measures to published figures.
    private mutating func bind(_ name: String, _ file: (String) throws -> [UInt8]) throws {
        let bound = try rows(name, file) { row in
            (try row.string("ref"), try PlanFolder.indicator(row), row)
        }
        for (ref, indicator, row) in bound {
            let place = document.nodes.firstIndex { $0.code == ref && $0.kind == .measure }
            guard let place else {
                problems.append(
                    FormatProblem(row.error("ref", "no measure is called '\(ref)'")))
                continue
            }
            document.nodes[place].indicators.append(indicator)
        }
    }

    private static func indicator(_ row: CSVRow) throws -> Indicator {
        guard let direction = Indicator.Direction(rawValue: try row.string("direction")) else {
            throw row.error(
                "direction",
                "'\(row["direction"] ?? "")' is not a direction; write up, down or neither")
        }
        let figure = try row.string("figure")
        var indicator = Indicator(code: figure, kind: .figure)
        indicator.figure = figure
        indicator.direction = direction
        indicator.definition = row.optional("note") ?? ""
        indicator.baselineGap = "the plan states none for a figure of this house"
        return indicator
    }

    private static func claim(_ yaml: YAML) throws -> PlanClaim {
        PlanClaim(
            asOf: try yaml.string("asOf"), words: try yaml.string("words"),
            note: try yaml.optionalString("note") ?? "", source: try yaml.string("source"))
    }
}

extension PlanHeader {
    init(_ yaml: YAML) throws {
        self.init(key: try yaml.string("key"))
        (namePt, nameEn) = try pair(yaml, "name")
        (actPt, actEn) = try pair(yaml, "legalAct")
        (notePt, noteEn) = yaml["note"] == nil ? ("", "") : try pair(yaml, "note")
        validFrom = try yaml.string("validFrom")
        validUntil = try yaml.optionalString("validTo") ?? ""
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
