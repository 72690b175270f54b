public import Formats
public import Kernel
import Storage

/// What an import of a calendar did.
public struct BusyReport: Encodable, Sendable {
    /// Busy times that the desk now has.
    public let accepted: Int
    public var rejected: Int { problems.count }
    public let problems: [FormatProblem]
    /// Times that nobody can book any more, and that can be booked again.
    public let closed: Int
    public let opened: Int
    /// Visits that stand at busy times: they stay until somebody moves them.
    public let visits: Int

    private enum CodingKeys: String, CodingKey {
        case accepted, rejected, problems, closed, opened, visits
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(accepted, forKey: .accepted)
        try container.encode(rejected, forKey: .rejected)
        try container.encode(problems, forKey: .problems)
        try container.encode(closed, forKey: .closed)
        try container.encode(opened, forKey: .opened)
        try container.encode(visits, forKey: .visits)
    }
}

/// The busy times of a desk are those of a calendar from now on; its free times follow, and no visit is touched.
struct ImportBusyTimes: Sendable {
    let desk: DeskID
    let times: Set<BusyTime>
    let problems: [FormatError]
    let zone: Zone

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> BusyReport {
        try db.run("DELETE FROM desk_busy WHERE desk = \(desk) AND until > \(now)")
        for time in times.sorted() {
            try db.run(
                """
                INSERT INTO desk_busy (desk, start, until) VALUES (\(desk), \(time.start), \(time.until))
                ON CONFLICT (desk, start, until) DO NOTHING
                """)
        }
        let (closed, visits) = try close(at: now, in: db)
        var opened = 0
        let openings = try db.all(
            """
            SELECT day, from_minute, to_minute FROM opening
            WHERE desk = \(desk) AND day >= \(zone.day(of: now)) ORDER BY day, from_minute
            """)
        for row in openings {
            let (from, to): (Int, Int) = (try row[1], try row[2])
            opened += try OpenDesk(desk: desk, day: try row[0], minutes: from..<to, zone: zone)
                .addSlots(after: now, in: db)
        }
        try db.record(
            JournalEvent(
                "desk.busy.imported", subject: "desk/\(desk)",
                ["times": String(times.count), "closed": String(closed), "opened": String(opened)]),
            by: principal, at: now)
        return BusyReport(
            accepted: times.count, problems: problems.map(FormatProblem.init), closed: closed,
            opened: opened, visits: visits)
    }

    private func close(at now: Moment, in db: Writer) throws -> (closed: Int, visits: Int) {
        let rows = try db.all(
            """
            SELECT start, minutes, taken_by FROM slot WHERE desk = \(desk) AND start > \(now) ORDER BY start
            """)
        var (closed, visits): (Int, Set<VisitID>) = (0, [])
        for row in rows {
            let (start, minutes): (Moment, Int) = (try row[0], try row[1])
            let end = start.adding(seconds: Int64(minutes) * 60)
            guard times.contains(where: { $0.overlaps(start, end) }) else { continue }
            if let visit: VisitID = try row[2] {
                visits.insert(visit)
            } else {
                closed += try db.run(
                    "DELETE FROM slot WHERE desk = \(desk) AND start = \(start) AND taken_by IS NULL"
                )
            }
        }
        return (closed, visits.count)
    }
}

extension BusyTime {
    /// What a desk is busy with on a day.
    static func of(_ desk: DeskID, on day: Day, _ zone: Zone, in db: Reader) throws -> [BusyTime] {
        let (from, to) = (zone.moment(day), zone.moment(day.adding(days: 1)))
        return try db.all(
            """
            SELECT start, until FROM desk_busy
            WHERE desk = \(desk) AND start < \(to) AND until > \(from) ORDER BY start
            """
        ).map { BusyTime(start: try $0[0], until: try $0[1]) }
    }

    /// What a visit gave back while its desk is busy with something else, or opens no more, is nobody's to book.
    static func close(_ desks: [DeskID], after now: Moment, in db: Writer) throws {
        try db.run(
            """
            DELETE FROM slot WHERE desk IN \(list: desks) AND start > \(now) AND \(isFree(at: now))
                AND (EXISTS (SELECT 1 FROM desk d WHERE d.id = slot.desk AND d.retired IS NOT NULL)
                    OR EXISTS (SELECT 1 FROM desk_busy b WHERE b.desk = slot.desk AND b.until > slot.start
                        AND b.start < slot.start + slot.minutes * 60000000))
            """)
    }
}

extension Visit {
    /// The desks whose times it holds.
    func desks(in db: Reader) throws -> [DeskID] {
        try db.all("SELECT DISTINCT desk FROM slot WHERE taken_by = \(id)").map { try $0[0] }
    }
}

extension Appointments {
    /// Reads a calendar of a desk's busy times; nil where the office has no desk of that name.
    public func importBusyTimes(
        _ bytes: [UInt8], file: String, office: LocationID, desk name: String,
        zones: @escaping @Sendable (String) -> Zone?, at now: Moment
    ) async throws -> BusyReport? {
        let components = try ICalendarReader.read(bytes, file: file)
        let asks = self.asks
        return try await database.write { db in
            guard let place = try asks.place(office, db),
                let desk = try Desk.all(at: office, in: db).first(where: { $0.name == name })
            else { return nil }
            let calendar = try BusyCalendar(
                components, file: file, zone: place.zone, zones: zones,
                span: now..<now.adding(seconds: horizonSeconds))
            return try ImportBusyTimes(
                desk: desk.id, times: calendar.times, problems: calendar.problems,
                zone: place.zone
            ).perform(by: .house, at: now, in: db)
        }
    }
}

/// A little over a year: no desk opens for longer.
private let horizonSeconds: Int64 = 400 * 86_400
