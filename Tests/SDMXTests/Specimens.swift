import Formats
import Foundation
import TestSupport
import Testing

@testable import SDMX

/// The specimens of the field, where they are.
enum Specimens {
    static let folder =
        ProcessInfo.processInfo.environment["CAIS_SDMX"]
        ?? projectFolder + "/../shared/data/sdmx"

    static var areThere: Bool {
        let isThere = FileManager.default.fileExists(atPath: folder + "/expected-by-sdmx1.csv")
        if !isThere { print("SDMX specimens are not in \(folder): nothing is tested with them") }
        return isThere
    }

    static func bytes(_ file: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/specimens/" + file)))
    }

    static func all() throws -> [String] {
        guard areThere else { return [] }
        let found = FileManager.default.enumerator(atPath: folder + "/specimens")
        return (found?.compactMap { $0 as? String } ?? []).filter {
            var isFolder: ObjCBool = false
            let path = folder + "/specimens/" + $0
            return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    /// What an independent reader finds.
    static func expected() throws -> [[String: String]] {
        guard areThere else { return [] }
        let path = folder + "/expected-by-sdmx1.csv"
        var reader = try CSVReader(
            bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))), file: path)
        let header = reader.header
        return try reader.rows().map { row in
            Dictionary(uniqueKeysWithValues: header.map { ($0, row[$0] ?? "") })
        }
    }

    static func envelope(_ file: String) throws -> Envelope {
        let bytes = try bytes(file)
        return try Envelope({ chunks(of: bytes) }, file: file)
    }

    static func summary(_ file: String) throws -> MessageSummary {
        try MessageSummary(envelope(file), file: file)
    }
}
