import Allocation
import Kernel
import Storage

extension Principal {
    /// The bodies whose courses somebody gives: found from their duties, never from the address.
    var teaches: [OrganisationID] {
        duties(.partner).filter { $0.purpose == .status }.map(\.organisation)
    }
}

extension Course {
    /// What anybody may see.
    static func find(_ id: CourseID, in db: Reader) throws -> Course {
        guard let row = try db.first("SELECT \(columns) FROM course WHERE id = \(id)") else {
            throw Refused.notFound
        }
        return try Course(row)
    }

    /// A course of somebody's own body; another's is not there.
    static func find(_ id: CourseID, taughtBy principal: Principal, in db: Reader) throws -> Course
    {
        let row = try db.first(
            "SELECT \(columns) FROM course WHERE id = \(id) AND provider IN \(list: principal.teaches)"
        )
        guard let row else { throw Refused.notFound }
        return try Course(row)
    }

    static func taught(by principal: Principal, in db: Reader) throws -> [Course] {
        try db.all(
            """
            SELECT \(columns) FROM course WHERE provider IN \(list: principal.teaches)
            ORDER BY first_day DESC, id LIMIT \(coursesMax)
            """
        ).map(Course.init)
    }

    /// Those that are not over, of a level and a municipality where they are given; the next to begin first.
    static func offered(
        _ level: CourseLevel?, _ municipality: PlaceCode?, on today: Day, in db: Reader
    ) throws -> [Course] {
        let ofLevel: SQL = level.map { "AND level = \($0)" } ?? ""
        let there: SQL = municipality.map { "AND municipality = \($0)" } ?? ""
        return try db.all(
            """
            SELECT \(columns) FROM course WHERE last_day >= \(today) \(ofLevel) \(there)
            ORDER BY first_day, id LIMIT \(coursesMax)
            """
        ).map(Course.init)
    }

    /// Whether a place can be had at once, of each of some courses.
    static func open(_ courses: [Course], in db: Reader) throws -> Set<CourseID> {
        let rows = try db.all(
            """
            SELECT course, COUNT(*), SUM(CASE WHEN state = 'waiting' THEN 1 ELSE 0 END) FROM enrolment
            WHERE course IN \(list: courses.map(\.id)) AND state IN ('waiting', 'offered', 'enrolled')
            GROUP BY course
            """)
        var asked: [CourseID: (all: Int, waiting: Int)] = [:]
        for row in rows { asked[try row[0]] = (try row[1], try row[2]) }
        let open = courses.filter { course in
            let now = asked[course.id] ?? (0, 0)
            return now.waiting == 0 && now.all < course.places
        }
        return Set(open.map(\.id))
    }

    static func municipalities(in db: Reader) throws -> [PlaceCode] {
        try db.all("SELECT DISTINCT municipality FROM course ORDER BY municipality").map {
            try $0[0]
        }
    }

    func sessions(in db: Reader) throws -> [Day] {
        try db.all("SELECT day FROM course_session WHERE course = \(id) ORDER BY day").map {
            try $0[0]
        }
    }

    /// Who has a place, by name.
    func enrolled(in db: Reader) throws -> [Enrolment] {
        try db.all(
            """
            SELECT \(Enrolment.columns) FROM enrolment WHERE course = \(id) AND state = 'enrolled'
            ORDER BY name, id
            """
        ).map(Enrolment.init)
    }

    /// Its places, and who waits.
    func list(in db: Reader) throws -> WaitingList {
        let held = try db.count(
            """
            SELECT COUNT(*) FROM enrolment WHERE course = \(id) AND state IN ('offered', 'enrolled')
            """)
        let waiting = try db.all(
            "SELECT asked_at, id FROM enrolment WHERE course = \(id) AND state = 'waiting'"
        ).map { row -> WaitingList.Entry in
            let (asked, id): (Moment, EnrolmentID) = (try row[0], try row[1])
            return .init(since: asked.microseconds, name: id.value)
        }
        return WaitingList(places: places, held: held, waiting: waiting)
    }
}

extension Enrolment {
    /// One's own; another's is not there.
    static func find(_ id: EnrolmentID, of principal: Principal, in db: Reader) throws -> Enrolment
    {
        let row = try db.first(
            "SELECT \(columns) FROM enrolment WHERE id = \(id) AND person IN \(list: principal.numbers)"
        )
        guard let row else { throw Refused.notFound }
        return try Enrolment(row)
    }

    static func all(of principal: Principal, in db: Reader) throws -> [(Enrolment, Course)] {
        let found = try db.all(
            """
            SELECT \(columns) FROM enrolment WHERE person IN \(list: principal.numbers)
            ORDER BY asked_at DESC, id DESC LIMIT \(coursesMax)
            """
        ).map(Enrolment.init)
        return try found.map { ($0, try Course.find($0.course, in: db)) }
    }

    /// The sessions at which they were, and of how many it is noted.
    func attendance(in db: Reader) throws -> (there: Int, noted: Int) {
        let row = try db.first(
            """
            SELECT COALESCE(SUM(CASE WHEN was_there = 1 THEN 1 ELSE 0 END), 0), COUNT(*)
            FROM attendance WHERE enrolment = \(id)
            """)
        return try row.map { (try $0[0], try $0[1]) } ?? (0, 0)
    }

    func certificate(in db: Reader) throws -> CourseCertificate? {
        try db.first(
            "SELECT code, level, made_at, demo FROM course_certificate WHERE enrolment = \(id)"
        ).map {
            CourseCertificate(
                code: try $0[0], level: try $0[1], madeAt: try $0[2], isDemo: try $0[3])
        }
    }
}

/// What was certified.
struct CourseCertificate: Sendable, Equatable {
    let code: String
    let level: CourseLevel
    let madeAt: Moment
    let isDemo: Bool
}

/// More than any list of this room is read to its end.
private let coursesMax = 60
