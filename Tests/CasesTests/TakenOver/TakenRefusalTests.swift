import Kernel
import Storage
import Synchronization
import TestSupport
import Testing
import Web

@testable import Cases

/// A file of the closed route goes from the draft by the hearing to the refusal and its letter, though its person has no
/// account: what they answer at the desk is written down there.
@Suite struct TakenRefusalTests {
    @Test(arguments: Engine.underTest)
    func `an answer that came by letter ends the hearing, and the refusal has its letter`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(Backlog.text([Backlog.row()]))
        let kase = try await fixture.onlyCase()
        let ground = "conditions-not-met"
        await #expect(throws: CaseRefusal.nothingToAnswer) {
            try await fixture.note("Não concordo.", of: kase, at: after(1))
        }
        try await fixture.propose([ground], of: kase, at: after(1))
        // Who has not got the draft cannot have answered it.
        await #expect(throws: CaseRefusal.notReached) {
            try await fixture.note("Não concordo.", of: kase, at: after(1))
        }
        await #expect(throws: CaseRefusal.notReached) {
            try await fixture.decide("refused", [ground], of: kase, at: after(1))
        }
        try await fixture.bring(.registered, kase, at: after(2))
        #expect(try await fixture.stored(kase).projection.turn == .person)
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide("refused", [ground], of: kase, at: after(4))
        }
        await #expect(throws: CaseRefusal.answerEmpty) {
            try await fixture.note("", of: kase, at: after(5))
        }
        try await fixture.note("Não concordo.", of: kase, at: after(5))
        #expect(fixture.told.bodies.withLock { $0.last?.contains("por carta") } == true)
        await #expect(throws: CaseRefusal.nothingToAnswer) {
            try await fixture.note("Ainda mais.", of: kase, at: after(5))
        }
        let history = try await fixture.database.read { db in try kase.history(in: db) }
        #expect(history.hearing?.answer?.way == .letter && history.hearing?.answer?.document == nil)
        try await fixture.decide("refused", [ground], of: kase, at: after(6))
        let stored = try await fixture.stored(kase).projection
        #expect(stored.outcome == "refused" && stored.turn == .none && stored.nextDate == nil)
        let letter = try await fixture.letter(.refusal, of: kase).html
        #expect(letter.contains("As condições não estão preenchidas"))
        #expect(letter.contains("Respondeu à audiência prévia"))
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `without an answer it is refused once the whole period has passed, and not before`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        try await fixture.take(Backlog.text([Backlog.row()]))
        let kase = try await fixture.onlyCase()
        try await fixture.propose(["conditions-not-met"], of: kase, at: after(1))
        try await fixture.bring(.handed, kase, at: after(1))
        // Ten working days after 24 November 2026, without 1 and 8 December: 10 December.
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide(
                "refused", ["conditions-not-met"], of: kase, at: Moment(day("2026-12-10"), hour: 9))
        }
        try await fixture.decide(
            "refused", ["conditions-not-met"], of: kase, at: Moment(day("2026-12-11"), hour: 9))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
        #expect(try await fixture.letter(.refusal, of: kase).html.contains("indefer"))
    }

    @Test func `the desk asks for the words and how they came, and the case shows both`()
        async throws
    {
        let house = try await Browser()
        try await house.fixture.take(Backlog.text([Backlog.row()]))
        let kase = try await house.fixture.onlyCase()
        let path = "/desk/cases/\(kase.reference)"
        let before = try await house.get(path, as: "bruno")
        #expect(!before.text.contains("noted-answer"))
        try await house.fixture.propose(["conditions-not-met"], of: kase, at: noon)
        try await house.fixture.bring(.handed, kase, at: noon)
        let page = try await house.get(path, as: "bruno")
        let lacking = try await house.post(path + "/hearing", as: "bruno", from: page, [:])
        #expect(lacking.status == 422 && lacking.text.contains("Choose one of the options."))
        let typed = ["noted-answer": "Não <b>concordo</b>.", "noted-way": "desk"]
        let done = try await house.post(path + "/hearing", as: "bruno", from: page, typed)
        #expect(done.status == 303)
        let shown = try await house.get(path, as: "bruno").text
        #expect(shown.contains("The person answered at the desk, and the office wrote it down:"))
        #expect(shown.contains("Não &lt;b&gt;concordo&lt;/b&gt;.") && !shown.contains("noted-way"))
    }
}

extension Fixture {
    fileprivate func note(_ text: String, of kase: Case, at now: Moment) async throws {
        let action = NoteHearingAnswer(reference: kase.reference, text: text, way: .letter)
        try await database.write { [house] db in
            try action.perform(by: bruno, at: now, in: db, house)
        }
    }
}
