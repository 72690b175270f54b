import Foundation

/// The texts of a State's policy folder, by their path below it: `procedures/family-reunification.yaml`.
public struct PolicyFolder: Sendable {
    public let texts: [String: String]

    public init(texts: [String: String]) {
        self.texts = texts
    }

    /// Reads the folders that this room owns; what is not UTF-8 is left out and found missing later.
    public init(path: String) {
        var texts: [String: String] = [:]
        for folder in PolicyFolder.folders {
            let names =
                (try? FileManager.default.contentsOfDirectory(atPath: path + "/" + folder)) ?? []
            for name in names {
                let data = FileManager.default.contents(atPath: "\(path)/\(folder)/\(name)")
                texts["\(folder)/\(name)"] = data.flatMap { String(data: $0, encoding: .utf8) }
            }
        }
        self.texts = texts
    }

    /// Paths below a folder with an ending, in order.
    func paths(_ folder: String, _ ending: String) -> [String] {
        texts.keys.filter { $0.hasPrefix(folder + "/") && $0.hasSuffix(ending) }.sorted()
    }

    static let folders = [
        "procedures", "decisions", "wizards", "letters", "flows", "clocks", "clocks/examples",
        "fees", "boards", "ways", "bodies", "consultations", "protection", "sealed", "help",
        "answers",
    ]
}
