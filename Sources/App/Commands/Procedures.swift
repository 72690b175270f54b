import Cases
import Formats
import Foundation
import Kernel
import Languages
import People

/// What a command that moves files is told.
public struct MoveWish: Sendable {
    public let procedure: String
    public let from: String
    public let to: String
    public let because: String
    public let basis: String
    public let evenUnfavourable: Bool
    public let dryRun: Bool

    public init(
        procedure: String, from: String, to: String, because: String, basis: String,
        evenUnfavourable: Bool, dryRun: Bool
    ) {
        (self.procedure, self.from, self.to) = (procedure, from, to)
        (self.because, self.basis) = (because, basis)
        (self.evenUnfavourable, self.dryRun) = (evenUnfavourable, dryRun)
    }
}

/// The differences of two policy folders, of two files of a procedure, or of two versions written `CODE@VERSION`.
public func procedureDifferences(
    _ options: Options, _ old: String, _ new: String, language: String
) throws -> Answer {
    let languages = try Files.languages(options.home)
    guard languages.has(language) else {
        throw Trouble("there is no language \(language) in languages/")
    }
    let report = try LawReport(
        try side(old), try side(new), in: PolicyFolder(path: options.policy),
        languages.translator(language))
    return Answer(report.lines.joined(separator: "\n"), report.json)
}

/// What a side of a comparison names.
private func side(_ text: String) throws -> LawSide {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: text, isDirectory: &isFolder) {
        if isFolder.boolValue { return .folder(PolicyFolder(path: text)) }
        return .file(String(decoding: try Files.bytes(text), as: UTF8.self), name: text)
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts.contains("") else {
        throw Trouble("\(text) is no folder, no file and no CODE@VERSION")
    }
    return .version(procedure: parts[0], name: parts[1])
}

/// Moves the open files of a version to another one, as the account of a supervisor and within its offices; with
/// `dryRun` says what would become of each. Good where every file is moved, or would be.
public func moveProcedure(
    _ options: Options, _ wish: MoveWish, by login: String, language: String
) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let principal = try await house.people.principal(of: login)
    let move = VersionMove(
        procedure: wish.procedure, from: wish.from, to: wish.to, because: wish.because,
        basis: wish.basis, evenUnfavourable: wish.evenUnfavourable)
    if wish.dryRun {
        var lines: [String] = []
        let report = try await house.cases.tryMove(
            move, by: principal, at: systemClock(), language: language
        ) { verdicts in
            lines += verdicts.map {
                house.cases.line($0, of: move.procedure, language: language)
            }
        }
        return answer(report, lines, dryRun: true)
    }
    let report = try await house.cases.moveCases(
        move, by: principal, clock: systemClock, language: language, progress: show)
    return answer(report, stayed(report), dryRun: false)
}

/// Goes on with a run that was ended half-way, or undoes one within its time; as the account that began it.
public func continueMove(
    _ options: Options, run text: String, undo: Bool, by login: String, language: String
) async throws -> Answer {
    guard let run = BulkRunID(text) else { throw Trouble("\(text) is the number of no run") }
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let principal = try await house.people.principal(of: login)
    let report =
        undo
        ? try await house.cases.undoRun(
            run, by: principal, clock: systemClock, language: language, progress: show)
        : try await house.cases.resumeMove(
            run, by: principal, clock: systemClock, language: language, progress: show)
    return answer(report, stayed(report), dryRun: false)
}

/// How far a run is, to standard error: a run that is ended can be gone on with by its number.
private func show(_ report: MoveReport) {
    let run = report.run.map { "run \($0): " } ?? ""
    let undone = report.returned + report.kept > 0 ? ", \(report.returned) undone" : ""
    let words = "\(run)\(report.all) gone through, \(report.left) left\(undone)\n"
    FileHandle.standardError.write(Data(words.utf8))
}

private func stayed(_ report: MoveReport) -> [String] {
    report.stayed.map { "\($0.reference)  \($0.why)" }
}

private func answer(_ report: MoveReport, _ lines: [String], dryRun: Bool) -> Answer {
    let counts = MoveVerdict.Kind.allCases.map { kind in
        "\(kind.rawValue) \(report.counts[kind, default: 0])"
    }
    let run = report.run.map { "run \($0): " } ?? ""
    let head = "\(run)\(dryRun ? "would be " : "")\(counts.joined(separator: ", "))"
    let undone = report.returned + report.kept
    let back = undone > 0 ? ["undone \(report.returned), kept \(report.kept)"] : []
    let number = report.run.map { JSON.string("\($0)") } ?? JSON.null
    var members: [String: JSON] = [
        "dryRun": .bool(dryRun), "run": number,
        "returned": .int(report.returned), "kept": .int(report.kept),
        "lines": .array(lines.map(JSON.string)),
    ]
    var verdicts: [String: JSON] = [:]
    for kind in MoveVerdict.Kind.allCases {
        verdicts[kind.rawValue] = .int(report.counts[kind, default: 0])
    }
    members["verdicts"] = .object(verdicts)
    return Answer(
        ([head] + back + lines).joined(separator: "\n"), .object(members), isGood: report.isGood)
}
