import Formats
import Foundation
public import Kernel
import Storage

extension ServiceNetwork {
    /// Reads a folder or a file of HSDS (3.0 as CSV or JSON, a feed's answers, CSV of 1.x): all records go in, or none.
    public func importHSDS(
        _ path: String, trial: Bool = false, by principal: Principal, at now: Moment
    ) async throws -> HSDSReport {
        let reading: HSDSReading
        do { reading = try HSDSReading.load(path) } catch let error as FormatError {
            return HSDSReport(unreadable: error)
        }
        if trial {
            return try await database.read { db in try ImportHSDS(reading: reading).check(in: db) }
        }
        return try await database.write { db in
            try ImportHSDS(reading: reading).perform(by: principal, at: now, in: db)
        }
    }

    /// Writes the directory into a folder as a tabular data package, or into one JSON file; returns the names written.
    public func exportHSDS(to path: String) async throws -> [String] {
        let export = HSDSExport(database: database)
        if path.hasSuffix(".json") {
            var bytes: [UInt8] = []
            try await export.json { bytes += $0 }
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
            return [path]
        }
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        var names: [String] = []
        try await export.tables { name, bytes in
            try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name), options: .atomic)
            names.append(name)
        }
        return names
    }
}

extension HSDSReport {
    /// Nothing could be read at all.
    init(unreadable error: FormatError) {
        self.init(
            accepted: 0, rejected: 1, applied: false, problems: [ImportProblem(error)], notes: [])
    }
}
