public import Formats

extension Observatory {
    /// What became of a file: all of it is stored, or nothing.
    public struct ImportReport: Sendable, Codable, Equatable {
        public let file: String
        public let series: [String]
        public let vintage: String
        /// Good rows; they are stored only where no row is rejected.
        public let accepted: Int
        public let rejected: Int
        /// Whether something new was stored: no for a dry run, a bad file, or a file that is already there.
        public let stored: Bool
        public let problems: [FormatProblem]
    }
}
