import Allocation
import Kernel
import Languages
import Storage
import Web

/// Where anybody finds a course of Portuguese, and whoever has an account asks for a place.
struct CoursePages: Sendable {
    let database: Database
    let asks: CourseAsks

    var routes: [Route] {
        [
            .get(
                "/courses", may: .everyone, "Courses of Portuguese by level and municipality.", list
            ),
            .get("/courses/{id}", may: .everyone, "One course, and how to ask for a place.", show),
            .post(
                "/courses/{id}/enrolments", may: .role(.person), "Ask for a place in a course.", ask
            ),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let today = asks.zone.day(of: exchange.now)
        let level = exchange.query["level"].flatMap(CourseLevel.init(rawValue:))
        let place = exchange.query["municipality"].flatMap { PlaceCode($0) }
        let (courses, open, places) = try await database.read { db in
            let found = try Course.offered(level, place, on: today, in: db)
            let names = try Course.municipalities(in: db).map { ($0, try name(of: $0, in: db)) }
            return (found, try Course.open(found, in: db), names)
        }
        let names = Dictionary(places) { first, _ in first }
        return .page(
            t("Courses of Portuguese"),
            """
            <h1>\(term(t, t("Courses of Portuguese"), official: "Português Língua de Acolhimento (PLA)"))</h1>
            <p class="lead">\(t("For people from 16 years on whose mother tongue is another. You need no residence permit."))</p>
            <p><a href="/check/language-course">\(t("Check whether you can join, and what the certificate proves"))</a></p>
            \(filter(t, level, place, places))
            \(courses.isEmpty ? none(t) : table(courses, open, names, t))
            """)
    }

    private func filter(
        _ t: Translator, _ level: CourseLevel?, _ place: PlaceCode?, _ places: [(PlaceCode, String)]
    ) -> HTML {
        let levels =
            [Choice("", t("All levels"))]
            + CourseLevel.allCases.map {
                Choice($0.rawValue, $0.name)
            }
        let towns =
            [Choice("", t("All municipalities"))]
            + places.sorted { ($0.1, $0.0.text) < ($1.1, $1.0.text) }.map {
                Choice($0.0.text, $0.1)
            }
        return """
            <form method="get" action="/courses">
            \(selectField(t, name: "level", label: t("Level"), options: levels, value: level?.rawValue ?? "", required: false))
            \(selectField(t, name: "municipality", label: t("Municipality"), options: towns, value: place?.text ?? "", required: false))
            \(actions(button(t("Find courses"))))</form>
            """
    }

    private func none(_ t: Translator) -> HTML {
        emptyState(
            title: t("No course is known here"),
            words: t(
                "This house knows only the courses that providers have sent. Ask at a public school, an IEFP centre or a Qualifica centre."
            ))
    }

    private func table(
        _ courses: [Course], _ open: Set<CourseID>, _ names: [PlaceCode: String], _ t: Translator
    ) -> HTML {
        let columns = [
            Column(t("Course")), Column(t("Municipality")), Column(t("Begins")), Column(t("Time")),
            Column(t("Places")),
        ]
        let rows = courses.map { course -> [HTML] in
            let state =
                open.contains(course.id) ? tag(t("Free"), .good) : tag(t("Full: waiting list"))
            let demo: HTML? = course.isDemo ? demoNote(t) : nil
            return [
                "<a href=\"/courses/\(course.id)\">\(course.title(t))</a>\(demo)",
                "\(names[course.municipality] ?? course.municipality.text)",
                "\(t.date(course.firstDay))", "\(course.times(t))", state,
            ]
        }
        return sortableTable(
            t, caption: t("Courses of Portuguese"), captionHidden: true, columns: columns,
            rows: rows)
    }

    private func name(of place: PlaceCode, in db: Reader) throws -> String {
        try asks.municipality(place, db) ?? place.text
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, input: nil, verdict: nil)
    }

    /// The course with its form; after a refusal with what is wrong, and what the table says of the answers.
    private func page(
        _ exchange: Exchange, input: FormInput?, verdict: CourseAnswer?
    ) async throws -> Reply {
        let t = exchange.t
        let id = try exchange.id("id", of: CourseThing.self)
        let (course, sessions, isOpen, place) = try await database.read { db in
            let course = try Course.find(id, in: db)
            return (
                course, try course.sessions(in: db), try course.list(in: db).isOpen,
                try name(of: course.municipality, in: db)
            )
        }
        let isOver = course.refusal(on: asks.zone.day(of: exchange.now)) != nil
        let free =
            isOver ? tag(t("Over")) : isOpen ? tag(t("Free"), .good) : tag(t("Full: waiting list"))
        let proves = try asks.proves(course.level, t, exchange.now)
        let errors = input?.errors ?? []
        let main: HTML = """
            \(course.isDemo ? demoNote(t) : HTML())<h1>\(course.title(t))</h1><p>\(free)</p>
            \(definitionList(t, course.facts(sessions, place, t)))
            <h2>\(t("What the certificate proves"))</h2>\(proves.list(t))
            \(isOver ? HTML() : asking(exchange, course, isOpen, input, verdict))
            <p><a href="/courses">\(t("Other courses"))</a></p>
            """
        return .page(
            course.title(t), status: errors.isEmpty && verdict == nil ? 200 : 422,
            withErrors(t, errors, main))
    }

    private func asking(
        _ exchange: Exchange, _ course: Course, _ isOpen: Bool, _ input: FormInput?,
        _ verdict: CourseAnswer?
    ) -> HTML {
        let t = exchange.t
        guard exchange.principal?.has(.person) ?? false else {
            let next = "/sign-in?next=/courses/\(course.id)"
            return """
                <h2>\(t("Ask for a place"))</h2>
                <p>\(t("To ask for a place you need an account of your own."))</p>
                \(actions(buttonLink(t("Sign in"), to: next)))
                """
        }
        let refused: HTML? = verdict.map {
            card("<h3>\(t("By your answers you cannot join this course now."))</h3>\($0.list(t))")
        }
        return """
            <h2>\(t("Ask for a place"))</h2>\(refused)
            <p>\(isOpen ? t("A place is free: it is yours as soon as you send this.") : t("All places are taken. You come on the waiting list, after those who asked before you."))</p>
            \(postForm(to: "/courses/\(course.id)/enrolments", fields: exchange.formFields, fields(t, input, isOpen)))
            """
    }

    private func fields(_ t: Translator, _ input: FormInput?, _ isOpen: Bool) -> HTML {
        func typed(_ name: String) -> String { input?.form.text(name) ?? "" }
        let papers = asks.papers(t).map { Choice($0.code, $0.words) }
        return """
            \(textField(t, name: "age", label: t("How old are you?"), value: typed("age"), error: input?.error("age"), type: .number, short: true))
            \(radioFields(t, name: "motherTongue", legend: t("Is Portuguese your mother tongue?"), options: [Choice("yes", t("Yes")), Choice("no", t("No"))], value: typed("motherTongue"), error: input?.error("motherTongue")))
            \(radioFields(t, name: "evidence", legend: t("Which of these papers have you?"), hint: t("One is enough. Bring it to the first session."), options: papers, value: typed("evidence"), error: input?.error("evidence")))
            \(actions(button(isOpen ? t("Take the place") : t("Join the waiting list"))))
            """
    }

    @Sendable private func ask(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: CourseThing.self)
        // Whoever sends to what is not there reads no complaint about the form.
        _ = try await database.read { db in try Course.find(id, in: db) }
        var input = FormInput(exchange)
        let age = input.number("age", in: 0...120)
        let tongue = input.choice("motherTongue", of: ["yes", "no"])
        let evidence = input.choice("evidence", of: asks.papers(exchange.t).map(\.code))
        guard let age, let tongue, let evidence else {
            return try await page(exchange, input: input, verdict: nil)
        }
        let answers = CourseAnswers(
            age: age, isPortugueseMotherTongue: tongue == "yes", evidence: evidence)
        let verdict = try asks.mayJoin(answers, exchange.t, exchange.now)
        do {
            return .seeOther(
                try await database.write { db in
                    try db.once(exchange.onceKey, at: exchange.now) {
                        try AskForPlace(course: id, answers: answers, verdict: verdict)
                            .perform(by: principal, at: exchange.now, in: db, asks)
                        return "/enrolments"
                    }
                })
        } catch let refusal as CourseRefusal where refusal == .mayNotJoin {
            return try await page(exchange, input: input, verdict: verdict)
        }
    }
}
