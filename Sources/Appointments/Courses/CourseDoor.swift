public import Figures
public import Kernel
public import Storage

extension Appointments {
    /// Reads a list of courses: all rows go in, or none.
    public func importCourses(
        _ bytes: [UInt8], file: String, at now: Moment
    ) async throws -> CourseReport {
        let action = ImportCourses(file: CourseFile(bytes, file: file))
        let asks = courses
        return try await database.write { db in
            try action.perform(by: .house, at: now, in: db, asks)
        }
    }

    /// Offers whose last day is over go on to the next person; asked again it changes nothing.
    public func renewOffers(at now: Moment) async throws {
        let today = courses.zone.day(of: now)
        let asks = courses
        let late: [CourseID] = try await database.read { db in
            try db.all(
                """
                SELECT DISTINCT course FROM enrolment
                WHERE state = 'offered' AND offered_until < \(today) ORDER BY course
                """
            ).map { try $0[0] }
        }
        for course in late {
            try await database.write { db in
                try RenewOffers(course: course).perform(at: now, in: db, asks)
            }
        }
    }

    /// The figures of each municipality that has a course when the house opens.
    public func courseFigures(in db: Reader) throws -> [Figure] {
        try Course.municipalities(in: db).flatMap { place in
            CourseFigures.of(place, try courses.municipality(place, db) ?? place.text)
        }
    }

    /// What anybody with the code of a course certificate may learn; nil for a code that we never gave.
    public func certificate(_ code: String, in db: Reader) throws -> CheckedCourse? {
        try db.first("SELECT level, made_at, demo FROM course_certificate WHERE code = \(code)").map
        {
            CheckedCourse(level: try $0[0], madeAt: try $0[1], isDemo: try $0[2])
        }
    }
}

extension Appointments {
    /// Invented courses, where there is none yet; says what it loaded.
    public func loadDemoCourses(
        of provider: OrganisationID, showing person: Principal, at now: Moment,
        invent: @escaping @Sendable (String, Moment, Writer) throws -> PersonID
    ) async throws -> [String] {
        let demo = LoadDemoCourses(
            provider: provider, today: courses.zone.day(of: now), person: person, invent: invent)
        let asks = courses
        let added = try await database.write { db in try demo.perform(at: now, in: db, asks) }
        return ["\(added.courses) courses with \(added.people) people (invented)"]
    }
}
