import Cases
import Formats
import Foundation
import Kernel

/// Takes over the case files of another system, as docs/import-cases.md describes them; rows that are not taken go whole
/// into the file of errors. Good where every row is in.
public func importCases(
    _ options: Options, _ path: String, errors: String?, dryRun: Bool
) async throws -> Answer {
    let look = try TextLook(FilePieces(path).chunks)
    let pieces = try FilePieces(path)
    let name = URL(fileURLWithPath: path).lastPathComponent
    var rows = try ForeignRows(pieces.chunks, file: name, look: look)
    var rejected = try RejectedFile(errors, beside: path)
    var line = ProgressLine(bytes: look.bytes)
    let house = try await House.open(options)
    defer { house.compartments.close() }
    defer { line.end() }
    let report = try await house.cases.importCases(
        &rows, dryRun: dryRun, clock: systemClock, reject: { try rejected.append($0) },
        progress: { line.show(rows: $0.rows, bytes: pieces.taken) })
    return try answer(report, dryRun: dryRun, errors: rejected.isWritten ? errors : nil)
}

private func answer(
    _ report: CaseImportReport, dryRun: Bool, errors: String?
) throws -> Answer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var members = try JSON.parse([UInt8](try encoder.encode(report))).objectValue ?? [:]
    members["dryRun"] = .bool(dryRun)
    members["errors"] = errors.map(JSON.string) ?? .null
    let counts = """
        \(dryRun ? "would accept" : "accepted") \(report.accepted), known \(report.known), \
        changed \(report.changed), rejected \(report.rejected) of \(report.rows) rows
        """
    let problems = report.problems.map { problem in
        "\(problem.file):\(problem.line ?? 0): \(problem.field ?? ""): \(problem.why)"
    }
    let untold = report.changed + report.rejected - report.problems.count
    let place = errors.map { ": \($0)" } ?? "; --errors FILE has all"
    let rest = untold > 0 ? ["and \(untold) more\(place)"] : []
    return Answer(
        ([counts] + problems + rest).joined(separator: "\n"), .object(members),
        isGood: report.isGood)
}

/// A file that is read piece by piece.
final class FilePieces {
    private let handle: FileHandle
    /// Bytes that were handed out.
    private(set) var taken = 0

    init(_ path: String) throws {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Trouble("cannot read \(path)")
        }
        self.handle = handle
    }

    var chunks: ByteChunks {
        return { try self.next() }
    }

    private func next() throws -> [UInt8]? {
        guard let data = try handle.read(upToCount: pieceBytes), !data.isEmpty else { return nil }
        taken += data.count
        return [UInt8](data)
    }

    deinit { try? handle.close() }
}

/// The file of errors: made anew by each run, and only where there is something to tell.
private struct RejectedFile {
    private let path: String?
    private var handle: FileHandle?
    var isWritten: Bool { handle != nil }

    init(_ path: String?, beside input: String) throws {
        self.path = path
        guard let path else { return }
        let places = [path, input].map { URL(fileURLWithPath: $0).resolvingSymlinksInPath().path }
        if places[0] == places[1] {
            throw Trouble("--errors names the file that is read; name another one")
        }
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        // A folder would be removed with everything in it.
        if isFolder.boolValue { throw Trouble("--errors names a folder; name a file") }
        // What an earlier run told is over: this one tells again what still is so.
        if exists {
            try FileManager.default.removeItem(atPath: path)
        }
    }

    mutating func append(_ bytes: [UInt8]) throws {
        guard let path else { return }
        if handle == nil {
            // Names and birth dates: nobody else of this machine reads them.
            guard
                FileManager.default.createFile(
                    atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            else { throw Trouble("cannot write \(path)") }
            handle = FileHandle(forWritingAtPath: path)
        }
        guard let handle else { throw Trouble("cannot write \(path)") }
        try handle.write(contentsOf: Data(bytes))
    }
}

/// Less than a disk reads in a moment, more than a row.
private let pieceBytes = 64 << 10
