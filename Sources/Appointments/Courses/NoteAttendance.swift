import Kernel
import Storage

/// The provider notes who was at a session; noted again, the newer note counts.
struct NoteAttendance: Sendable {
    let course: CourseID
    let day: Day
    let there: Set<EnrolmentID>

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws {
        let found = try Course.find(course, taughtBy: principal, in: db)
        guard try found.sessions(in: db).contains(day) else { throw CourseRefusal.noSession }
        guard day <= asks.zone.day(of: now) else { throw CourseRefusal.notYetHeld }
        let enrolled = try found.enrolled(in: db)
        guard there.isSubset(of: enrolled.map(\.id)) else { throw CourseRefusal.notEnrolled }
        for one in enrolled {
            try db.run(
                """
                INSERT INTO attendance (course, day, enrolment, was_there)
                VALUES (\(course), \(day), \(one.id), \(there.contains(one.id)))
                ON CONFLICT (enrolment, day) DO UPDATE SET was_there = excluded.was_there
                """)
        }
        let facts = [
            "day": day.description,
            "there": there.sorted().map(\.description).joined(separator: " "),
        ]
        try db.record(
            JournalEvent("course.attendance", subject: Course.subject(course), facts),
            by: principal, at: now)
    }
}

/// The provider certifies that somebody reached the level of the course, under a code that anybody may check.
struct CertifyCourse: Sendable {
    let course: CourseID
    let enrolment: EnrolmentID

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws {
        let found = try Course.find(course, taughtBy: principal, in: db)
        guard let one = try found.enrolled(in: db).first(where: { $0.id == enrolment }) else {
            throw CourseRefusal.notEnrolled
        }
        guard asks.zone.day(of: now) >= found.lastDay else { throw CourseRefusal.notFinished }
        if try one.certificate(in: db) != nil { throw CourseRefusal.certifiedAlready }
        try db.run(
            """
            INSERT INTO course_certificate (code, enrolment, level, made_at, demo)
            VALUES (\(asks.newCode()), \(one.id), \(found.level), \(now), \(found.isDemo))
            """)
        try db.record(
            JournalEvent(
                "course.certified", subject: Enrolment.subject(one.id),
                ["course": course.description, "level": found.level.rawValue]),
            by: principal, at: now)
        try asks.tell(.certified(one, found), now, db)
    }
}
