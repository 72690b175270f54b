import Allocation
import Kernel
import Languages
import Storage
import Web

/// What a provider's staff do with the courses of their own body: the list, who comes, certificates.
struct TeachingPages: Sendable {
    let database: Database
    let asks: CourseAsks

    var routes: [Route] {
        let teachers = Permission.role(.partner)
        return [
            .get("/teaching", may: teachers, "The courses of one's own body.", list),
            .get(
                "/teaching/{id}", may: teachers,
                "A course of one's own body: its people and sessions.", show),
            .get(
                "/teaching/{id}/sessions/{day}", may: teachers,
                "The attendance sheet of a session.",
                sheet),
            .post(
                "/teaching/{id}/sessions/{day}", may: teachers, "Note who was at a session.", note),
            .post(
                "/teaching/{id}/certificates", may: teachers,
                "Certify that somebody reached the level of the course.", certify),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let courses = try await database.read { db in try Course.taught(by: principal, in: db) }
        let columns = [
            Column(t("Course")), Column(t("Begins")), Column(t("Ends")), Column(t("Time")),
        ]
        let rows = courses.map { course -> [HTML] in
            [
                "<a href=\"/teaching/\(course.id)\">\(course.code): \(course.level.name)</a>",
                "\(t.date(course.firstDay))", "\(t.date(course.lastDay))", "\(course.times(t))",
            ]
        }
        let nothing = emptyState(
            title: t("Your organisation has no course here"),
            words: t("Whoever runs this house brings in the list of courses."))
        return .page(
            t("Our courses"), width: .desk,
            """
            <h1>\(t("Our courses"))</h1>
            \(courses.isEmpty ? nothing : sortableTable(t, caption: t("Our courses"), captionHidden: true, columns: columns, rows: rows))
            """)
    }

    /// A course with all that its page tells.
    private struct Shown: Sendable {
        let course: Course
        let sessions: [Day]
        let noted: Set<Day>
        let people: [(Enrolment, there: Int, noted: Int, certified: Bool)]
        let waiting: Int
        let place: String
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: CourseThing.self)
        let asks = self.asks
        let shown = try await database.read { db in
            let course = try Course.find(id, taughtBy: principal, in: db)
            let noted: [Day] = try db.all(
                "SELECT DISTINCT day FROM attendance WHERE course = \(id) ORDER BY day"
            ).map { try $0[0] }
            let people = try course.enrolled(in: db).map { one in
                let came = try one.attendance(in: db)
                return (
                    one, there: came.there, noted: came.noted,
                    certified: try one.certificate(in: db) != nil
                )
            }
            return Shown(
                course: course, sessions: try course.sessions(in: db), noted: Set(noted),
                people: people, waiting: try course.list(in: db).waiting.count,
                place: try asks.municipality(course.municipality, db) ?? course.municipality.text)
        }
        let today = asks.zone.day(of: exchange.now)
        let facts =
            shown.course.facts(shown.sessions, shown.place, t) + [
                Fact(
                    t("Places"),
                    "\(t.number(shown.people.count)) / \(t.number(shown.course.places))"),
                Fact(t("On the waiting list"), "\(t.number(shown.waiting))"),
            ]
        return .page(
            shown.course.code, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Our courses"), path: "/teaching"), NavItem(shown.course.code, path: "/teaching/\(id)", current: true)]))
            \(shown.course.isDemo ? demoNote(t) : HTML())<h1>\(shown.course.code): \(shown.course.level.name)</h1>
            \(definitionList(t, facts))
            <h2>\(t("Sessions"))</h2>\(sessions(shown, today, t))
            <h2>\(t("People of this course"))</h2>\(people(shown, today, exchange))
            """)
    }

    /// Each session that was held leads to its sheet; the others are told alone.
    private func sessions(_ shown: Shown, _ today: Day, _ t: Translator) -> HTML {
        let held = shown.sessions.filter { $0 <= today }
        let next = shown.sessions.first { $0 > today }
        let lines = held.reversed().html { day -> HTML in
            let state =
                shown.noted.contains(day) ? tag(t("Noted"), .good) : tag(t("To note"), .yours)
            return
                "<li><a href=\"/teaching/\(shown.course.id)/sessions/\(day)\">\(t.date(day))</a> \(state)</li>"
        }
        let coming: HTML? = next.map {
            "<p>\(t("The next session is on {date}.", ["date": t.date($0)]))</p>"
        }
        return "\(coming)<ul>\(lines)</ul>"
    }

    private func people(_ shown: Shown, _ today: Day, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        if shown.people.isEmpty { return "<p>\(t("Nobody has a place yet."))</p>" }
        let papers = Dictionary(asks.papers(t).map { ($0.code, $0.words) }) { first, _ in first }
        let columns = [
            Column(t("Name")), Column(t("Paper to see")), Column(t("Sessions")),
            Column(t("Certificate")),
        ]
        let rows = shown.people.map { one, there, noted, certified -> [HTML] in
            let paper: HTML =
                certified
                ? tag(t("Certified"), .good)
                : today >= shown.course.lastDay ? certifying(one, shown.course, exchange) : HTML()
            return [
                "\(one.name)", "\(papers[one.evidence] ?? one.evidence)",
                "\(t.number(there)) / \(t.number(noted))", paper,
            ]
        }
        return sortableTable(
            t, caption: t("People of this course"), captionHidden: true, columns: columns,
            rows: rows)
    }

    private func certifying(_ one: Enrolment, _ course: Course, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        return postForm(
            to: "/teaching/\(course.id)/certificates", fields: exchange.formFields,
            """
            \(hiddenField("enrolment", one.id.description))\
            <button class="button secondary">\(t("Certify {level}", ["level": course.level.name]))\
            <span class="visually-hidden">: \(one.name)</span></button>
            """)
    }

    @Sendable private func sheet(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let principal = try exchange.signedIn()
        let (id, day) = try thing(exchange)
        let today = asks.zone.day(of: exchange.now)
        let (course, people, there) = try await database.read { db in
            let course = try Course.find(id, taughtBy: principal, in: db)
            guard try course.sessions(in: db).contains(day) else { throw CourseRefusal.noSession }
            let there: [EnrolmentID] = try db.all(
                "SELECT enrolment FROM attendance WHERE course = \(id) AND day = \(day) AND was_there = 1"
            ).map { try $0[0] }
            return (course, try course.enrolled(in: db), Set(there.map(\.description)))
        }
        guard day <= today else { throw CourseRefusal.notYetHeld }
        let options = people.map { Choice($0.id.description, $0.name) }
        let form = postForm(
            to: "/teaching/\(id)/sessions/\(day)", fields: exchange.formFields,
            """
            \(checkboxFields(t, name: "there", legend: t("Who was there"), hint: t("Tab goes to the next name, the space bar ticks it; who is not ticked was absent."), options: options, values: there, required: false))
            \(actions(button(t("Keep the sheet"))))
            """)
        let title = t("Attendance on {date}", ["date": t.date(day)])
        return .page(
            title, width: .desk,
            """
            \(breadcrumbs(t, [NavItem(t("Our courses"), path: "/teaching"), NavItem(course.code, path: "/teaching/\(id)"), NavItem(t.date(day), path: "/teaching/\(id)/sessions/\(day)", current: true)]))
            <h1>\(title)</h1>\(people.isEmpty ? "<p>\(t("Nobody has a place yet."))</p>" : form)
            """)
    }

    @Sendable private func note(_ exchange: Exchange) async throws -> Reply {
        let (id, day) = try thing(exchange)
        let there = Set((exchange.form.fields["there"] ?? []).compactMap { EnrolmentID($0) })
        let asks = self.asks
        return try await act(exchange, id) { principal, db in
            try NoteAttendance(course: id, day: day, there: there)
                .perform(by: principal, at: exchange.now, in: db, asks)
        }
    }

    @Sendable private func certify(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: CourseThing.self)
        let enrolment = EnrolmentID(exchange.form.text("enrolment") ?? "") ?? EnrolmentID(0)
        let asks = self.asks
        return try await act(exchange, id) { principal, db in
            try CertifyCourse(course: id, enrolment: enrolment)
                .perform(by: principal, at: exchange.now, in: db, asks)
        }
    }

    private func act(
        _ exchange: Exchange, _ id: CourseID,
        _ action: @escaping @Sendable (Principal, Writer) throws -> Void
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    try action(principal, db)
                    return "/teaching/\(id)"
                }
            })
    }

    /// The course and day of an address; a day that is none is not found.
    private func thing(_ exchange: Exchange) throws -> (CourseID, Day) {
        let id = try exchange.id("id", of: CourseThing.self)
        guard let day = Day(iso: exchange.parameters["day"] ?? "") else { throw Refused.notFound }
        return (id, day)
    }
}
