import Formats

/// A rule of a table by where it stands.
public struct RulePlace: Hashable, Sendable {
    public let file: String
    /// The line on which its table begins.
    public let table: Int
    /// The row in the table, from 1.
    public let number: Int
}

/// A rule as it stands in its file, with the notes of jurists beside it.
public struct TableRule: Equatable, Sendable {
    public let decision: String
    public let place: RulePlace
    public let line: Int
    public let annotations: [NamedText]
}

/// A source that a model names: its key, where it is found, its type, and what is said of it.
public struct KnowledgeSource: Equatable, Sendable {
    public let name: String
    public let location: String?
    /// The word in `<type>`; the standard leaves it open which words there are.
    public let type: String?
    public let text: String
}

extension DecisionModel {
    /// All rules of the tables in the model's own file, whether they fire or not.
    public var rules: [TableRule] {
        tables.flatMap { table in
            table.rules.map { rule in
                TableRule(
                    decision: table.decision,
                    place: RulePlace(file: table.file, table: table.line, number: rule.number),
                    line: rule.line,
                    annotations: zip(table.annotations, rule.annotations).map { NamedText($0, $1) })
            }
        }
    }

    static func sources(of home: ModelSource) -> [KnowledgeSource] {
        home.root.parts("knowledgeSource").map { element in
            KnowledgeSource(
                name: element.attribute("name") ?? "", location: element.attribute("locationURI"),
                type: element.part("type")?.feel, text: element.part("description")?.feel ?? "")
        }
    }
}

extension DecisionResult {
    /// The rules that fired on the way.
    var places: [RulePlace] {
        computed.flatMap { trace in
            trace.rules.map {
                RulePlace(file: trace.file, table: trace.line, number: $0.number)
            }
        }
    }
}
