import Appointments
import Cases
import Formats
import Foundation
import Kernel
import Observatory
import Plans
import ServiceNetwork
import Storage

/// Checks everything that jurists own; nothing is changed.
public func checkPolicy(_ options: Options) throws -> Answer {
    let folder = PolicyFolder(path: options.policy)
    var problems = policyCheck(folder, zones: ZoneTables().source).map(\.description)
    do {
        problems += try LegalPolicy(options.policy).checkExamples().flatMap(\.lines)
    } catch { problems.append("\(error)") }
    do {
        _ = try Files.zone(try Files.country(options.policy).zoneName)
    } catch { problems.append("\(error)") }
    do { _ = try Files.noticePlan(options.policy) } catch { problems.append("\(error)") }
    do { _ = try Files.queueRules(options.policy) } catch { problems.append("\(error)") }
    do { _ = try Files.paths(options.policy) } catch { problems.append("\(error)") }
    problems += branchProblems(options, folder)
    do { _ = try Joints.referralPolicy(options.policy) } catch { problems.append("\(error)") }
    do {
        let procedures = try Files.standards(options.policy).procedures
        if problems.isEmpty {
            let known = try Files.policy(options.policy).procedures.map(\.code)
            problems += procedures.subtracting(known).sorted().map {
                "network/standards.yaml: there is no procedure '\($0)'"
            }
        }
    } catch { problems.append("\(error)") }
    let words = problems.isEmpty ? ["\(options.policy) holds together"] : problems
    return Answer(
        words.joined(separator: "\n"), ["problems": .array(problems.map(JSON.string))],
        isGood: problems.isEmpty)
}

/// Each thing that a branch delivers has its contract.
private func branchProblems(_ options: Options, _ folder: PolicyFolder) -> [String] {
    do {
        let missing = try Files.branches(options.policy).flows.filter {
            folder.texts["flows/\($0).yaml"] == nil
        }
        return missing.sorted().map {
            "\(BranchBook.path): the contract flows/\($0).yaml is missing"
        }
    } catch { return ["\(error)"] }
}

/// Imports places; nothing is applied where a row is bad.
public func importDirectory(
    _ options: Options, _ path: String, format: String
) async throws -> Answer {
    guard format == "csv" else { throw Trouble("--format \(format) is not read; csv is") }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let report = try await house.network.importDirectory(path, by: .house, at: systemClock())
    return try imported(report, isGood: report.applied)
}

/// Imports a list of courses; nothing is applied where a row is bad.
public func importCourses(_ options: Options, _ path: String) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let report = try await house.appointments.importCourses(
        try Files.bytes(path), file: path, at: systemClock())
    return try imported(report, isGood: report.applied)
}

/// Imports a calendar of what a desk is busy with; its free times follow.
public func importBusyTimes(
    _ options: Options, _ path: String, office slug: String, desk: String
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let office = try await house.database.read { db in
        try house.network.location(slug: slug, in: db)
    }
    guard let office else { throw Trouble("there is no place \(slug)") }
    let report = try await house.appointments.importBusyTimes(
        try Files.bytes(path), file: path, office: office, desk: desk,
        // The name comes out of a file: it leads to no other folder.
        zones: { $0.contains("..") ? nil : try? Files.zone($0) }, at: systemClock())
    guard let report else { throw Trouble("\(slug) has no desk '\(desk)'") }
    let more =
        "closed \(report.closed), opened \(report.opened), visits that stand: \(report.visits)"
    return try imported(report, isGood: report.problems.isEmpty).adding([more])
}

/// Imports a series.
public func importSeries(
    _ options: Options, _ path: String, mapping: String? = nil, vintage: String? = nil, dryRun: Bool
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let report = try await house.observatory.importSeries(
        path, mapping: mapping, vintage: vintage, dryRun: dryRun, at: systemClock())
    return try imported(report, isGood: report.problems.isEmpty)
}

/// Takes an import of series back; what was cited stays to be read, marked as withdrawn.
public func undoSeries(_ options: Options, _ number: String, why: String) async throws -> Answer {
    guard let id = Int64(number) else {
        throw Trouble("'\(number)' is no import; `cais series list` names them")
    }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let now = systemClock()
    let undone = try await house.database.write { db in
        try WithdrawImport(id, why: why).perform(by: .house, at: now, in: db)
    }
    return Answer(
        "\(undone.family): the vintage \(undone.vintage) is withdrawn",
        ["series": .string(undone.family), "vintage": .string(undone.vintage)])
}

/// The imports of series, newest first, each with the number by which it is taken back.
public func listSeries(_ options: Options) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let all = try await house.database.read { db in try SeriesImport.all(in: db) }
    let lines = all.map {
        "\($0.id) \($0.family), \($0.vintage), \($0.file), \($0.at)"
            + ($0.isWithdrawn ? ", withdrawn" : "")
    }
    let items = all.map { one -> JSON in
        [
            "import": .string(String(one.id)), "series": .string(one.family),
            "vintage": .string(one.vintage), "file": .string(one.file),
            "at": .string("\(one.at)"), "withdrawn": .bool(one.isWithdrawn),
        ]
    }
    return Answer(lines.joined(separator: "\n"), ["imports": .array(items)])
}

/// Imports a plan: its folder, its table (CSV, XLSX, JSON), or the official annex of one that is there.
public func importPlan(
    _ options: Options, _ path: String, annexOf plan: String?, isPreview: Bool = false
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let now = systemClock()
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    let report: Plans.ImportReport
    let annexOf = isThere && !isFolder.boolValue ? try annexPlan(path) : nil
    if let plan = plan ?? annexOf {
        report = try await house.plans.importAnnex(path, plan: plan, at: now)
    } else if isThere, !isFolder.boolValue {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        report = try await house.plans.importTable(
            try Files.bytes(path), name: name, isPreview: isPreview, at: now)
    } else {
        report = try await house.plans.importPlan(path, at: now)
    }
    return try imported(report, isGood: report.problems.isEmpty)
}

/// A CSV file with the columns of the official annex is that of the national plan, where nobody says of which.
private func annexPlan(_ path: String) throws -> String? {
    let head = try Files.bytes(path).prefix { $0 != UInt8(ascii: "\n") }
    let columns = String(decoding: head, as: UTF8.self)
    return path.hasSuffix(".csv") && columns.hasPrefix("number,objective") ? "pnipgm" : nil
}

/// Writes the table of a plan to a file.
public func exportPlan(
    _ options: Options, plan: String, format: String, out: String
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    guard ["csv", "xlsx", "json"].contains(format) else {
        throw Trouble("--format \(format) is not written; csv, xlsx and json are")
    }
    guard let bytes = try await house.plans.export(plan: plan, format: format) else {
        throw Trouble("there is no plan \(plan)")
    }
    try Data(bytes).write(to: URL(fileURLWithPath: out))
    return Answer(
        "\(plan): \(bytes.count) bytes in \(out)",
        ["plan": .string(plan), "bytes": .number(Double(bytes.count)), "out": .string(out)])
}

/// A report of an import in words and as JSON.
func imported(_ report: some Encodable, isGood: Bool) throws -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json = try JSON.parse([UInt8](try encoder.encode(report)))
    let problems = (json["problems"]?.arrayValue ?? []).map { problem in
        let file = problem["file"]?.stringValue ?? ""
        let row = problem["row"]?.intValue ?? problem["line"]?.intValue ?? 0
        return
            "\(file):\(row): \(problem["field"]?.stringValue ?? ""): \(problem["why"]?.stringValue ?? "")"
    }
    let counts =
        "accepted \(json["accepted"]?.intValue ?? 0), rejected \(json["rejected"]?.intValue ?? 0)"
    return Answer(([counts] + problems).joined(separator: "\n"), json, isGood: isGood)
}

/// The documents whose rows differ, as the end of a line.
private func named(_ documents: [CaseDocumentID]) -> String {
    if documents.isEmpty { return "" }
    return ", documents: " + documents.map { "\($0)" }.joined(separator: ", ")
}

/// Folds every case anew and compares; a difference is a fault. With `sample` so many that are drawn at random; the sums
/// of the boards are those of all files either way.
public func rebuildCases(_ options: Options, sample: Int? = nil) async throws -> Answer {
    if let sample, sample < 1 { throw Trouble("--sample is a number above zero") }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let found: [RebuildDifference]
    if let sample {
        found = try await house.database.read { db in
            try house.cases.rebuild(sample: sample, in: db)
        }
    } else {
        found = try await house.cases.rebuild()
    }
    let files = found.map {
        "\($0.reference): stored \($0.stored), rebuilt \(String(describing: $0.rebuilt))"
            + ($0.clocks.isEmpty ? "" : ", clocks: \($0.clocks.joined(separator: ", "))")
            + named($0.documents) + ($0.isMisplaced ? ", its place in the queue" : "")
            + ($0.isEndedOtherwise ? ", how it ended" : "")
    }
    let sums = try await house.database.read { db in
        try house.cases.rebuildTallies(in: db).map {
            "office \($0.office), \($0.what): the board says \($0.stored), the files \($0.counted)"
        }
    }
    let differences = files + sums
    let good =
        sample.map { "\($0) cases drawn at random equal their journal, the sums all files" }
        ?? "every case equals its journal"
    let words = differences.isEmpty ? [good] : differences
    return Answer(
        words.joined(separator: "\n"), ["differences": .array(differences.map(JSON.string))],
        isGood: differences.isEmpty)
}
