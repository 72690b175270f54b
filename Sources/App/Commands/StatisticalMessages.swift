import Formats
import Foundation
import SDMX

/// Counts what an SDMX message holds.
public func readSDMX(_ path: String, structure: String? = nil) throws -> Answer {
    let input = try MessageFile(path)
    let found = try MessageSummary(
        input.envelope, file: path, catalogue: try structure.map(catalogue),
        progress: { input.show($0) })
    input.end()
    return Answer(found.lines.joined(separator: "\n"), found.json)
}

/// Writes a message again in another format: beside its place first, so that nothing half-written ever stands there.
public func convertSDMX(
    _ path: String, to target: String, format name: String?, structure: String? = nil
) throws -> Answer {
    let known = MessageFormat.allCases.map(\.rawValue).joined(separator: ", ")
    let format = name.map(MessageFormat.init(rawValue:)) ?? MessageFormat(fileName: target)
    guard let format else {
        throw Trouble("no format is named by '\(name ?? target)'; --format takes \(known)")
    }
    let input = try MessageFile(path)
    let draft = try DraftFile(target)
    var conversion = Conversion(
        input.envelope, file: path, to: format, catalogue: try structure.map(catalogue))
    try conversion.run(progress: { input.show($0) }, write: draft.append)
    try draft.publish()
    input.end()
    return Answer(
        "\(target): \(conversion.count) written as \(format.rawValue)",
        [
            "count": .int(conversion.count), "file": .string(target),
            "format": .string(format.rawValue),
        ])
}

/// Checks data against their structure definition; not good where something is wrong.
public func validateSDMX(_ path: String, structure: String) throws -> Answer {
    let input = try MessageFile(path)
    let report = try DataCheck.run(
        input.envelope, file: path, try catalogue(structure), progress: { input.show($0) })
    input.end()
    var lines = report.problems.map { "\(path):\($0.text)" }
    let untold = report.count - report.problems.count
    if untold > 0 { lines.append("and \(untold) more") }
    lines += report.notes
    lines.append(
        report.isClean
            ? "\(report.observations) observations, nothing wrong"
            : "\(report.observations) observations, \(report.count) problems")
    let counts = report.counts.map { ($0.key.rawValue, JSON.int($0.value)) }
    return Answer(
        lines.joined(separator: "\n"),
        [
            "observations": .int(report.observations), "count": .int(report.count),
            "counts": .object(Dictionary(uniqueKeysWithValues: counts)),
            "notes": .array(report.notes.map(JSON.string)),
            "problems": .array(
                report.problems.map { problem in
                    [
                        "kind": .string(problem.kind.rawValue), "field": .string(problem.field),
                        "line": problem.line.map(JSON.int) ?? .null,
                        "why": .string(problem.message),
                    ]
                }),
        ], isGood: report.isClean)
}

private func catalogue(_ path: String) throws -> StructureCatalogue {
    let input = try MessageFile(path)
    guard case .structure(var reader) = try OpenMessage(input.envelope, file: path) else {
        throw Trouble("\(path) is no structure message")
    }
    var catalogue = StructureCatalogue()
    while let artefact = try reader.next() { catalogue.take(artefact) }
    guard !catalogue.structures.isEmpty else {
        throw Trouble("\(path) has no data structure definition")
    }
    return catalogue
}

/// A message in a file, with a line of progress on standard error.
private final class MessageFile {
    let envelope: Envelope
    private var line: ProgressLine
    private let size: Int
    private let opened: Opened

    /// What was opened last is where the reading stands.
    private final class Opened {
        var pieces: FilePieces?
    }

    init(_ path: String) throws {
        let opened = Opened()
        self.opened = opened
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        size = attributes?[.size] as? Int ?? 0
        line = ProgressLine(bytes: size, unit: "read")
        envelope = try Envelope(
            {
                let pieces = try FilePieces(path)
                opened.pieces = pieces
                return pieces.chunks
            }, file: path)
    }

    func show(_ count: Int) { line.show(rows: count, bytes: opened.pieces?.taken ?? 0) }
    func end() { line.end() }
}

/// A file that is written beside its place and put there when it is whole; gzip where its name says so.
private final class DraftFile {
    private let path: String
    private let draft: String
    private let handle: FileHandle
    private let isPacked: Bool
    private var waiting: [UInt8] = []
    private var isDone = false

    init(_ path: String) throws {
        self.path = path
        draft = path + ".\(ProcessInfo.processInfo.processIdentifier).part"
        isPacked = path.hasSuffix(".gz")
        guard FileManager.default.createFile(atPath: draft, contents: nil),
            let handle = FileHandle(forWritingAtPath: draft)
        else { throw Trouble("cannot write \(path)") }
        self.handle = handle
    }

    func append(_ bytes: [UInt8]) throws {
        waiting += bytes
        if waiting.count >= draftPieceBytes { try flush() }
    }

    func publish() throws {
        try flush()
        try handle.synchronize()
        try handle.close()
        guard rename(draft, path) == 0 else { throw Trouble("cannot write \(path)") }
        isDone = true
    }

    /// A gzip file may be made of several parts (RFC 1952, 2.2).
    private func flush() throws {
        if waiting.isEmpty { return }
        try handle.write(contentsOf: Data(isPacked ? Gzip.compress(waiting) : waiting))
        waiting.removeAll(keepingCapacity: true)
    }

    deinit {
        if !isDone {
            try? handle.close()
            try? FileManager.default.removeItem(atPath: draft)
        }
    }
}

private let draftPieceBytes = 1 << 20
