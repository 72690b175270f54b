import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// The ladder of proof for whoever lacks papers, and what a recognition in part leaves to be done.
@Suite struct LadderTests {
    @Test(arguments: Engine.underTest)
    func `the ladder is climbed rung by rung, and what is not enough is no refusal`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.recognise("recognition-humanitarian", withoutPapers)
        #expect(try await fixture.course(kase)?.rung.code == "sworn-statement")
        // The rung below does not exist for somebody without any paper, and none is skipped.
        for other in ["partial-not-enough", "interview-not-enough"] {
            await #expect(throws: RecognitionRefusal.otherRung) {
                try await fixture.step(other, of: kase, at: after(1), note: "Não.")
            }
        }
        await #expect(throws: RecognitionRefusal.otherProof) {
            try await fixture.step("proved-fully", of: kase, at: after(1), note: "Sim.")
        }
        try await fixture.step("statement-not-enough", of: kase, at: after(1), note: "Sem datas.")
        #expect(try await fixture.stored(kase).projection.state == "interview")
        #expect(try await fixture.course(kase)?.rung.code == "interview-or-exam")
        await #expect(throws: RecognitionRefusal.otherProof) {
            try await fixture.step("proved-conditionally", of: kase, at: after(2), note: "Sim.")
        }
        try await fixture.step("interview-not-enough", of: kase, at: after(2), note: "Faltou.")
        #expect(try await fixture.course(kase)?.rung.code == "qualifications-passport")
        try await fixture.step("proved-fully", of: kase, at: after(3), note: "Passaporte.")
        await #expect(throws: CaseRefusal.outcomeNotYet) {
            try await fixture.decide("conditional", ["by-statement"], of: kase, at: after(3))
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
        #expect(try await fixture.stored(kase).projection.turn == .none)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `a statement that is enough leads to a conditional letter, and the originals end it`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.recognise("recognition-humanitarian", withoutPapers)
        try await fixture.step("proved-conditionally", of: kase, at: after(1), note: "Declaração.")
        try await fixture.decide("conditional", ["by-statement"], of: kase, at: after(2))
        let letter = try await fixture.letter(.conditionalRecognition, of: kase).html
        #expect(letter.contains("Reconhecimento sob condição"))
        #expect(letter.contains("Mostre os documentos originais quando os puder ter."))
        #expect(letter.contains("Prova por declaração e texto sobre os estudos"))
        let stands = try await fixture.stored(kase).projection
        #expect(stands.state == "condition-open" && stands.turn == .person)
        try await fixture.step("originals-shown", of: kase, at: after(300), note: "Diploma.")
        #expect(try await fixture.stored(kase).projection.turn == .none)
        #expect(try await fixture.names(of: kase).isEmpty)
    }

    @Test func `without an emergency no rung is open`() async throws {
        let fixture = try await Fixture(.sqlite)
        let calm = withoutPapers.merging(["emergencyKind": "none"]) { $1 }
        let kase = try await fixture.recognise("recognition-humanitarian", calm)
        #expect(try await fixture.course(kase)?.rung.code == "ask-for-duplicates")
        for (code, refusal) in [
            ("statement-not-enough", RecognitionRefusal.otherRung),
            ("proved-fully", RecognitionRefusal.otherProof),
            ("proved-conditionally", RecognitionRefusal.otherProof),
        ] {
            await #expect(throws: refusal) {
                try await fixture.step(code, of: kase, at: after(1), note: "Sim.")
            }
        }
    }

    @Test(arguments: Engine.underTest)
    func `a recognition in part names its steps in a letter, and is complete once all are done`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let grounds = ["bridge-exam", "bridge-language"]
        let kase = try await fixture.recognise("recognition-level", civilEngineering)
        for code in ["jury-named", "jury-opinion"] {
            try await fixture.step(code, of: kase, at: after(1), note: "Em parte.")
        }
        await #expect(throws: CaseRefusal.notHeard) {
            try await fixture.decide("partly-granted", grounds, of: kase, at: after(1))
        }
        try await fixture.propose(grounds, of: kase, at: after(1), outcome: "partly-granted")
        try await fixture.bring(.handed, kase, at: after(1))
        try await fixture.answer("Está bem.", to: kase, at: after(2))
        try await fixture.decide("partly-granted", grounds, of: kase, at: after(3))
        let letter = try await fixture.letter(.partialRecognition, of: kase).html
        #expect(letter.contains("Falta: um exame") && letter.contains("Falta: a prova de que sabe"))
        #expect(letter.contains("O que falta") && !letter.contains("prática acompanhada"))
        #expect(try await fixture.stored(kase).projection.state == "bridging")

        await #expect(throws: CaseRefusal.stepNotNow) {
            try await fixture.step("bridge-practice", of: kase, at: after(20), note: "Feita.")
        }
        try await fixture.step("bridge-exam", of: kase, at: after(20), note: "16 valores.")
        await #expect(throws: CaseRefusal.stepNotNow) {
            try await fixture.step("bridges-met", of: kase, at: after(21))
        }
        try await fixture.step("bridge-language", of: kase, at: after(30), note: "B2.")
        try await fixture.step("bridges-met", of: kase, at: after(30))
        let done = try await fixture.stored(kase).projection
        #expect(done.state == "bridged" && done.turn == .none && done.outcome == "partly-granted")
        #expect(try await fixture.names(of: kase).isEmpty)
        #expect(try await fixture.differences().isEmpty)

        // The next equal one needs no jury for the same, and the precedent gives it no more than that.
        let next = try await fixture.recognise("recognition-level", civilEngineering, by: yusuf)
        try await fixture.step("part-precedent-applied", of: next, at: after(31))
        await #expect(throws: CaseRefusal.outcomeNotYet) {
            try await fixture.decide("granted", ["by-precedence"], of: next, at: after(31))
        }
    }

    @Test func `the file of a procedure says both when and otherwise of an outcome, or neither`()
        throws
    {
        let file = "procedures/recognition-level.yaml"
        let line = "    otherwise: {pt: \"Falta o parecer do júri, ou um precedente aplicado.\""
        let text = realPolicy.texts[file] ?? ""
        let start = try #require(text.firstRange(of: line))
        let end = try #require(text[start.upperBound...].firstRange(of: "\n")).upperBound
        let broken = policy(changing: [
            file: { _ in String(text[..<start.lowerBound]) + String(text[end...]) }
        ])
        let problem = try #require(procedureFault(broken, file))
        #expect(problem.description.contains("'when' and 'otherwise' go together"), "\(problem)")
        #expect(problem.line ?? 0 > 1)
    }
}
