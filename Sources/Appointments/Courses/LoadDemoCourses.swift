import Formats
import Kernel
import Storage

/// Invented courses of an invented body with invented people; every page says so.
struct LoadDemoCourses: Sendable {
    let provider: OrganisationID
    let today: Day
    /// Who is shown courses of their own.
    let person: Principal
    let invent: @Sendable (String, Moment, Writer) throws -> PersonID

    /// How many courses and people were added; nothing where courses are there already.
    func perform(
        at now: Moment, in db: Writer, _ asks: CourseAsks
    ) throws -> (courses: Int, people: Int) {
        guard try db.count("SELECT COUNT(*) FROM course") == 0 else { return (0, 0) }
        let file = CourseFile(Array(csv.utf8), file: "demo")
        let report = try ImportCourses(file: file, isDemo: true).perform(
            by: .house, at: now, in: db, asks)
        guard report.applied else { throw CourseRefusal.noSession }
        var people = 0
        for (code, count) in [("demo-a1", 11), ("demo-a2", 6), ("demo-b1", 2)] {
            for number in 1...count {
                let name = "\(names[number % names.count]) Exemplo \(number)"
                try enrol(try invent(name, now, db), name, in: code, at: now, in: db)
                people += 1
            }
        }
        if let own = person.person {
            for code in ["demo-a1", "demo-b1"] {
                try enrol(own, person.name, in: code, at: now, in: db)
            }
        }
        return (report.accepted, people)
    }

    private func enrol(
        _ number: PersonID, _ name: String, in code: String, at now: Moment, in db: Writer
    ) throws {
        let course: CourseID? = try db.value("SELECT id FROM course WHERE code = \(code)")
        try db.run(
            """
            INSERT INTO enrolment (id, course, person, name, evidence, state, asked_at, demo)
            VALUES (\(EnrolmentID.new(at: now)), \(course), \(number), \(name), 'niss', 'enrolled', \(now), 1)
            """)
    }

    /// One has begun, one is full, one is over today, and there is room in the others.
    private var csv: String {
        let rows: [(String, String, String, Int, Int, String, Int)] = [
            ("demo-a1", "a1", "1106", -28, 60, "mon;wed", 15),
            ("demo-a2", "a2", "1106", 14, 90, "tue;thu", 6),
            ("demo-b1", "b1", "1106", -60, 0, "mon;tue;wed;thu;fri;sat;sun", 10),
            ("demo-b2", "b2", "1312", 21, 110, "sat", 12),
        ]
        let lines = rows.map { code, level, place, from, to, days, places in
            """
            \(code),\(provider),Escola de Exemplo,\(level),\(place),"Rua Inventada, 1",\
            \(today.adding(days: from)),\(today.adding(days: to)),\(days),18:30,20:30,\(places)
            """
        }
        return ([CourseRow.columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }
}

private let names = ["Amina", "Bikram", "Chandra", "Dalia", "Emre", "Fatou", "Gita"]
