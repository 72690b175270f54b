import Formats
import Foundation
import Kernel
import ServiceNetwork
import Storage

/// Imports records of HSDS, or says what an import would say.
public func importHSDS(_ options: Options, _ path: String, trial: Bool) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let report = try await house.network.importHSDS(
        path, trial: trial, by: .house, at: systemClock())
    let answer = try imported(report, isGood: report.applied)
    return report.notes.isEmpty ? answer : answer.adding(report.notes.map { "note: \($0)" })
}

/// Writes the directory out as HSDS.
public func exportHSDS(_ options: Options, _ path: String) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    return Answer(lines: try await house.network.exportHSDS(to: path))
}

/// Writes the whole directory as one signed page, to be carried where there is no network.
public func writeBundle(_ options: Options, to path: String) async throws -> Answer {
    let house = try await House.open(options)
    defer { house.compartments.close() }
    let file = try await house.network.offlineFile(at: systemClock())
    try Data(file).write(to: URL(fileURLWithPath: path), options: .atomic)
    let key = SignedFile.written(try house.database.keys.checkpointPublicKey())
    return Answer(
        "\(path): \(file.count) bytes, signed with \(key)",
        ["file": .string(path), "bytes": .int(file.count), "key": .string(key)])
}
