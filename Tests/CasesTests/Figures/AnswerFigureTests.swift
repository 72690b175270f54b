import Figures
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// How long people wait for an answer is published, of enough people and of nobody who still waits.
@Suite struct AnswerFigureTests {
    @Test(arguments: Engine.underTest)
    func `the middle of the answered questions is told once enough people asked`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let register = try Figures(
            database: fixture.database, zone: .utc, figures: fixture.cases.figures)
        func told() async throws -> Double? {
            try await fixture.database.read { db in
                try register.live(
                    FigureKey("cases.answer-days.family-reunification"), for: joana, in: db,
                    at: noon
                )?.value
            }
        }
        #expect(try await told() == nil)
        for number in 0..<12 {
            let someone = Principal(
                account: AccountID(500), person: PersonID(Int64(2_000 + number)), name: "P",
                duties: [])
            let kase = try await fixture.file(someone, at: after(-20))
            try await fixture.question("E agora?", in: kase, at: after(-10), by: someone)
            let id = try #require(try await fixture.question(of: kase))
            // Six waited a day and six three days.
            try await fixture.say("Espere.", to: id, in: kase, at: after(number < 6 ? -9 : -7))
            if number == 0 {
                #expect(try await told() == nil, "of one nothing is told")
                try await fixture.question("E hoje?", in: kase, at: after(-1), by: someone)
            }
        }
        #expect(try await told() == 2)
    }
}

extension Fixture {
    fileprivate func question(of kase: Case) async throws -> PersonQuestionID? {
        try await database.read { db in
            try db.value(
                """
                SELECT question FROM case_question
                WHERE kase = \(kase.id) AND answered_at IS NULL
                """)
        }
    }
}
