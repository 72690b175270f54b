import Decisions
import Formats
import Foundation
import Kernel
import Synchronization

/// Asks a decision of a DMN file about data in JSON.
public func decide(
    file: String, decision: String, input: String, on day: String? = nil, isExplained: Bool
) throws -> Answer {
    let places = ZoneTables()
    let model = try DecisionModel(
        Files.bytes(file), file: file, imports: neighbours(of: file, ".dmn"),
        tables: neighbours(of: file, ".csv"), zones: places.source)
    let data = try model.data(JSON.parse(Files.bytes(input), file: input), zones: places.source)
    let now = systemClock()
    guard let asked = day.map(Day.init(iso:)) ?? now.utcDay,
        let date = CivilDate(asked)
    else { throw Trouble("'\(day ?? "")' is no day; write it as 2026-11-23") }
    let world = DecisionWorld(zones: places.source, now: now)
    guard let result = try model.evaluate(decision, data, world: world) else {
        throw Trouble(
            "\(file) has no decision '\(decision)'; it has "
                + model.decisions.joined(separator: ", "))
    }
    var lines = [result.value.text]
    if isExplained { lines += result.explanation.flatMap(\.lines) }
    lines += model.problems.map(\.description)
    let isInForce = model.isInForce(on: date)
    if !isInForce { lines.append("not confirmed: the model may not be asked on \(asked)") }
    var json: [String: JSON] = [
        "result": result.value.json, "on": .string("\(asked)"), "isInForce": .bool(isInForce),
        "lastVerified": model.lastVerified.map { .string("\($0)") } ?? .null,
    ]
    if isExplained { json["explanation"] = result.json["explanation"] }
    return Answer(lines.joined(separator: "\n"), .object(json))
}

/// Runs the folders of the DMN Technology Compatibility Kit under a folder; not good where a case fails or is not
/// run. A folder of models without tests is told.
public func testDecisions(folder: String) throws -> Answer {
    let places = ZoneTables()
    let world = DecisionWorld(zones: places.source, now: systemClock())
    let folders = try kitFolders(folder)
    let untested = folders.filter(\.tests.isEmpty).map(\.name)
    let groups = folders.filter { !$0.tests.isEmpty }.map { $0.run(world: world) }
    guard !groups.isEmpty else { throw Trouble("\(folder) has no folder with .dmn and .xml files") }
    func sum(_ count: (KitGroup) -> Int) -> Int { groups.map(count).reduce(0, +) }
    let (passed, failed) = (sum { $0.passed() }, sum { $0.failed() })
    let skipped = sum(\.skipped)
    var lines = groups.map { group in
        "\(group.name)  \(group.passed())/\(group.results.count)"
    }
    lines += groups.flatMap(\.failures) + untested.map { "without tests: \($0)" }
    let values = groups.flatMap(\.results).count { !$0.expectsNull }
    let nulls = groups.flatMap(\.results).count(where: \.expectsNull)
    let (right, rightNulls) = (sum { $0.passed(null: false) }, sum { $0.passed(null: true) })
    lines.append(
        "passed \(passed), failed \(failed), skipped \(skipped); values \(right) of \(values), "
            + "nulls \(rightNulls) of \(nulls); folders without tests \(untested.count)")
    return Answer(
        lines.joined(separator: "\n"),
        [
            "passed": .int(passed), "failed": .int(failed), "skipped": .int(skipped),
            "untested": .array(untested.map(JSON.string)), "groups": .array(groups.map(\.json)),
        ], isGood: failed == 0 && skipped == 0)
}

extension KitGroup {
    /// A line for each case that came out wrong.
    fileprivate var failures: [String] {
        results.compactMap { result in
            result.failure.map { "failed: \(name) \(result.name): \($0)" }
        }
    }
}

/// What jurists should look at in decision models: one line each; not good where there is one.
public func checkDecisions(files: [String]) throws -> Answer {
    var found: [FormatError] = []
    for file in files {
        let model = try DecisionModel(
            Files.bytes(file), file: file, imports: neighbours(of: file, ".dmn"),
            tables: neighbours(of: file, ".csv"), zones: ZoneTables().source)
        found += try model.check()
    }
    let lines = found.map(\.description)
    return Answer(
        lines.isEmpty ? "nothing found" : lines.joined(separator: "\n"),
        ["problems": .array(lines.map(JSON.string))], isGood: lines.isEmpty)
}

/// Folders that hold a model, with the test cases beside it, in the order of their names.
private func kitFolders(_ folder: String) throws -> [KitFolder] {
    let all = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    let names = Set(
        all.filter { $0.hasSuffix(".dmn") }.map {
            $0.split(separator: "/").dropLast().joined(separator: "/")
        })
    return try names.sorted().map { name in
        let path = name.isEmpty ? folder : folder + "/" + name
        let files = try FileManager.default.contentsOfDirectory(atPath: path).sorted()
        func read(_ suffix: String) throws -> [DecisionFile] {
            try files.filter { $0.hasSuffix(suffix) }.map {
                DecisionFile(try Files.bytes(path + "/" + $0), file: $0)
            }
        }
        return KitFolder(
            name: name, models: try read(".dmn"), tests: try read(".xml"),
            tables: try read(".csv"))
    }
}

/// What stands beside a model: others that it may import, and tables that fill its inputs.
private func neighbours(of file: String, _ suffix: String) throws -> [DecisionFile] {
    let url = URL(fileURLWithPath: file)
    let folder = url.deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.sorted().filter { $0.hasSuffix(suffix) && $0 != url.lastPathComponent }.map {
        DecisionFile(try Files.bytes(folder + "/" + $0), file: $0)
    }
}

/// The places of the system's time zone tables, each read once.
final class ZoneTables: Sendable {
    private let known = Mutex<[String: Zone?]>([:])
    /// More names than the tables have.
    private static let namesMax = 2_000

    var source: ZoneSource { { [self] name in zone(name) } }

    private func zone(_ name: String) -> Zone? {
        if let zone = known.withLock({ $0[name] }) { return zone }
        var zone: Zone?
        if ZoneTables.isName(name) { zone = try? Files.zone(name) }
        let read = zone
        known.withLock { if $0.count < ZoneTables.namesMax { $0[name] = .some(read) } }
        return zone
    }

    /// Letters, digits and a few signs: no way out of the folder of the tables.
    private static func isName(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        return (1...3).contains(parts.count)
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy {
                        (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0)
                            || "_+-".utf8.contains($0)
                    }
            }
    }
}

extension TableTrace {
    /// For people: what was seen, which rules fired, and their articles.
    fileprivate var lines: [String] {
        let seen = inputs.map { "\($0.name) \($0.value.text)" }.joined(separator: ", ")
        var lines = ["\(decision): \(seen)"]
        for rule in rules {
            let outputs = rule.outputs.map { "\($0.name) \($0.value.text)" }
            let notes = rule.annotations.filter { !$0.text.isEmpty }.map {
                "\($0.name): \($0.text)"
            }
            lines.append("  rule \(rule.number): " + (outputs + notes).joined(separator: "; "))
        }
        if let problem { lines.append("  " + problem) }
        return lines
    }
}
