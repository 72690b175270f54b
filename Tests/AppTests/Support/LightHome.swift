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
        for name in ["data", "languages", "policy", "web"] {
            try link(projectFolder + "/" + name, to: home + "/" + name)
        }
        return home
    }

    /// The same folders with a link to each file: some readers look at no folder that is a link.
    private static func link(_ folder: String, to other: String) throws {
        let files = FileManager.default
        try files.createDirectory(atPath: other, withIntermediateDirectories: true)
        for name in try files.contentsOfDirectory(atPath: folder) {
            if leftOut.contains(where: { name.hasPrefix($0 + ".") }) { continue }
            let (from, to) = (folder + "/" + name, other + "/" + name)
            var isFolder: ObjCBool = false
            if files.fileExists(atPath: from, isDirectory: &isFolder), isFolder.boolValue {
                try link(from, to: to)
            } else {
                try files.createSymbolicLink(atPath: to, withDestinationPath: from)
            }
        }
    }
}
