public import Formats

extension Plans {
    /// What became of an import: all of it is stored, or nothing.
    public struct ImportReport: Sendable, Codable, Equatable {
        public let plan: String
        /// Good rows; they are stored only where no row is rejected.
        public let accepted: Int
        public let rejected: Int
        /// Whether something changed: no for a bad file, or one that is already there.
        public let stored: Bool
        public let problems: [FormatProblem]
    }
}

extension Plans.ImportReport {
    init(plan: String, accepted: Int, problems: [FormatProblem], stored: Bool) {
        let bad = Set(problems.map { $0.file + ":" + String($0.line ?? 0) }).count
        self.init(plan: plan, accepted: accepted, rejected: bad, stored: stored, problems: problems)
    }
}
