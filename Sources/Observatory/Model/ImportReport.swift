public import Formats

extension Observatory {
    /// What became of a file: all of it is stored, or nothing.
    public struct ImportReport: Sendable, Codable, Equatable {
        public let file: String
        public let format: String
        public let series: [String]
        public let vintage: String
        /// Good rows; they are stored only where no row is rejected.
        public let accepted: Int
        public let rejected: Int
        /// Whether something new was stored: no for a dry run, a bad file, or a file that is already there.
        public let stored: Bool
        public let problems: [FormatProblem]
        /// What was taken and should be looked at.
        public let warnings: [String]
        /// Printed growth beside what the levels give, where they differ.
        public let growth: [GrowthFinding]
        /// The first values as they were understood, for whoever confirms them.
        public let preview: [PreviewRow]
    }

    /// One value of a preview.
    public struct PreviewRow: Sendable, Codable, Equatable {
        public let series: String
        public let line: String
        public let period: String
        public let value: Double?
        public let flag: String
    }
}

extension Observatory.ImportReport {
    init(refusing file: String, _ error: FormatError) {
        self.init(
            file: file, format: "", series: [], vintage: "", accepted: 0, rejected: 0,
            stored: false, problems: [FormatProblem(error)], warnings: [], growth: [],
            preview: [])
    }

    init(_ file: SeriesFile, _ name: String, vintage: String, stored: Bool) {
        let preview = file.parts.flatMap { part in
            part.content.values.prefix(previewMax).map {
                Observatory.PreviewRow(
                    series: part.series.key, line: $0.dims, period: $0.period, value: $0.value,
                    flag: $0.flag)
            }
        }
        self.init(
            file: name, format: file.format, series: file.parts.map(\.series.key), vintage: vintage,
            accepted: file.rows - file.rejected, rejected: file.rejected, stored: stored,
            problems: file.problems, warnings: file.warnings, growth: file.growth,
            preview: Array(preview.prefix(previewMax)))
    }
}

private let previewMax = 10
