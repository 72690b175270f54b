import Figures
import Formats
import Kernel
import Storage
import TestSupport
import Testing
import Web

@testable import Appointments

/// What a provider does, and what another provider cannot see.
@Suite struct TeachingTests {
    @Test(arguments: Engine.underTest)
    func `attendance is noted by the own body, of sessions that were held, and noted again`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine)
        let one = try await sample.ask(learner(1))
        let two = try await sample.ask(learner(2), at: noon.adding(seconds: 1))
        let waits = try await sample.ask(learner(3), at: noon.adding(seconds: 2))
        // Mondays and Wednesdays from 23 November to 21 December.
        let course = try await sample.course()
        let days = try await sample.database.read { db in try course.sessions(in: db) }
        #expect(
            days.map(\.description) == [
                "2026-11-23", "2026-11-25", "2026-11-30", "2026-12-02", "2026-12-07", "2026-12-09",
                "2026-12-14", "2026-12-16", "2026-12-21",
            ])
        try await sample.note([one, two], on: days[0])
        await #expect(throws: CourseRefusal.notYetHeld) {
            try await sample.note([one], on: days[1])
        }
        await #expect(throws: CourseRefusal.noSession) {
            try await sample.note([one], on: days[0].adding(days: 1), at: onDay(3))
        }
        await #expect(throws: CourseRefusal.notEnrolled) {
            try await sample.note([waits], on: days[0])
        }
        for stranger in [tomas, bruno, eva, learner(1)] {
            await #expect(throws: Refused.notFound, "\(stranger.name)") {
                try await sample.note([], on: days[0], by: stranger)
            }
        }
        try await sample.note([one], on: days[1], at: onDay(2))
        try await sample.note([one], on: days[0], at: onDay(2))
        let all = try await sample.enrolments()
        let came = try await sample.database.read { db in
            try all.map { try $0.attendance(in: db) }
        }
        #expect(came.map(\.there) == [2, 0, 0] && came.map(\.noted) == [2, 2, 0])
    }

    @Test(arguments: Engine.underTest)
    func `a certificate is given once, from the last day on, and its code tells the level alone`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine)
        let one = try await sample.ask(learner(1))
        await #expect(throws: CourseRefusal.notFinished) {
            try await sample.certify(one, at: onDay(27))
        }
        await #expect(throws: Refused.notFound) {
            try await sample.certify(one, by: tomas, at: onDay(28))
        }
        try await sample.certify(one, at: onDay(28))
        await #expect(throws: CourseRefusal.certifiedAlready) {
            try await sample.certify(one, at: onDay(28))
        }
        await #expect(throws: CourseRefusal.certifiedAlready) {
            try await sample.leave(one, by: learner(1), at: onDay(28))
        }
        let (found, unknown) = try await sample.database.read { [room = sample.room] db in
            (try room.certificate("CODE-1", in: db), try room.certificate("CODE-2", in: db))
        }
        let held = try await sample.database.read { [room = sample.room] db in
            try (
                room.courseHoldings(of: PersonID(3_001), in: db),
                room.courseHoldings(of: PersonID(3_002), in: db)
            )
        }
        let told = held.0.map { String(decoding: $0, as: UTF8.self) } ?? ""
        #expect(told.contains("a1-1") && told.contains("CODE-1") && held.1 == nil)
        #expect(found == CheckedCourse(level: .a1, madeAt: onDay(28), isDemo: false))
        #expect(unknown == nil)
    }

    @Test(arguments: Engine.underTest)
    func `nobody opens a course of another body, and nobody else's place`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine)
        let id = try await sample.course().id
        let enrolment = try await sample.ask(learner(1))
        let browser = try RoomBrowser(
            sample.room.routes, visitors: [teresa, tomas, learner(1), learner(2), bruno])
        let own = try await browser.get("/teaching/\(id)", as: teresa)
        #expect(own.status == 200 && own.text.contains("Pessoa 1"))
        for path in ["/teaching/\(id)", "/teaching/\(id)/sessions/2026-11-23"] {
            #expect(try await browser.get(path, as: teresa).status == 200)
            #expect(try await browser.get(path, as: tomas).status == 404)
            #expect(try await browser.get(path, as: bruno).status == 403)
            #expect(try await browser.get(path, as: learner(1)).status == 403)
        }
        #expect(try await !browser.get("/teaching", as: tomas).text.contains("a1-1"))
        #expect(try await browser.get("/enrolments", as: learner(1)).text.contains("Escola"))
        let other = try await browser.get("/enrolments", as: learner(2))
        #expect(!other.text.contains("Escola"))
        let page = try await browser.get("/courses/\(id)", as: learner(2))
        for deed in ["leaving", "acceptance"] {
            let answer = try await browser.post(
                "/enrolments/\(enrolment)/\(deed)", as: learner(2), from: page, [:])
            #expect(answer.status == 404, "\(deed)")
        }
        // What anybody sees names nobody.
        for path in ["/courses", "/courses?level=a1&municipality=1106", "/courses/\(id)"] {
            let seen = try await browser.get(path)
            #expect(seen.status == 200 && !seen.text.contains("Pessoa"), "\(path)")
        }
        #expect(try await !browser.get("/courses?level=b2").text.contains("/courses/\(id)\""))
    }

    @Test(arguments: Engine.underTest)
    func `a person asks on the page, and is told what is missing`(engine: Engine) async throws {
        let sample = try await CourseSample(engine)
        let id = try await sample.course().id
        let browser = try RoomBrowser(sample.room.routes, visitors: [learner(1)])
        let page = try await browser.get("/courses/\(id)", as: learner(1))
        let path = "/courses/\(id)/enrolments"
        let empty = try await browser.post(path, as: learner(1), from: page, [:])
        #expect(empty.status == 422)
        var answers = ["age": "15", "motherTongue": "no", "evidence": "niss"]
        let young = try await browser.post(path, as: learner(1), from: page, answers)
        #expect(young.status == 422 && young.text.contains("too-young"))
        #expect(try await sample.enrolments().isEmpty)
        answers["age"] = "16"
        let again = try await browser.get("/courses/\(id)", as: learner(1))
        let taken = try await browser.post(path, as: learner(1), from: again, answers)
        #expect(taken.status == 303 && taken.header("location") == "/enrolments")
        #expect(try await sample.enrolments().map(\.state) == [.enrolled])
    }

    @Test(arguments: Engine.underTest)
    func `a bad row is named by line and field, and nothing of its file goes in`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine)
        let rows =
            CourseSample.row("new") + CourseSample.row("x", level: "c1")
            + CourseSample.row("y", place: "9999") + CourseSample.row("z", to: "18:00")
            + CourseSample.row("new")
        let report = try await sample.bring(rows)
        #expect(!report.applied)
        #expect(
            Set(report.problems.map { "\($0.line ?? 0) \($0.field ?? "")" }) == [
                "3 level", "4 municipality", "5 to", "6 code",
            ])
        await #expect(throws: Refused.notFound) { try await sample.course("new") }
        // The same list twice changes nothing, and tells nobody anything.
        try await sample.ask(learner(1))
        try await sample.ask(learner(2))
        let before = sample.keys.count
        #expect(try await sample.bring(CourseSample.row()).applied)
        #expect(sample.keys.count == before)
        // Other hours are told to both; fewer places than are taken are refused, more are offered.
        #expect(try await sample.bring(CourseSample.row(to: "21:00")).applied)
        #expect(sample.keys.count == before + 2)
        let fewer = try await sample.bring(CourseSample.row(places: 1, to: "21:00"))
        #expect(!fewer.applied && fewer.problems.map(\.field) == ["places"])
        let waits = try await sample.ask(learner(3))
        #expect(try await sample.state(waits) == .waiting)
        #expect(try await sample.bring(CourseSample.row(places: 3, to: "21:00")).applied)
        #expect(try await sample.state(waits) == .offered)
        #expect(
            try await sample.bring(CourseSample.row(provider: 106, to: "21:00")).problems.map(
                \.field) == ["code"])
    }

    @Test(arguments: Engine.underTest)
    func `figures of a municipality are rounded, and hidden where they are about too few`(
        engine: Engine
    ) async throws {
        let sample = try await CourseSample(engine, places: 6)
        for number in 1...8 { try await sample.ask(learner(number)) }
        let all = try await sample.database.read { [room = sample.room] db in
            try room.courseFigures(in: db)
        }
        #expect(
            all.map(\.key.text) == [
                "courses.enrolled.1106", "courses.waiting.1106", "courses.certified.1106",
            ])
        let figures = try Figures(database: sample.database, zone: .utc, figures: all)
        func live(_ what: String) async throws -> Published? {
            try await sample.database.read { db in
                try figures.live(FigureKey("courses.\(what).1106"), for: joana, in: db, at: noon)
            }
        }
        // Six are told as five; two are nobody's business; none is none.
        #expect(try await live("enrolled")?.value == 5)
        #expect(try await live("waiting")?.status == .hidden)
        #expect(try await live("certified")?.value == 0)
    }
}
