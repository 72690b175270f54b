import Foundation
public import Languages

/// The folder that holds `data/`, `policy/`, `languages/` and `web/`.
public let projectFolder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }

/// The translator of a language as the house loads it.
public func translator(_ code: String) throws -> Translator {
    try sharedLanguages.get().translator(code)
}

/// All catalogues of the house, in a set that notes what is missing for this test alone.
public func houseLanguages() throws -> LanguageSet {
    try sharedLanguages.get().withOwnNotes()
}

/// Read once in a run.
let sharedLanguages = Result<LanguageSet, any Error> {
    let root = projectFolder + "/languages"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
    let wanted = paths.filter { $0.hasSuffix(".po") || $0.hasSuffix("locale.json") }.sorted()
    return try LanguageSet.load(
        files: try wanted.map {
            ("languages/" + $0, try String(contentsOfFile: root + "/" + $0, encoding: .utf8))
        })
}
