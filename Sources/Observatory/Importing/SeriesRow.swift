import Formats

/// One value of a file, whatever its format.
struct SeriesRow: Sendable {
    /// The series it belongs to; empty where the file holds one series and does not name it.
    var series = ""
    /// One code for each dimension of the source; empty where there is none.
    var codes: [String]
    var period: String
    var value: Double?
    var flag = ""
    var confidentiality = ""
    var note = ""
    /// The change against the year before in per cent, as the file prints it.
    var growth: Double?
    /// The line of the file, or the number of the observation in it.
    var line: Int
}

/// The values of a file, one after the other.
///
/// An error that names line and field is about that row, and the next one can be asked for; any other ends the file.
protocol RowSource {
    /// The dimensions for which rows have codes.
    var dimensions: [String] { get }
    mutating func next() throws -> SeriesRow?
    /// What the file says of itself; complete at its end.
    var facts: SourceFacts { get }
}

/// What a file of values says of itself.
struct SourceFacts: Sendable {
    var format = ""
    /// `ESTAT:TPS00170(1.0)`, where it names one.
    var dataflow: String?
    var dataflowName: String?
    /// The source's words on its state.
    var lastUpdate: String?
    /// Titles of dimensions by their identifier.
    var titles: [String: String] = [:]
    /// Labels of codes by dimension and code: first Portuguese, where there is one, then English.
    var labels: [String: [String: (pt: String?, en: String)]] = [:]
}
