import Kernel
import Storage
import Synchronization
import TestSupport
import Testing

@testable import Cases

/// What a person asks has an owner and a day, stands in the office's lists, and is answered in the thread.
@Suite struct QuestionTests {
    @Test(arguments: Engine.underTest)
    func `a question has an owner and a last day, and its answer reaches the person`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, language: "en")
        let kase = try await fixture.file()
        let before = try await fixture.stored(kase).projection
        try await fixture.question("Do I need a translation?", in: kase, at: after(1))
        let open = try await fixture.waiting()
        #expect(open.map(\.kase.reference) == [kase.reference])
        #expect(open.map(\.owner) == ["Bruno"], "of those who owe as little the first account")
        // Ten working days after Tuesday, 24 November 2026, without the 1st and the 8th of December.
        #expect(open.map(\.answerBy) == [day("2026-12-10")])
        #expect(!open[0].isLate(on: day("2026-12-10")) && open[0].isLate(on: day("2026-12-11")))
        #expect(try await fixture.stored(kase).projection == before, "it is no step of the case")

        let id = open[0].id
        for other in [beatriz, ana] {
            await #expect(throws: Refused.notFound) {
                try await fixture.say("No.", to: id, in: kase, at: after(2), by: other)
            }
        }
        await #expect(throws: QuestionRefusal.textMissing) {
            try await fixture.say(" \n", to: id, in: kase, at: after(2))
        }
        try await fixture.say("No, it is in Portuguese.", to: id, in: kase, at: after(2))
        await #expect(throws: QuestionRefusal.answered) {
            try await fixture.say("Yes.", to: id, in: kase, at: after(3))
        }
        #expect(try await fixture.waiting().isEmpty)
        let thread = try await fixture.thread(of: kase)
        #expect(thread.map(\.text) == ["Do I need a translation?"])
        #expect(thread.map(\.answer) == ["No, it is in Portuguese."])
        #expect(fixture.told.notices.withLock { $0.last } == "Your question is answered")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `whoever has the case owes the answer, then whoever decided it, then who owes least`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let (first, second) = (try await fixture.file(), try await fixture.file(yusuf))
        func minute(_ count: Int64) -> Moment { after(1).adding(seconds: count * 60) }
        try await fixture.question("Um?", in: first, at: minute(1))
        try await fixture.question("Dois?", in: first, at: minute(2))
        var owners = try await fixture.waiting().map(\.owner)
        #expect(owners.count == 2 && Set(owners).count == 2, "one each")
        let taken = minute(3)
        try await fixture.database.write { [house = fixture.house] db in
            try TakeCase(reference: second.reference)
                .perform(by: carla, at: taken, in: db, house)
        }
        try await fixture.question("Três?", in: second, at: minute(4), by: yusuf)
        owners = try await fixture.waiting().map(\.owner)
        #expect(owners.last == "Carla")
        try await fixture.decide(
            "granted", ["conditions-met"], of: second, at: minute(5), by: carla)
        try await fixture.question("Quatro?", in: second, at: after(40), by: yusuf)
        #expect(try await fixture.waiting().last?.owner == "Carla")
    }

    @Test(arguments: Engine.underTest)
    func `nobody asks in another's case, without words, at too much length or without end`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        for other in [yusuf, bruno] {
            await #expect(throws: Refused.notFound) {
                try await fixture.question("?", in: kase, at: after(1), by: other)
            }
        }
        await #expect(throws: QuestionRefusal.textMissing) {
            try await fixture.question("  ", in: kase, at: after(1))
        }
        let long = String(repeating: "a", count: questionCharactersMax + 1)
        await #expect(throws: QuestionRefusal.textTooLong) {
            try await fixture.question(long, in: kase, at: after(1))
        }
        for _ in 1...openQuestionsMax {
            try await fixture.question("E agora?", in: kase, at: after(1))
        }
        await #expect(throws: QuestionRefusal.tooMany) {
            try await fixture.question("E agora?", in: kase, at: after(1))
        }
        let id = try #require(try await fixture.waiting().first?.id)
        try await fixture.say("Espere.", to: id, in: kase, at: after(2))
        try await fixture.question("E agora?", in: kase, at: after(2))
    }

    @Test(arguments: Engine.underTest)
    func `the office writes first, the person is told, and nothing of the case moves`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, language: "en")
        let kase = try await fixture.file()
        let before = try await fixture.stored(kase).projection
        func write(_ text: String, by who: Principal) async throws {
            let action = WriteToPerson(reference: kase.reference, text: text)
            try await fixture.database.write { [house = fixture.house] db in
                try action.perform(by: who, at: after(1), in: db, house)
            }
        }
        for other in [beatriz, ana] {
            await #expect(throws: Refused.notFound) { try await write("Olá", by: other) }
        }
        await #expect(throws: QuestionRefusal.textMissing) { try await write(" ", by: bruno) }
        try await write("Bring your passport to the visit.", by: bruno)
        let events = try await fixture.database.read { db in
            try CaseEvent.all(of: kase.id, in: db)
        }
        #expect(events.officeWords.map(\.text) == ["Bring your passport to the visit."])
        #expect(events.questions.isEmpty)
        #expect(fixture.told.notices.withLock { $0.last } == "The office wrote to you")
        #expect(try await fixture.stored(kase).projection == before)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func
        `a prepared text is sent in the person's language with the Portuguese one, unless something was typed`(
            engine: Engine
        ) async throws
    {
        let fixture = try await Fixture(engine, language: "en")
        let kase = try await fixture.file()
        let prepared = try #require(fixture.house.policy.answers.first)
        func write(_ text: String, _ code: String?) async throws {
            let action = WriteToPerson(reference: kase.reference, text: text, prepared: code)
            try await fixture.database.write { [house = fixture.house] db in
                try action.perform(by: bruno, at: after(1), in: db, house)
            }
        }
        try await write(" ", prepared.code)
        try await write("Typed.", prepared.code)
        for code in ["unknown", nil] {
            await #expect(throws: QuestionRefusal.textMissing) { try await write("", code) }
        }
        try await fixture.question("Whose turn is it?", in: kase, at: after(1))
        let id = try #require(try await fixture.waiting().first?.id)
        try await fixture.database.write { [house = fixture.house] db in
            try AnswerQuestion(
                reference: kase.reference, question: id, text: "", prepared: prepared.code
            ).perform(by: bruno, at: after(2), in: db, house)
        }
        let both = "\(prepared.text.en)\n\n\(prepared.text.pt)"
        let events = try await fixture.database.read { db in
            try CaseEvent.all(of: kase.id, in: db)
        }
        #expect(events.officeWords.map(\.text) == [both, "Typed."])
        #expect(events.questions.map(\.answer) == [both])
    }

    @Test func `two prepared texts of one code do not load`() {
        let twice = policy(changing: [
            PreparedAnswer.path: { $0.replacing("code: papers", with: "code: visit") }
        ])
        #expect(faults(in: twice).map(\.file) == [PreparedAnswer.path])
    }

    @Test(arguments: Engine.underTest)
    func `an office sees its own questions, and nobody those of a case of their own`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let here = try await fixture.file()
        let there = try await fixture.file(yusuf, in: porto)
        try await fixture.question("Aqui?", in: here, at: after(1))
        try await fixture.question("Ali?", in: there, at: after(1), by: yusuf)
        func seen(_ who: Principal) async throws -> [Reference] {
            try await fixture.waiting(who).map(\.kase.reference)
        }
        #expect(try await seen(bruno) == [here.reference])
        #expect(try await seen(beatriz) == [there.reference])
        #expect(try await seen(anaAtHerDesk).isEmpty)
    }
}

extension Fixture {
    func question(
        _ text: String, in kase: Case, at now: Moment, by person: Principal = ana,
        wants: PersonQuestion.Wants = .answer
    ) async throws {
        let action = AskQuestion(reference: kase.reference, text: text, wants: wants)
        try await database.write { [house] db in
            try action.perform(by: person, at: now, in: db, house)
        }
    }

    func say(
        _ text: String, to question: PersonQuestionID, in kase: Case, at now: Moment,
        by officer: Principal = bruno
    ) async throws {
        let action = AnswerQuestion(reference: kase.reference, question: question, text: text)
        try await database.write { [house] db in
            try action.perform(by: officer, at: now, in: db, house)
        }
    }

    func waiting(_ principal: Principal = bruno) async throws -> [OpenQuestion] {
        try await database.read { [house] db in
            try OpenQuestion.all(WorkOffices(principal), principal, in: db, house)
        }
    }

    func thread(of kase: Case) async throws -> [PersonQuestion] {
        try await database.read { db in try CaseEvent.all(of: kase.id, in: db).questions }
    }
}
