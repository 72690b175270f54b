import Allocation
import Formats
import Kernel
import Storage

/// Brings a list of courses in: every row, or none where one is wrong; the same list twice changes nothing. A course is known
/// again by its code.
struct ImportCourses: Sendable {
    let file: CourseFile
    var isDemo = false

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws -> CourseReport {
        var file = self.file
        for (row, line) in file.rows {
            if let error = try fault(row, line, in: db, asks) { file.refuse(error) }
        }
        let isGood = file.problems.isEmpty
        if isGood {
            for (row, _) in file.rows { try store(row, at: now, in: db, asks) }
            try db.record(
                JournalEvent(
                    "courses.imported", subject: "courses", ["rows": "\(file.rows.count)"]),
                by: principal, at: now)
        }
        let rejected = Set(file.problems.map(\.line)).count
        return CourseReport(
            accepted: file.rows.count, rejected: rejected, applied: isGood, problems: file.problems)
    }

    /// What does not hold together with what the house knows, or nil.
    private func fault(
        _ row: CourseRow, _ line: CSVRow, in db: Reader, _ asks: CourseAsks
    ) throws -> FormatError? {
        if try asks.municipality(row.municipality, db) == nil {
            return line.error(
                "municipality", "no municipality has the code \(row.municipality)")
        }
        guard let known = try Course.coded(row.code, in: db) else { return nil }
        guard known.provider == row.provider, known.level == row.level else {
            return line.error("code", "another course has this code: one code, one body and level")
        }
        let held = try known.list(in: db).held
        if held > row.places {
            return line.error("places", "\(held) places are taken or offered already")
        }
        let kept = Set(row.sessions)
        let noted = try known.notedDays(in: db).filter { !kept.contains($0) }
        if let day = noted.first {
            return line.error("weekdays", "attendance is noted for \(day), which would go")
        }
        return nil
    }

    private func store(
        _ row: CourseRow, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws {
        let old = try Course.coded(row.code, in: db)
        let id = old?.id ?? CourseID.new(at: now)
        let (from, to) = (row.minutes.lowerBound, row.minutes.upperBound)
        try db.run(
            """
            INSERT INTO course (id, code, provider, provider_name, level, municipality, venue, first_day, last_day,
                from_minute, to_minute, places, demo)
            VALUES (\(id), \(row.code), \(row.provider), \(row.providerName), \(row.level), \(row.municipality),
                \(row.venue), \(row.firstDay), \(row.lastDay), \(from), \(to), \(row.places), \(isDemo))
            ON CONFLICT (code) DO UPDATE SET provider_name = excluded.provider_name,
                municipality = excluded.municipality, venue = excluded.venue, first_day = excluded.first_day,
                last_day = excluded.last_day, from_minute = excluded.from_minute,
                to_minute = excluded.to_minute, places = excluded.places
            """)
        try hold(row.sessions, of: id, in: db)
        guard let old else { return }
        try tell(of: old, at: now, in: db, asks)
        try RenewOffers(course: id).perform(at: now, in: db, asks)
    }

    private func hold(_ days: [Day], of id: CourseID, in db: Writer) throws {
        try db.run(
            """
            DELETE FROM course_session WHERE course = \(id) AND NOT EXISTS
                (SELECT 1 FROM attendance WHERE attendance.course = \(id)
                    AND attendance.day = course_session.day)
            """)
        for day in days {
            try db.run(
                """
                INSERT INTO course_session (course, day) VALUES (\(id), \(day))
                ON CONFLICT (course, day) DO NOTHING
                """)
        }
    }

    /// Whoever waits, is offered a place or has one reads that place or times are others.
    private func tell(of old: Course, at now: Moment, in db: Writer, _ asks: CourseAsks) throws {
        let new = try Course.find(old.id, in: db)
        guard new.changeKey != old.changeKey else { return }
        let open = try db.all(
            """
            SELECT \(Enrolment.columns) FROM enrolment
            WHERE course = \(old.id) AND state IN ('waiting', 'offered', 'enrolled') ORDER BY id
            """
        ).map(Enrolment.init)
        for one in open { try asks.tell(.changed(one, new), now, db) }
    }
}

extension Course {
    fileprivate static func coded(_ code: String, in db: Reader) throws -> Course? {
        try db.first("SELECT \(columns) FROM course WHERE code = \(code)").map(Course.init)
    }

    fileprivate func notedDays(in db: Reader) throws -> [Day] {
        try db.all("SELECT DISTINCT day FROM attendance WHERE course = \(id) ORDER BY day").map {
            try $0[0]
        }
    }
}
