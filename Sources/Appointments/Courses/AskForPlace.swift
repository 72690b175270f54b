import Allocation
import Kernel
import Storage

/// Somebody asks for a place in a course: a free one that nobody waits for is theirs at once, else they wait.
struct AskForPlace: Sendable {
    let course: CourseID
    let answers: CourseAnswers
    /// What the table says of the answers.
    let verdict: CourseAnswer

    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws -> EnrolmentID {
        guard let person = principal.person else { throw Refused.notFound }
        let found = try Course.find(course, in: db)
        let today = asks.zone.day(of: now)
        if let refusal = found.refusal(on: today) { throw refusal }
        guard verdict.says(mayJoinCode) else { throw CourseRefusal.mayNotJoin }
        // Offers whose day is over go on first: nobody who comes now passes whoever waits.
        try RenewOffers(course: course).perform(at: now, in: db, asks)
        try check(principal, on: today, in: db)
        let state: EnrolmentState = try found.list(in: db).isOpen ? .enrolled : .waiting
        let id = EnrolmentID.new(at: now)
        try db.run(
            """
            INSERT INTO enrolment (id, course, person, name, evidence, state, asked_at, demo)
            VALUES (\(id), \(course), \(person), \(principal.name), \(answers.evidence), \(state), \(now),
                \(found.isDemo))
            """)
        try db.record(
            JournalEvent(
                "course.asked", subject: Enrolment.subject(id),
                ["course": course.description, "state": state.rawValue]),
            by: principal, at: now)
        try asks.tell(.asked(id, person, found, state), now, db)
        return id
    }

    private func check(_ principal: Principal, on today: Day, in db: Reader) throws {
        let open: [CourseID] = try db.all(
            """
            SELECT enrolment.course FROM enrolment
            JOIN course ON course.id = enrolment.course AND course.last_day >= \(today)
            WHERE enrolment.person IN \(list: principal.numbers)
                AND enrolment.state IN ('waiting', 'offered', 'enrolled')
            """
        ).map { try $0[0] }
        if open.contains(course) { throw CourseRefusal.askedAlready }
        if open.count >= coursesAtOnceMax { throw CourseRefusal.tooManyCourses }
    }
}

/// What the table language-course says of whoever may.
let mayJoinCode = "may-join"
