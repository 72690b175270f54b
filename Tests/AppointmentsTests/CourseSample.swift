import Kernel
import Storage
import Synchronization
import TestSupport

@testable import Appointments

/// A body that gives courses, and one that gives others.
let school = OrganisationID(105)
let teresa = teacher("Teresa", 71, of: school)
let tomas = teacher("Tomás", 72, of: OrganisationID(106))

func teacher(_ name: String, _ number: Int64, of body: OrganisationID) -> Principal {
    let duty = Duty(role: .partner, organisation: body, location: nil, purpose: .status)
    return Principal(account: AccountID(number), person: nil, name: name, duties: [duty])
}

/// Somebody with an account of their own.
func learner(_ number: Int) -> Principal {
    Principal(
        account: AccountID(Int64(500 + number)), person: PersonID(Int64(3_000 + number)),
        name: "Pessoa \(number)", duties: [])
}

func onDay(_ days: Int) -> Moment { noon.adding(seconds: Int64(days) * 86_400) }

/// A course on Mondays and Wednesdays, from the day of the fixed noon to 21 December.
struct CourseSample: Sendable {
    let room: Appointments
    let database: Database
    /// The keys of what people were told, in order.
    let told = Told()

    final class Told: Sendable {
        let keys = Mutex<[String]>([])
        let codes = Mutex<Int>(0)
    }

    init(_ engine: Engine, places: Int = 2) async throws {
        database = try await TestDatabase.make(engine, migrations: schema, connections: 3)
        room = Appointments(
            database: database, asks: Sample.asks, courses: CourseSample.asks(told))
        let report = try await bring(CourseSample.row(places: places))
        guard report.applied else { throw CourseRefusal.noSession }
    }

    private static func asks(_ told: Told) -> CourseAsks {
        var asks = CourseAsks()
        asks.mayJoin = { answers, _, _ in
            let code = answers.age < 16 ? "too-young" : mayJoinCode
            return CourseAnswer([.init(code: code, words: code, isVerified: true)])
        }
        asks.papers = { _ in [("niss", "NISS"), ("visa", "Visa")] }
        asks.municipality = { code, _ in code.text == "1106" ? "Lisboa" : nil }
        asks.tell = { news, _, _ in told.keys.withLock { $0.append(news.key) } }
        asks.newCode = {
            told.codes.withLock { number in
                number += 1
                return "CODE-\(number)"
            }
        }
        return asks
    }

    static let head = CourseRow.columns.joined(separator: ",") + "\n"

    static func row(
        _ code: String = "a1-1", places: Int = 2, provider: Int = 105, place: String = "1106",
        level: String = "a1", to: String = "20:30"
    ) -> String {
        "\(code),\(provider),Escola,\(level),\(place),Rua 1,2026-11-23,2026-12-21,mon;wed,18:30,\(to),\(places)\n"
    }

    func bring(_ rows: String, at now: Moment = noon) async throws -> CourseReport {
        try await room.importCourses(
            Array((CourseSample.head + rows).utf8), file: "courses.csv", at: now)
    }

    func course(_ code: String = "a1-1") async throws -> Course {
        let found = try await database.read { db in
            try db.first("SELECT \(Course.columns) FROM course WHERE code = \(code)").map(
                Course.init)
        }
        guard let found else { throw Refused.notFound }
        return found
    }

    @discardableResult
    func ask(
        _ who: Principal, age: Int = 30, _ code: String = "a1-1", at now: Moment = noon
    ) async throws -> EnrolmentID {
        let answers = CourseAnswers(age: age, isPortugueseMotherTongue: false, evidence: "niss")
        let word = age < 16 ? "too-young" : mayJoinCode
        let verdict = CourseAnswer([.init(code: word, words: word, isVerified: true)])
        let id = try await course(code).id
        return try await database.write { [room] db in
            try AskForPlace(course: id, answers: answers, verdict: verdict).perform(
                by: who, at: now, in: db, room.courses)
        }
    }

    func accept(_ id: EnrolmentID, by who: Principal, at now: Moment) async throws {
        try await database.write { [room] db in
            try AcceptPlace(enrolment: id).perform(by: who, at: now, in: db, room.courses)
        }
    }

    func leave(_ id: EnrolmentID, by who: Principal, at now: Moment) async throws {
        try await database.write { [room] db in
            try LeaveCourse(enrolment: id).perform(by: who, at: now, in: db, room.courses)
        }
    }

    func note(
        _ there: Set<EnrolmentID>, on day: Day, by who: Principal = teresa, at now: Moment = noon
    ) async throws {
        let id = try await course().id
        try await database.write { [room] db in
            try NoteAttendance(course: id, day: day, there: there).perform(
                by: who, at: now, in: db, room.courses)
        }
    }

    func certify(
        _ enrolment: EnrolmentID, by who: Principal = teresa, at now: Moment
    ) async throws {
        let id = try await course().id
        try await database.write { [room] db in
            try CertifyCourse(course: id, enrolment: enrolment).perform(
                by: who, at: now, in: db, room.courses)
        }
    }

    func enrolments() async throws -> [Enrolment] {
        try await database.read { db in
            try db.all("SELECT \(Enrolment.columns) FROM enrolment ORDER BY asked_at, id").map(
                Enrolment.init)
        }
    }

    var keys: [String] { told.keys.withLock { $0 } }

    func state(_ id: EnrolmentID) async throws -> EnrolmentState? {
        try await enrolments().first { $0.id == id }?.state
    }
}
