import Formats

/// One thing wrong in a file: where, and what to do about it.
public struct ImportProblem: Codable, Sendable, Equatable {
    public let file: String
    /// The line of the file; 0 where the whole file is meant.
    public let row: Int
    public let field: String
    public let why: String

    init(_ error: FormatError) {
        file = error.file
        row = error.line ?? 0
        field = error.field ?? ""
        why = error.message
    }
}

/// What came of an import: rows read as good and bad; stored only where none is bad.
public struct ImportReport: Codable, Sendable, Equatable {
    public let accepted: Int
    public let rejected: Int
    /// Whether the rows are in the directory now: all of them, or none.
    public let applied: Bool
    public let problems: [ImportProblem]
}
