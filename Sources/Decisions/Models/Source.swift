import Formats

/// One file of a model.
struct ModelSource {
    let root: XMLElement
    /// The names that this file gives to the files that it imports, by their namespace.
    let imports: [String: String]

    var namespace: String { root.attribute("namespace") ?? "" }

    /// The versions of the standard that are read; a document without a namespace is taken as one.
    private static let versions: Set<String> = [
        "http://www.omg.org/spec/DMN/20180521/MODEL/",
        "https://www.omg.org/spec/DMN/20191111/MODEL/",
        "https://www.omg.org/spec/DMN/20211108/MODEL/",
        "https://www.omg.org/spec/DMN/20230324/MODEL/",
    ]

    init(_ bytes: [UInt8], file: String) throws {
        root = try XMLElement.parse(bytes, file: file)
        guard root.name == "definitions" else {
            throw root.error("a DMN model begins with <definitions>")
        }
        if let namespace = root.namespace, !ModelSource.versions.contains(namespace) {
            throw root.error("'\(namespace)' is no version of DMN from 1.2 to 1.5")
        }
        imports = Dictionary(
            root.parts("import").compactMap { element in
                element.attribute("namespace").map { ($0, element.attribute("name") ?? "") }
            }, uniquingKeysWith: { first, _ in first })
    }

    /// A file with all that it imports, directly or through others; itself first.
    static func gathered(_ home: ModelSource, _ files: [DecisionFile]) throws -> [ModelSource] {
        let all =
            try home.imports.isEmpty ? [] : files.map { try ModelSource($0.bytes, file: $0.file) }
        var (found, open) = ([home], [home])
        while let next = open.popLast() {
            for source in all where next.imports[source.namespace] != nil {
                if found.contains(where: { $0.namespace == source.namespace }) { continue }
                found.append(source)
                open.append(source)
            }
        }
        return found
    }

    /// What a name of another file is called here.
    func name(_ name: String, of other: ModelSource) -> String {
        guard let prefix = imports[other.namespace], !prefix.isEmpty else { return name }
        return prefix + "." + name
    }
}

/// Elements of the standard only: what other tools add beside is passed over.
extension XMLElement {
    var parts: [XMLElement] { children.filter { $0.namespace == namespace } }

    /// Without what every element of the standard may begin with.
    var content: [XMLElement] {
        parts.filter { $0.name != "description" && $0.name != "extensionElements" }
    }

    func parts(_ name: String) -> [XMLElement] {
        children.filter { $0.name == name && $0.namespace == namespace }
    }

    func part(_ name: String) -> XMLElement? {
        children.first { $0.name == name && $0.namespace == namespace }
    }

    func requiredPart(_ name: String) throws -> XMLElement {
        guard let found = part(name) else {
            throw error("the element <\(name)> is missing inside; add it")
        }
        return found
    }

    /// The FEEL text inside, without the space around it.
    var feel: String {
        let text = (part("text") ?? self).text.drop(while: \.isWhitespace)
        guard let last = text.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(text[...last])
    }

    /// The element as an expression: the first part that is one.
    var expression: XMLElement? {
        parts.first { XMLElement.expressions.contains($0.name) }
    }

    private static let expressions: Set<String> = [
        "literalExpression", "decisionTable", "context", "relation", "list", "invocation",
        "functionDefinition", "conditional", "filter", "for", "some", "every",
    ]

    /// The line of a place in the text inside, counted from the element.
    func line(of place: Int, in trimmed: String) -> Int {
        let element = part("text") ?? self
        let before = element.text.prefix(while: \.isWhitespace)
        let inside = trimmed.unicodeScalars.prefix(place)
        return element.line + before.filter(\.isNewline).count
            + inside.filter { $0 == "\n" }.count
    }
}

/// What the reading of a model brings beside its code: faults with their lines, and its tables.
final class Findings {
    private(set) var list: [FormatError] = []
    /// What is certain to be wrong in types; the model runs all the same.
    private(set) var mistakes: [FormatError] = []
    var tables: [TableCode] = []

    /// Who has more to mend will not read on.
    private static let problemsMax = 500

    func add(_ problem: FormatError) {
        if list.count < Findings.problemsMax, !list.contains(problem) { list.append(problem) }
    }

    func add(mistake: FormatError) {
        if mistakes.count < Findings.problemsMax, !mistakes.contains(mistake) {
            mistakes.append(mistake)
        }
    }
}
