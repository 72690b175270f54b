import Decisions
import Formats
import Kernel

extension FeeSchedule {
    /// Reads `fees/NAME.yaml` with the rows of amounts; every error names file, line and key.
    init(yaml text: String, file: String, rows: FeeRows) throws {
        let root = try YAML.parse(text, file: file).map()
        try root.unknownKeys(allowed: [
            "code", "title", "procedure", "lastVerified", "sources", "tables",
        ])
        code = try root.string("code")
        guard file == "fees/\(code).yaml" else {
            throw try root.required("code").error("the file of '\(code)' is called \(code).yaml")
        }
        title = try LocalText(root.required("title"))
        procedure = try root.optionalString("procedure")
        lastVerified = try root.required("lastVerified").day()
        var sources: [String: String] = [:]
        for entry in try root.map("sources").entries {
            sources[entry.key] = try entry.value.string()
        }
        self.sources = sources
        tables = try root.list("tables").map { try FeeTable($0, rows, sources) }
        guard !tables.isEmpty else {
            throw try root.required("tables").error("no table stands here")
        }
        try root.required("tables").refuseRepeated(tables.map(\.name))
        try refuseOverlap(root)
    }

    private func refuseOverlap(_ root: YAML) throws {
        for (index, table) in tables.enumerated() {
            for earlier in tables.prefix(index) {
                let isApart =
                    (earlier.validTo.map { $0 < table.validFrom } ?? false)
                    || (table.validTo.map { $0 < earlier.validFrom } ?? false)
                if isApart { continue }
                throw try root.list("tables")[index].error(
                    "'\(table.name)' and '\(earlier.name)' hold on one day; one of them must end")
            }
        }
    }
}

extension FeeTable {
    fileprivate init(_ node: YAML, _ rows: FeeRows, _ sources: [String: String]) throws {
        try node.unknownKeys(allowed: [
            "name", "title", "validFrom", "validTo", "lines", "reductions", "reductionsUnknown",
            "disputedBy",
        ])
        name = try node.string("name")
        title = try LocalText(node.required("title"))
        let from = try node.required("validFrom").day()
        let to = try node["validTo"]?.day()
        if let to, to < from {
            throw try node.required("validTo").error("\(to) comes before validFrom, \(from)")
        }
        (validFrom, validTo) = (from, to)
        func amounts(_ node: YAML, _ unit: FeeAmount.Unit) throws -> [FeeAmount] {
            try rows.find(node, unit, from: from, to: to, sources: sources)
        }
        lines = try node.list("lines").map { line in
            try line.unknownKeys(allowed: ["code", "title", "per", "amount", "when", "whom"])
            return FeeLine(
                code: try line.string("code"), title: try LocalText(line.required("title")),
                payer: try line.required("per").word(FeeLine.Payer.self),
                rule: try FeeRule(line), row: try line.string("amount"),
                amounts: try amounts(line.required("amount"), .euro))
        }
        guard !lines.isEmpty else { throw try node.required("lines").error("no line stands here") }
        try node.required("lines").refuseRepeated(lines.map(\.code))
        reductions = try node.optionalList("reductions").map { one in
            try one.unknownKeys(allowed: ["code", "title", "percent", "when", "whom"])
            guard let rule = try FeeRule(one) else {
                throw one.error("a reduction says 'when' it is made")
            }
            return FeeReduction(
                code: try one.string("code"), title: try LocalText(one.required("title")),
                rule: rule, row: try one.string("percent"),
                shares: try amounts(one.required("percent"), .percent))
        }
        try node["reductions"]?.refuseRepeated(reductions.map(\.code))
        reductionsUnknown = try node["reductionsUnknown"].map { try LocalText($0) }
        if !reductions.isEmpty, reductionsUnknown != nil {
            throw try node.required("reductionsUnknown").error(
                "this table has reductions: they are known, or they are not")
        }
        let disputed = try node.optionalList("disputedBy")
        rivals = try disputed.flatMap { try amounts($0, .euro) }
        rivalRows = try disputed.map { try $0.string() }
    }
}

extension FeeRule {
    /// Nil where everybody pays; a condition without words would be one that nobody can read.
    fileprivate init?(_ node: YAML) throws {
        let (when, whom) = (node["when"], node["whom"])
        guard (when == nil) == (whom == nil) else {
            throw node.error("'when' and 'whom' go together: say in words whom it is for")
        }
        guard let when, let whom else { return nil }
        self.init(when: try FeeCondition(when), whom: try LocalText(whom))
    }
}

/// The schedules of a folder; two for one procedure would be two answers to one question.
func feeSchedules(_ folder: PolicyFolder) throws -> [FeeSchedule] {
    let rows = try FeeRows(folder)
    let schedules = try folder.paths("fees", ".yaml").map {
        try FeeSchedule(yaml: folder.texts[$0] ?? "", file: $0, rows: rows)
    }
    if let problem = feeFaults(schedules, folder).first { throw problem }
    return schedules
}

/// What does not fit between the schedules and the procedures.
private func feeFaults(_ schedules: [FeeSchedule], _ folder: PolicyFolder) -> [FormatError] {
    var (faults, seen): ([FormatError], [String: String]) = ([], [:])
    for schedule in schedules {
        guard let code = schedule.procedure else { continue }
        func fault(_ message: String) -> FormatError {
            FormatError(file: "fees/\(schedule.code).yaml", field: "procedure", message: message)
        }
        if folder.texts["procedures/\(code).yaml"] == nil {
            faults.append(fault("there is no procedure '\(code)'"))
        }
        if let other = seen[code] {
            faults.append(fault("'\(code)' has a fee in fees/\(other).yaml already; keep one"))
        }
        seen[code] = schedule.code
    }
    return faults
}

/// Every fault of the fee tables. What is wrong with the days of the rows is said of the rows.
func feeProblems(_ folder: PolicyFolder) -> [PolicyProblem] {
    let rows: FeeRows
    do { rows = try FeeRows(folder) } catch {
        let text = folder.texts[FeeRows.file] ?? ""
        let known = DatedRows.problems(of: DecisionFile(Array(text.utf8), file: FeeRows.file))
        return known.isEmpty ? [PolicyProblem(error, file: FeeRows.file)] : []
    }
    var (problems, schedules): ([PolicyProblem], [FeeSchedule]) = ([], [])
    for path in folder.paths("fees", ".yaml") {
        do {
            schedules.append(
                try FeeSchedule(yaml: folder.texts[path] ?? "", file: path, rows: rows))
        } catch { problems.append(PolicyProblem(error, file: path)) }
    }
    return problems + feeFaults(schedules, folder).map { PolicyProblem($0, file: "fees") }
}
