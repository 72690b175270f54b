import Formats

extension Plans {
    /// What became of an import: all of it is stored, or nothing.
    public struct ImportReport: Sendable, Codable, Equatable {
        public let plan: String
        /// Good rows; they are stored only where no row is rejected.
        public let accepted: Int
        public let rejected: Int
        /// Whether something changed: no for a bad file, or one that is already there.
        public let stored: Bool
        public let problems: [ImportProblem]
    }

    /// What is wrong with a file, and where.
    public struct ImportProblem: Sendable, Codable, Equatable {
        public let file: String
        public let line: Int?
        public let field: String?
        public let why: String

        init(_ error: FormatError) {
            file = error.file
            line = error.line
            field = error.field
            why = error.message
        }
    }
}

extension Plans.ImportReport {
    init(plan: String, accepted: Int, problems: [Plans.ImportProblem], stored: Bool) {
        let bad = Set(problems.map { $0.file + ":" + String($0.line ?? 0) }).count
        self.init(plan: plan, accepted: accepted, rejected: bad, stored: stored, problems: problems)
    }
}
