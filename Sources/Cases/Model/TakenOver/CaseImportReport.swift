public import Formats

/// What became of the rows of a file of cases.
public struct CaseImportReport: Codable, Sendable, Equatable {
    /// Rows that were read.
    public internal(set) var rows = 0
    /// Rows that became cases; in a dry run those that would.
    public internal(set) var accepted = 0
    /// Rows that were known and say what they said: nothing was done.
    public internal(set) var known = 0
    /// Rows that were known and say something else by now: nothing was done, and each is told.
    public internal(set) var changed = 0
    /// Rows with a fault.
    public internal(set) var rejected = 0
    /// The first of the faults and changes; the file of errors has all.
    public internal(set) var problems: [FormatProblem] = []

    /// Whether every row is in, and says what is in.
    public var isGood: Bool { changed == 0 && rejected == 0 }

    mutating func tell(_ error: FormatError) {
        if problems.count < problemsMax { problems.append(FormatProblem(error)) }
    }
}

/// A screen; a file of which everything is wrong must not fill the memory.
private let problemsMax = 20
