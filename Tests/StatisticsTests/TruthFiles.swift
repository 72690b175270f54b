import Foundation
import TestSupport

/// Outside truth, where it is.
enum Truth {
    static let folder = projectFolder + "/../shared/data/"

    static var isThere: Bool {
        let isThere = FileManager.default.fileExists(
            atPath: folder + "trend-truth/mk-reference/expected.csv")
        if !isThere { print("0 series tested: outside truth of trends is not in \(folder)") }
        return isThere
    }

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: folder + path, encoding: .utf8)
    }

    /// Rows of a file of plain fields, without its first line.
    static func rows(_ path: String) throws -> [[Substring]] {
        try text(path).split(whereSeparator: \.isNewline).dropFirst().map {
            $0.split(separator: ",", omittingEmptySubsequences: false)
        }
    }

    static func json(_ path: String) throws -> Any {
        try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: folder + path)))
    }
}
