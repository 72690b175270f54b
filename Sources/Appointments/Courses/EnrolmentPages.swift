import Allocation
import Kernel
import Languages
import Storage
import Web

/// One's own courses: the place in the list, offers, how often one was there, the certificate.
struct EnrolmentPages: Sendable {
    let database: Database
    let asks: CourseAsks

    var routes: [Route] {
        let people = Permission.role(.person)
        return [
            .get("/enrolments", may: people, "One's own courses and waiting lists.", list),
            .post(
                "/enrolments/{id}/acceptance", may: people, "Take a place that is offered.", accept),
            .post("/enrolments/{id}/leaving", may: people, "Give a place back.", leave),
            .get(
                "/enrolments/{id}/certificate", may: people, "One's own certificate of a course.",
                certificate),
        ]
    }

    /// One line of the list.
    private struct Line: Sendable {
        let enrolment: Enrolment
        let course: Course
        let place: String
        let sessions: [Day]
        let turn: Int?
        let attendance: (there: Int, noted: Int)
        let hasCertificate: Bool
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let t = exchange.t
        let lines = try await database.read { db in
            try Enrolment.all(of: principal, in: db).map { try line($0, $1, in: db) }
        }
        let nothing = emptyState(
            title: t("You have asked for no course"),
            words: t("Find a course near you and ask for a place; it stands here then."))
        return .page(
            t("My courses"),
            """
            <h1>\(t("My courses"))</h1>
            \(lines.isEmpty ? nothing : lines.html { card(row($0, exchange)) })
            \(actions(buttonLink(t("Find a course"), to: "/courses", kind: .secondary)))
            """)
    }

    private func line(_ one: Enrolment, _ course: Course, in db: Reader) throws -> Line {
        Line(
            enrolment: one, course: course,
            place: try asks.municipality(course.municipality, db) ?? course.municipality.text,
            sessions: try course.sessions(in: db),
            turn: one.state == .waiting ? try course.list(in: db).turn(of: one.id.value) : nil,
            attendance: try one.attendance(in: db),
            hasCertificate: try one.certificate(in: db) != nil)
    }

    private func row(_ line: Line, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let one = line.enrolment
        let turn: HTML? = line.turn.map { place in
            "<p>\(t("You are number {n} on the waiting list.", ["n": t.number(place)]))</p>"
        }
        let until: HTML? = one.offeredUntil.map { day in
            "<p><b>\(t("Accept by {date}; after that day it goes to the next person.", ["date": t.date(day)]))</b></p>"
        }
        let came: HTML? =
            line.attendance.noted == 0
            ? nil
            : "<p>\(t("You were at {there} of {noted} sessions.", ["there": t.number(line.attendance.there), "noted": t.number(line.attendance.noted)]))</p>"
        let demo: HTML? = line.course.isDemo ? demoNote(t) : nil
        return """
            \(demo)<h2><a href="/courses/\(line.course.id)">\(line.course.title(t))</a></h2>
            <p>\(one.state.tag(t))</p>\(until)\(turn)\(came)
            \(one.state.isOpen ? definitionList(t, line.course.facts(line.sessions, line.place, t)) : HTML())
            \(buttons(line, exchange))
            """
    }

    private func buttons(_ line: Line, _ exchange: Exchange) -> HTML {
        let t = exchange.t
        let path = "/enrolments/\(line.enrolment.id)"
        if line.hasCertificate {
            return actions(buttonLink(t("See the certificate"), to: path + "/certificate"))
        }
        let accept: HTML? =
            line.enrolment.state == .offered
            ? postForm(
                to: path + "/acceptance", fields: exchange.formFields, button(t("Take the place")))
            : nil
        let leave: HTML? =
            line.enrolment.state.isOpen
            ? postForm(
                to: path + "/leaving", fields: exchange.formFields,
                button(leaving(line.enrolment.state, t), kind: .secondary)) : nil
        return "<div class=\"actions\">\(accept)\(leave)</div>"
    }

    private func leaving(_ state: EnrolmentState, _ t: Translator) -> String {
        switch state {
        case .waiting: t("Wait no longer")
        case .offered: t("Turn the place down")
        default: t("Give the place back")
        }
    }

    @Sendable private func accept(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: EnrolmentThing.self)
        let asks = self.asks
        return try await act(exchange) { principal, db in
            try AcceptPlace(enrolment: id).perform(by: principal, at: exchange.now, in: db, asks)
        }
    }

    @Sendable private func leave(_ exchange: Exchange) async throws -> Reply {
        let id = try exchange.id("id", of: EnrolmentThing.self)
        let asks = self.asks
        return try await act(exchange) { principal, db in
            try LeaveCourse(enrolment: id).perform(by: principal, at: exchange.now, in: db, asks)
        }
    }

    private func act(
        _ exchange: Exchange, _ action: @escaping @Sendable (Principal, Writer) throws -> Void
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    try action(principal, db)
                    return "/enrolments"
                }
            })
    }

    @Sendable private func certificate(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: EnrolmentThing.self)
        let found = try await database.read { db in
            let one = try Enrolment.find(id, of: principal, in: db)
            let course = try Course.find(one.course, in: db)
            return (one, course, try one.certificate(in: db), try one.attendance(in: db))
        }
        guard let paper = found.2 else { throw Refused.notFound }
        return .page(
            exchange.t("Certificate of a course of Portuguese"),
            try paperPage(exchange, found.0, found.1, paper, there: found.3.there))
    }

    private func paperPage(
        _ exchange: Exchange, _ one: Enrolment, _ course: Course, _ paper: CourseCertificate,
        there: Int
    ) throws -> HTML {
        let t = exchange.t
        let proves = try asks.proves(paper.level, t, exchange.now)
        let facts = [
            Fact(t("Name"), "\(one.name)"), Fact(t("Level reached"), "\(paper.level.name)"),
            Fact(t("Who gave the course"), "\(course.providerName)"),
            Fact(t("Course"), "\(t.date(course.firstDay)) \u{2013} \(t.date(course.lastDay))"),
            Fact(t("Certified on"), "\(t.date(asks.zone.day(of: paper.madeAt)))"),
        ]
        return """
            \(paper.isDemo ? demoNote(t) : HTML())<h1>\(t("Certificate of a course of Portuguese"))</h1>
            \(definitionList(t, facts))
            <h2>\(t("What the certificate proves"))</h2>\(proves.list(t))
            \(seal(t, code: paper.code, verifyURL: asks.verifyAddress(paper.code),
                proves: t("that the provider certified this level on that day"),
                doesNot: t("who holds the paper: compare the name on it with an identity document")))
            \(printButton(t))
            """
    }
}
