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
        lines.append(
            "\(compartment): \(manifest.lines) journal lines, \(manifest.documents.count) documents"
        )
        all[compartment.name] = [
            "lines": .int(manifest.lines), "documents": .int(manifest.documents.count),
        ]
    }
    lines.append("the keys in \(options.keyFiles.folder) are not in the backup: keep them apart")
    return Answer(
        lines.joined(separator: "\n"), ["compartments": .object(all), "folder": .string(folder)])
}

/// Restores every compartment of a backup whose key this host has, into an empty store, and verifies it.
public func restore(_ options: Options, from folder: String) async throws -> Answer {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    let found = names.compactMap(Compartment.init).filter(Compartment.standard.contains)
    guard !found.isEmpty else { throw Trouble("\(folder) holds no backup of `cais backup`") }
    var lines: [String] = []
    var all: [String: JSON] = [:]
    var isSound = true
    for compartment in found {
        guard let keys = try options.keyFiles.keys(of: compartment) else {
            lines.append("\(compartment): left out, this host has no key for it")
            continue
        }
        let restored = try await Database.restore(
            from: folder + "/" + compartment.name, to: options.location(of: compartment),
            documents: Documents(folder: options.documentsFolder(compartment), keys: keys),
            compartment: compartment, keys: keys)
        let holds = restored.verification.isSound
        isSound = isSound && holds
        lines.append(
            "\(compartment): \(restored.verification.lines) journal lines, \(holds ? "sound" : "NOT sound")"
        )
        all[compartment.name] = ["lines": .int(restored.verification.lines), "sound": .bool(holds)]
    }
    return Answer(lines.joined(separator: "\n"), ["compartments": .object(all)], isGood: isSound)
}
