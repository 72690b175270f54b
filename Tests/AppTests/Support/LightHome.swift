import Foundation
import TestSupport

/// The project's folder without its three largest files of series, which hold two thirds of all values: the demo is copied
/// for hundreds of tests, and none of them reads those. The journeys load all.
enum LightHome {
    static let shared = Result { try make() }

    private static let leftOut = [
        "eurostat-immigration-by-citizenship", "unhcr-bilateral", "un-migrant-stock",
    ]

    private static func make() throws -> String {
        let home = try TestFolder.make() + "/home"
        try link(projectFolder, to: home) { $0 == "data" }
        try link(projectFolder + "/data", to: home + "/data") { $0 == "series" }
        try link(projectFolder + "/data/series", to: home + "/data/series") { name in
            leftOut.contains { name.hasPrefix($0 + ".") }
        }
        return home
    }

    /// Links everything in a folder but what is left out.
    private static func link(
        _ folder: String, to other: String, but isLeftOut: (String) -> Bool
    ) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: other, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: folder) where !isLeftOut(name) {
            try files.createSymbolicLink(
                atPath: other + "/" + name, withDestinationPath: folder + "/" + name)
        }
    }
}
