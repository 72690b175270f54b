import Formats
import Kernel
import Storage

/// What came of reading files of HSDS.
public struct HSDSReport: Codable, Sendable, Equatable {
    public let accepted: Int
    public let rejected: Int
    public let applied: Bool
    public let problems: [ImportProblem]
    /// What was read otherwise than it stood.
    public let notes: [String]
}

/// Brings records of HSDS into the directory: all, or none where one is wrong; the same twice changes nothing.
struct ImportHSDS {
    let reading: HSDSReading
    /// Only says what would happen.
    var isTrial = false

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> HSDSReport {
        let report = try check(in: db)
        guard report.applied, !isTrial else { return report }
        try HSDSRecord.store(reading.records, origin: "import", at: now, in: db)
        let counts = Dictionary(grouping: reading.records, by: \.table).mapValues(\.count)
        try db.record(
            JournalEvent("directory.hsds.imported", subject: "directory", encoding: counts),
            by: principal, at: now)
        return report
    }

    /// What is wrong, without writing anything.
    func check(in db: Reader) throws -> HSDSReport {
        var reading = reading
        if reading.records.isEmpty, reading.problems.isEmpty {
            reading.note("no records are in these files")
        }
        try reading.checkParents { try HSDSRecord.find($0, $1, in: db) != nil }
        let places = Set(reading.problems.map { "\($0.file):\($0.row)" })
        return HSDSReport(
            accepted: max(0, reading.records.count - places.count), rejected: places.count,
            applied: reading.problems.isEmpty, problems: reading.problems,
            notes: reading.notes.sorted())
    }
}
