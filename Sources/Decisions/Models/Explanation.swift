public import Formats

/// A decision's value with the tables that led to it.
public struct DecisionResult: Equatable, Sendable {
    public let value: FEELValue
    /// The tables on which the value hangs, in the order in which they were needed: what a decision rests on comes
    /// before it. A table that was looked at and could have said anything is not among them. A function rests on all
    /// that it is given.
    public let explanation: [TableTrace]
    /// All tables that were computed, whether the value hangs on them or not: for those who count which rules fire.
    public let computed: [TableTrace]

    init(_ value: FEELValue, _ evidence: Evidence?) {
        self.value = value
        explanation = evidence?.reached ?? []
        computed = evidence?.all ?? []
    }
}

/// What one table saw and which of its rules fired.
public struct TableTrace: Equatable, Sendable {
    public let decision: String
    /// Where the table begins.
    public let file: String
    public let line: Int
    public let inputs: [NamedValue]
    public var rules: [FiredRule] = []
    /// Why a table gave no value although rules fired; nil where all is well.
    public var problem: String?
}

/// A rule that fired; the number is the row in the table, from 1.
public struct FiredRule: Equatable, Sendable {
    public let number: Int
    public let outputs: [NamedValue]
    /// The table's annotation columns, where jurists write article and reason.
    public let annotations: [NamedText]
}

public struct NamedValue: Equatable, Sendable {
    public let name: String
    public let value: FEELValue

    init(_ name: String, _ value: FEELValue) {
        self.name = name
        self.value = value
    }
}

public struct NamedText: Equatable, Sendable {
    public let name: String
    public let text: String

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }
}

extension DecisionResult {
    /// `{result, explanation}`, the form that commands print.
    public var json: JSON {
        ["result": value.json, "explanation": .array(explanation.map(\.json))]
    }
}

extension TableTrace {
    public var json: JSON {
        [
            "decision": .string(decision), "inputs": .array(inputs.map(\.json)),
            "rules": .array(rules.map(\.json)),
            "problem": problem.map { .string($0) } ?? .null,
        ]
    }
}

extension FiredRule {
    public var json: JSON {
        [
            "rule": .int(number), "outputs": .array(outputs.map(\.json)),
            "annotations": .array(
                annotations.map { ["name": .string($0.name), "text": .string($0.text)] }),
        ]
    }
}

extension NamedValue {
    public var json: JSON { ["name": .string(name), "value": value.json] }
}
