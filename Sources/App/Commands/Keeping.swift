import Formats
import Foundation
import Kernel
import Storage

/// Makes keys and tables; what is there is left as it is.
///
/// A host gets keys for the compartments that it is asked for: the general one unless told otherwise, so
/// that the key of a sealed one is made on its own body's host and nowhere else.
public func setup(_ options: Options, compartments names: [String] = []) async throws -> Answer {
    let wanted = try names.isEmpty ? [.general] : names.map(Compartment.known)
    return try await setup(options, wanted)
}

func setup(_ options: Options, _ wanted: [Compartment]) async throws -> Answer {
    // Keys, files and spooled letters: nobody else looks in, whatever the shell's mask says.
    try FileManager.default.createDirectory(
        atPath: options.data, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    var lines: [String] = []
    for compartment in wanted {
        let had = try options.keyFiles.keys(of: compartment) != nil
        if !had { try await makeKey(options, compartment) }
        if compartment == .protection { try options.keyFiles.publishLetterbox(of: compartment) }
        lines.append(
            "\(compartment): key \(had ? "was there" : "made in \(options.keyFiles.folder)")")
    }
    let compartments = try await Compartments.open(options, schema: House.schema)
    lines.append("tables are at this version in \(compartments.databases.count) compartments")
    compartments.close()
    return Answer(lines: lines)
}

/// A new key stays only where its store opens with it: a store that was made with another gets no second one.
private func makeKey(_ options: Options, _ compartment: Compartment) async throws {
    guard try options.keyFiles.make(for: compartment) else { return }
    do {
        try await Compartments.open(options, only: [compartment], schema: House.schema).close()
    } catch StorageError.key {
        try options.keyFiles.takeBack(compartment)
        throw Trouble(
            """
            the store of \(compartment) has a key already, which is not in \(options.keyFiles.folder): name \
            its folder with --keys or CAIS_KEYS (no other was made)
            """)
    }
}

/// Follows every chain of every compartment that this host may open; where one does not hold nothing is exported,
/// because that signs a new checkpoint.
public func verify(_ options: Options, against: String?, export: String?) async throws -> Answer {
    let compartments = try await Compartments.open(options, schema: House.schema)
    defer { compartments.close() }
    let kept = try against.map(readKept) ?? [:]
    var lines: [String] = []
    var results: [String: JSON] = [:]
    var isSound = true
    for (compartment, database) in compartments.databases.sorted(by: { $0.key.name < $1.key.name })
    {
        let outside = kept[compartment.name] ?? []
        let found = try await database.read { db in try db.verifyJournal(against: outside) }
        isSound = isSound && found.isSound
        lines.append(
            """
            \(compartment): \(found.lines) lines of \(found.subjects) subjects, \(found.checkpoints) checkpoints: \
            \(found.isSound ? "sound" : "\(found.problems.count) problems")
            """)
        lines += found.problems.map { "  " + $0 }
        results[compartment.name] = [
            "lines": .int(found.lines), "subjects": .int(found.subjects),
            "checkpoints": .int(found.checkpoints),
            "sound": .bool(found.isSound), "problems": .array(found.problems.map(JSON.string)),
        ]
    }
    if let export, isSound { try await writeKept(compartments, to: export) }
    if let export, !isSound {
        lines.append("nothing was written to \(export): what does not hold is not signed")
    }
    return Answer(
        lines.joined(separator: "\n"),
        [
            "compartments": .object(results), "sound": .bool(isSound),
            "exported": .bool(isSound && export != nil),
        ],
        isGood: isSound)
}

/// Checkpoints kept outside: the public key and the signed list of each compartment.
private struct Kept: Codable {
    let publicKey: [UInt8]
    let checkpoints: [Checkpoint]
}

private func writeKept(_ compartments: Compartments, to path: String) async throws {
    var all: [String: Kept] = [:]
    for (compartment, database) in compartments.databases {
        let now = systemClock()
        let checkpoints = try await database.write { db in
            try db.makeCheckpoint(at: now)
            return try db.checkpoints()
        }
        all[compartment.name] = Kept(
            publicKey: try database.keys.checkpointPublicKey(), checkpoints: checkpoints)
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    try encoder.encode(all).write(to: URL(fileURLWithPath: path), options: .atomic)
}

private func readKept(_ path: String) throws -> [String: [Checkpoint]] {
    try kept(path).mapValues(\.checkpoints)
}

/// The public keys of a file of kept checkpoints.
func keptKeys(_ path: String) throws -> [[UInt8]] { try kept(path).values.map(\.publicKey) }

private func kept(_ path: String) throws -> [String: Kept] {
    let data = Data(try Files.bytes(path))
    guard let all = try? JSONDecoder().decode([String: Kept].self, from: data) else {
        throw Trouble("\(path) is no file of kept checkpoints (see `cais verify --export`)")
    }
    return all
}
