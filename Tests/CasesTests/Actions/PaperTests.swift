import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

@Suite struct PaperTests {
    @Test(arguments: Engine.underTest)
    func `the police answers what was put to it, and sees nothing else`(engine: Engine) async throws
    {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        _ = try await fixture.file(yusuf)
        let ask = Consult(reference: kase.reference, body: "ucfe")
        try await fixture.database.write { [house = fixture.house] db in
            try ask.perform(by: bruno, at: after(1), in: db, house)
        }
        let house = fixture.house
        let open = try await fixture.database.read {
            try ConsultationLine.open(for: jorge, in: $0, house)
        }
        #expect(open.map(\.reference) == [kase.reference])
        // Fifteen working days after 24 November 2026, without 1 and 8 December.
        #expect(open.map(\.due) == [day("2026-12-17")])
        #expect(
            try await fixture.database.read { try ConsultationLine.open(for: bruno, in: $0, house) }
                .isEmpty)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.read { db in
                _ = try Case.find(kase.reference, for: jorge, in: db)
            }
        }
        await #expect(throws: CaseRefusal.consultationOpen) {
            try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(2))
        }
        let answer = AnswerConsultation(consultation: open[0].id, answer: .noObjection)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                try answer.perform(by: marta, at: after(2), in: db, house)
            }
        }
        try await fixture.database.write { [house = fixture.house] db in
            try answer.perform(by: jorge, at: after(2), in: db, house)
        }
        await #expect(throws: CaseRefusal.notAsked) {
            try await fixture.database.write { [house = fixture.house] db in
                try answer.perform(by: jorge, at: after(3), in: db, house)
            }
        }
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(3))
    }

    @Test func `silence of the police does not hold a case for ever`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        let ask = Consult(reference: kase.reference, body: "ucfe")
        try await fixture.database.write { [house = fixture.house] db in
            try ask.perform(by: bruno, at: after(1), in: db, house)
        }
        try await fixture.decide(
            "granted", ["conditions-met"], of: kase, at: Moment(day("2026-12-18"), hour: 9))
    }

    @Test(arguments: Engine.underTest) func `a certificate proves the state and no name`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine, language: "en")
        let kase = try await fixture.file()
        let action = IssueCertificate(reference: kase.reference)
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { [house = fixture.house] db in
                _ = try action.perform(by: yusuf, at: after(1), in: db, house)
            }
        }
        let id = try await fixture.database.write { [house = fixture.house] db in
            try action.perform(by: ana, at: after(1), in: db, house)
        }
        let letter = try await fixture.database.write { [house = fixture.house] db in
            try Letter.open(id, for: ana, at: after(1), in: db, house).letter
        }
        #expect(letter.language == "en")
        #expect(letter.html.contains("Ana Exemplo"))
        #expect(letter.html.contains("23 August 2027"))
        let checked = try await fixture.database.read { try CheckedCode.find(letter.code, in: $0) }
        #expect(checked?.kind == .certificate)
        #expect(checked?.madeAt == after(1))
        #expect(checked?.isSuperseded == false)
        #expect(checked?.expires == day("2027-02-22"))
        #expect(
            try await fixture.database.read { try CheckedCode.find(VerifyCode.new(), in: $0) }
                == nil)
        #expect(try await fixture.kinds(of: kase).contains("certificate.issued"))
    }

    @Test(arguments: Engine.underTest)
    func `every look of staff is kept, and no look of the person`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let look = LookAtCase(reference: kase.reference)
        _ = try await fixture.database.write { try look.perform(by: bruno, at: after(1), in: $0) }
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { db in
                _ = try look.perform(by: ana, at: after(1), in: db)
            }
        }
        await #expect(throws: Refused.notFound) {
            try await fixture.database.write { db in
                _ = try look.perform(by: beatriz, at: after(1), in: db)
            }
        }
        #expect(
            try await fixture.database.read {
                try LookLine.ahead(of: kase.id, in: $0).get().map(\.name)
            }
                == ["Bruno"])
    }
}
