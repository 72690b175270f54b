import Formats
import Foundation
import Kernel
import TestSupport
import Testing

@testable import Cases

/// A hundred seeded applications, whose outcome tools/recognition_applications.py wrote down by a rule of its own: the
/// precedent rule, the four conditions and the ladder decide them so.
@Suite struct ApplicationTests {
    @Test func `a hundred applications are decided as they are written down`() throws {
        let (register, applications) = (try readRegister(), try readApplications())
        #expect(applications.count == 100)
        for one in applications {
            let course = try one.course(register)
            let told = [course.route, course.rung, course.way, course.proved].map(\.code)
            #expect(told == one.expected, "application \(one.number)")
            #expect(one.open(course) == one.steps, "application \(one.number)")
        }
    }

    @Test func `each way, each rung and each step is among them`() throws {
        let applications = try readApplications()
        func seen(_ place: Int) -> Set<String> { Set(applications.map { $0.expected[place] }) }
        #expect(
            seen(2)
                == [
                    "list", "precedent", "precedent-in-part", "jury", "content", "ladder",
                    "ask-first",
                ]
        )
        #expect(
            seen(1).isSuperset(of: [
                "documents", "partial-documents", "sworn-statement", "interview-or-exam",
                "qualifications-passport", "ask-for-duplicates",
            ]))
        let steps = Set(applications.flatMap(\.steps))
        #expect(steps == Set(RecognitionStep.allCases.map(\.rawValue)))
    }

    @Test func `another register, and a table that says something else, are found`() throws {
        let (register, applications) = (try readRegister(), try readApplications())
        let bare = try applications.filter { try $0.course([]).way.code != $0.expected[2] }
        #expect(bare.count > 5)
        let changed = policy(changing: [
            "decisions/recognition-way.dmn": {
                $0.replacing("<text>\"granted\"</text>", with: "<text>\"refused\"</text>")
                    .replacing(
                        "<text>\"refused\", \"mixed\", \"none\"</text>",
                        with: "<text>\"granted\", \"mixed\", \"none\"</text>")
            }
        ])
        let book = try DecisionBook(changed)
        let differing = try applications.filter {
            try $0.course(register, book).way.code != $0.expected[2]
        }
        #expect(!differing.isEmpty)
    }
}

/// One line of the table: what an application says, and what is to become of it.
private struct Application {
    let number: String
    let answers: [String: String]
    let done: [String]
    /// Route, rung, way, and what a proof leads to.
    let expected: [String]
    /// The steps that the tables leave open, in order.
    let steps: [String]

    init(_ row: CSVRow) {
        func text(_ column: String) -> String { row.optional(column) ?? "" }
        number = text("number")
        let names = [
            "proof", "emergencyKind", "needsField", "degreeListed", "country", "institution",
            "programme", "degreeName", "durationMonths", "credits",
        ]
        var answers: [String: String] = [:]
        for name in names where !text(name).isEmpty { answers[name] = text(name) }
        self.answers = answers
        done = text("steps").split(separator: " ").map { String($0) }
        expected = ["route", "rung", "way", "proved"].map { text($0) }
        steps = text("open").split(separator: " ").map { String($0) }
    }

    func course(_ register: [Precedent], _ book: DecisionBook? = nil) throws -> RecognitionCourse {
        let known = try book ?? sharedPolicy.get().decisions
        return try RecognitionCourse(
            answers, steps: done,
            match: PrecedentMatch(DegreeFacts(answers), among: register), on: noon.utcDay,
            at: noon, known)
    }

    func open(_ course: RecognitionCourse) -> [String] {
        RecognitionStep.allCases.map(\.rawValue).filter { course.refusal(of: $0) == nil }.sorted()
    }
}

private let examples = projectFolder + "/policy/pt/decisions/examples/recognition-"

private func readApplications() throws -> [Application] {
    let path = examples + "applications.csv"
    var reader = try CSVReader(
        text: String(contentsOfFile: path, encoding: .utf8), file: path)
    return try reader.rows().map { Application($0) }
}

private func readRegister() throws -> [Precedent] {
    let path = examples + "register.csv"
    var reader = try CSVReader(
        text: String(contentsOfFile: path, encoding: .utf8), file: path)
    return try reader.rows().map { row in
        var answers: [String: String] = [:]
        for name in [
            "country", "institution", "programme", "degreeName", "durationMonths", "credits",
        ] { answers[name] = row.optional(name) }
        return Precedent(facts: DegreeFacts(answers), outcome: try row.string("outcome"))
    }
}
