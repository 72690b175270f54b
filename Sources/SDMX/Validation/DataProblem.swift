/// What is wrong with data: where, in which component, and why.
public struct DataProblem: Equatable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case unknownDimension
        case missingDimension
        case unknownAttribute
        case missingAttribute
        case unknownCode
        case wrongFormat
        case missingValue
        case duplicate
        case constraint
    }

    public let kind: Kind
    /// Where the reader stood; nil where the format has no lines.
    public let line: Int?
    public let field: String
    public let message: String

    /// `12: SEX: 'X' is no code of ESTAT:CL_SEX(1.0)`.
    public var text: String { (line.map { "\($0): " } ?? "") + field + ": " + message }
}

/// What a check found: the first problems, and how many there are of each kind.
public struct DataReport: Equatable, Sendable {
    public internal(set) var problems: [DataProblem] = []
    public internal(set) var counts: [DataProblem.Kind: Int] = [:]
    public internal(set) var observations = 0
    /// What could not be looked at, and why.
    public internal(set) var notes: [String] = []

    public var isClean: Bool { counts.isEmpty }
    public var count: Int { counts.values.reduce(0, +) }

    /// So many are told one by one.
    public static let told = 100

    mutating func add(_ problem: DataProblem) {
        counts[problem.kind, default: 0] += 1
        if problems.count < DataReport.told { problems.append(problem) }
    }

    mutating func note(_ text: String) {
        if !notes.contains(text) { notes.append(text) }
    }
}
