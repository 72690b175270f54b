import Formats
import Foundation
import Kernel
import Storage

/// Copies every compartment that this host may open, one after the other, while the house is open.
public func backup(_ options: Options, to folder: String) async throws -> Answer {
    guard !FileManager.default.fileExists(atPath: folder) else {
        throw Trouble("\(folder) exists; name a folder that does not")
    }
    let compartments = try await Compartments.open(options, schema: House.schema)
    defer { compartments.close() }
    var lines: [String] = []
    var all: [String: JSON] = [:]
    for (compartment, database) in compartments.databases.sorted(by: { $0.key.name < $1.key.name })
    {
        let manifest = try await database.backup(
            to: folder + "/" + compartment.name, documents: compartments.documents[compartment],
            at: systemClock())
        // Of a sealed compartment no list tells how much is in it.
        let counted = manifest.lines.map { ($0, manifest.documents.count) }
        lines.append(
            counted.map { "\(compartment): \($0.0) journal lines, \($0.1) documents" }
                ?? "\(compartment): sealed, whole")
        all[compartment.name] = .object(
            counted.map { counts -> [String: JSON] in
                ["lines": .int(counts.0), "documents": .int(counts.1)]
            } ?? [:])
    }
    lines.append("the keys in \(options.keyFiles.folder) are not in the backup: keep them apart")
    return Answer(
        lines.joined(separator: "\n"), ["compartments": .object(all), "folder": .string(folder)])
}

/// Restores every compartment of a backup into an empty store, and verifies it. One whose key this host has not
/// is left out only where it is named; otherwise nothing is touched.
public func restore(
    _ options: Options, from folder: String, without names: [String] = []
) async throws -> Answer {
    let leftOut = try names.map(Compartment.known)
    let wanted = try compartments(in: folder).filter { !leftOut.contains($0) }
    guard !wanted.isEmpty else {
        throw Trouble("nothing is left to restore: every compartment of \(folder) is left out")
    }
    let keys = try keysToRestore(options, wanted)
    var lines = leftOut.map { "\($0): left out, as was said" }
    var all: [String: JSON] = [:]
    var isSound = true
    for (compartment, keys) in keys {
        let restored = try await Database.restore(
            from: folder + "/" + compartment.name, to: options.location(of: compartment),
            documents: Documents(folder: options.documentsFolder(compartment), keys: keys),
            compartment: compartment, keys: keys)
        let holds = restored.verification.isSound
        isSound = isSound && holds
        let count = restored.manifest.lines
        let what = count.map { "\($0) journal lines" } ?? "sealed"
        lines.append("\(compartment): \(what), \(holds ? "sound" : "NOT sound")")
        var told: [String: JSON] = ["sound": .bool(holds)]
        told["lines"] = count.map { JSON.int($0) }
        all[compartment.name] = .object(told)
    }
    return Answer(lines.joined(separator: "\n"), ["compartments": .object(all)], isGood: isSound)
}

private func compartments(in folder: String) throws -> [Compartment] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    let found = names.compactMap(Compartment.init).filter(Compartment.standard.contains)
    guard !found.isEmpty else { throw Trouble("\(folder) holds no backup of `cais backup`") }
    return found
}

/// All the keys before anything is restored, so that a missing one leaves no half of a house.
private func keysToRestore(
    _ options: Options, _ wanted: [Compartment]
) throws -> [(Compartment, Keys)] {
    var found: [(Compartment, Keys)] = []
    var missing: [String] = []
    for compartment in wanted {
        if let keys = try options.keyFiles.keys(of: compartment) {
            found.append((compartment, keys))
        } else {
            missing.append(compartment.name)
        }
    }
    guard missing.isEmpty else {
        throw Trouble(
            """
            nothing was restored: \(options.keyFiles.folder) has no key for \(missing.joined(separator: ", ")); \
            name the folder that has it with --keys or CAIS_KEYS, or leave it out with \
            \(missing.map { "--without " + $0 }.joined(separator: " "))
            """)
    }
    return found
}
