import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct HearingTests {
    @Test(arguments: Engine.underTest)
    func `a refusal waits for a draft and for the person's answer to it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        await #expect(throws: CaseRefusal.notHeard) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(1))
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.propose(["entry-ban"], of: kase, at: after(1), by: beatriz)
        }
        await #expect(throws: CaseRefusal.nothingToAnswer) {
            try await fixture.answer("Não concordo.", to: kase, at: after(1))
        }
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        let drafted = try await fixture.stored(kase)
        #expect(!drafted.isDecided && drafted.projection.outcome == nil)
        #expect(drafted.projection.state == "hearing")
        // The person does not know of it yet: the office has to act, and its own clock runs.
        #expect(drafted.projection.turn == .state)
        #expect(drafted.projection.nextDate == day("2027-08-23"))
        try await fixture.read(kase, at: after(1))
        let read = try await fixture.stored(kase)
        #expect(read.projection.state == "hearing" && read.projection.turn == .person)
        // Ten working days after 24 November 2026, without 1 and 8 December.
        #expect(read.projection.nextDate == day("2026-12-10"))
        let letter = try await fixture.letter(.hearing, of: kase)
        #expect(letter.html.contains("Ainda não é uma decisão"))
        #expect(letter.html.contains("10 dias úteis"))
        #expect(letter.html.contains("ainda não está confirmada"))
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(2))
        }
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.propose(["public-order"], of: kase, at: after(2))
        }
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.ask("passport", of: kase, at: after(2))
        }
        try await fixture.answer("Não concordo.", to: kase, at: after(2))
        #expect(try await fixture.stored(kase).projection.turn == .state)
        await #expect(throws: CaseRefusal.nothingToAnswer) {
            try await fixture.answer("Ainda mais.", to: kase, at: after(2))
        }
        await #expect(throws: CaseRefusal.groundNotHeard("public-order")) {
            try await fixture.decide(
                "refused", ["entry-ban", "public-order"], of: kase, at: after(3))
        }
        try await fixture.decide("refused", ["entry-ban"], of: kase, at: after(3))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
        #expect(
            try await fixture.letter(.refusal, of: kase).html.contains(
                "Respondeu à audiência prévia em 25 de novembro de 2026"))
        // Whoever else saw the draft does not learn that it was decided.
        let checked = try #require(try await fixture.checked(letter.code))
        #expect(!checked.isSuperseded && checked.isOfItsDay(today: day("2026-11-24"), in: .utc))
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `without an answer the refusal waits for the end of the period`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        try await fixture.read(kase, at: after(1))
        await #expect(throws: CaseRefusal.hearingRuns) {
            try await fixture.decide(
                "refused", ["entry-ban"], of: kase, at: Moment(day("2026-12-10"), hour: 10))
        }
        try await fixture.decide(
            "refused", ["entry-ban"], of: kase, at: Moment(day("2026-12-11"), hour: 10))
        #expect(
            try await fixture.letter(.refusal, of: kase).html.contains("Não respondeu à audiência"))
    }

    @Test(arguments: Engine.underTest)
    func `only the person answers, in words, and their document is in the file`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let file = AddDocument.StoredFile(
            digest: "d", name: "p.pdf", kind: "application/pdf", bytes: 9)
        await #expect(throws: CaseRefusal.unknownDocument(hearingDocument)) {
            try await fixture.add(file, hearingDocument, to: kase, at: after(1))
        }
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        for stranger in [bruno, yusuf] {
            await #expect(throws: Refused.notFound) {
                try await fixture.answer("Eu também.", to: kase, at: after(2), by: stranger)
            }
        }
        await #expect(throws: CaseRefusal.answerEmpty) {
            try await fixture.answer("", to: kase, at: after(2))
        }
        try await fixture.answer("Junto prova.", to: kase, at: after(2), file: file)
        let hearing = try await fixture.database.read { try kase.history(in: $0).hearing }
        #expect(hearing?.answer?.text == "Junto prova.")
        let documents = try await fixture.database.read {
            try CaseDocument.all(of: kase.id, in: $0)
        }
        #expect(documents.map(\.code) == [hearingDocument])
        #expect(hearing?.answer?.document == documents.first?.id)
    }

    @Test(arguments: Engine.underTest)
    func `a draft does not stand in the way of a grant, and only a refusal is drafted`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        await #expect(throws: CaseRefusal.heardFirst) {
            try await fixture.propose(
                ["conditions-met"], of: kase, at: after(1), outcome: "granted")
        }
        try await fixture.propose(["entry-ban"], of: kase, at: after(1))
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        #expect(try await fixture.stored(kase).projection.outcome == "granted")
        await #expect(throws: CaseRefusal.alreadyDecided) {
            try await fixture.answer("Obrigada.", to: kase, at: after(3))
        }
    }

    @Test(arguments: Engine.underTest)
    func `after the person's window for papers the office may propose with what it has`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.ask("passport", of: kase, at: after(1))
        await #expect(throws: CaseRefusal.itemsOpen) {
            try await fixture.propose(
                ["conditions-not-met"], of: kase, at: Moment(day("2026-12-10"), hour: 10))
        }
        let proposed = Moment(day("2026-12-11"), hour: 10)
        try await fixture.propose(["conditions-not-met"], of: kase, at: proposed)
        try await fixture.read(kase, at: proposed)
        // The papers are still open, and the draft goes before them: ten working days from the 14th.
        let heard = try await fixture.stored(kase).projection
        #expect(heard.state == "hearing" && heard.turn == .person)
        #expect(heard.nextDate == day("2026-12-28"))
        try await fixture.answer(
            "Tenho-os quase.", to: kase, at: Moment(day("2026-12-14"), hour: 10))
        let answered = try await fixture.stored(kase).projection
        #expect(answered.state == "in-analysis" && answered.turn == .state)
        // The clock stood from 25 November to the end of the window, 10 December: sixteen days.
        #expect(answered.nextDate == day("2027-09-08"))
        // A paper that is asked for anew is the person's turn again.
        try await fixture.ask("family-tie", of: kase, at: Moment(day("2026-12-15"), hour: 10))
        let asked = try await fixture.stored(kase).projection
        #expect(asked.state == "correction-requested" && asked.turn == .person)
        #expect(asked.nextDate == day("2026-12-30"))
        try await fixture.decide(
            "refused", ["conditions-not-met"], of: kase, at: Moment(day("2027-01-04"), hour: 10))
        #expect(try await fixture.stored(kase).projection.outcome == "refused")
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a grant with papers missing needs its ground, which the journal keeps`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let missing = try await fixture.database.read { [house = fixture.house] db in
            try house.missing(kase, kase.history(in: db), at: after(1), in: db)
        }
        #expect(missing.count > 5)
        await #expect(throws: CaseRefusal.papersMissing(missing.count)) {
            try await fixture.decide(
                "granted", ["conditions-met"], of: kase, at: after(1), despite: nil)
        }
        await #expect(throws: CaseRefusal.unknownGround("kindness")) {
            try await fixture.decide(
                "granted", ["conditions-met"], of: kase, at: after(1), despite: "kindness")
        }
        try await fixture.decide(
            "granted", ["conditions-met"], of: kase, at: after(1), despite: "already-held")
        let decision = try await fixture.database.read { try kase.history(in: $0).decision }
        #expect(decision?.despite?.ground == "already-held")
        #expect(decision?.despite?.missing == missing)
        #expect(
            try await fixture.letter(.grant, of: kase).html.contains("O serviço já tem o documento")
        )
    }

    @Test(arguments: Engine.underTest)
    func `with every paper in, a grant needs no further ground`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let file = AddDocument.StoredFile(
            digest: "d", name: "p.pdf", kind: "application/pdf", bytes: 9)
        let missing = try await fixture.database.read { [house = fixture.house] db in
            try house.missing(kase, kase.history(in: db), at: after(1), in: db)
        }
        for wish in missing {
            try await fixture.add(file, wish.code, to: kase, at: after(1), member: wish.member)
        }
        try await fixture.decide(
            "granted", ["conditions-met"], of: kase, at: after(2), despite: nil)
        let decision = try await fixture.database.read { try kase.history(in: $0).decision }
        #expect(decision?.despite == nil)
    }
}

extension Fixture {
    func propose(
        _ grounds: [String], of kase: Case, at now: Moment, by officer: Principal = bruno,
        outcome: String = "refused"
    ) async throws {
        let draft = Verdict(outcome: outcome, grounds: grounds, reasons: "Falta uma condição.")
        try await database.write { [house] db in
            try ProposeRefusal(reference: kase.reference, draft: draft)
                .perform(by: officer, at: now, in: db, house)
        }
    }

    func answer(
        _ text: String, to kase: Case, at now: Moment, by person: Principal = ana,
        file: AddDocument.StoredFile? = nil
    ) async throws {
        try await database.write { [house] db in
            try AnswerHearing(reference: kase.reference, text: text, file: file)
                .perform(by: person, at: now, in: db, house)
        }
    }

    func add(
        _ file: AddDocument.StoredFile, _ code: String, to kase: Case, at now: Moment,
        member: CaseMemberID? = nil
    ) async throws {
        let action = AddDocument(
            reference: kase.reference, code: code, member: member, file: file)
        try await database.write { [house] db in
            _ = try action.perform(by: ana, at: now, in: db, house)
        }
    }
}
