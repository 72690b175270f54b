import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// Papers that a step makes: a title that anybody may check, and rights in writing.
@Suite struct StepPaperTests {
    /// Six months after 26 November 2026, and after 3 December.
    @Test(arguments: Engine.underTest)
    func `a title counts until its clock ends, a newer one or the end of the file`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.register(fixture.hear())
        await #expect(throws: CaseRefusal.stepNotNow) {
            try await fixture.step("title-issued", of: kase, at: after(1))
        }
        try await fixture.step("statements-taken", of: kase, at: after(1), note: "Auto 1")
        try await fixture.step("admitted", of: kase, at: after(1))
        try await fixture.step("title-issued", of: kase, at: after(3))
        let first = try await fixture.letter(.stay, of: kase)
        #expect(first.html.contains("26 de maio de 2027") && first.html.contains("Yara Exemplo"))
        for hidden in ["internacional", "asilo", "27/2008"] {
            #expect(!first.html.contains(hidden), "\(hidden)")
        }
        let checked = try await fixture.checked(first.code)
        #expect(checked?.kind == .stay && checked?.expires == day("2027-05-26"))
        #expect(checked?.isSuperseded == false)
        try await fixture.step("title-issued", of: kase, at: after(10))
        let second = try await fixture.letter(.stay, of: kase)
        #expect(try await fixture.checked(first.code)?.isSuperseded == true)
        #expect(try await fixture.checked(second.code)?.expires == day("2027-06-03"))
        // Taken back, the one before counts again.
        try await fixture.takeBack("title-issued", of: kase, at: after(10).adding(seconds: 60))
        #expect(try await fixture.checked(first.code)?.isSuperseded == false)
        #expect(try await fixture.checked(second.code)?.isSuperseded == true)
        try await fixture.decide("refused", ["not-established"], of: kase, at: after(20))
        #expect(try await fixture.checked(first.code)?.isSuperseded == true)
        #expect(try await fixture.differences().isEmpty)
    }

    @Test(arguments: Engine.underTest)
    func `where no rule tells the end of a title an officer states it, and it is checked`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("temporary-protection")
        try await fixture.decide("granted", ["group-protected"], of: kase, at: after(1))
        await #expect(throws: CaseRefusal.paperEndMissing) {
            try await fixture.issue(kase, until: nil, at: after(2))
        }
        for wrong in ["2026-11-24", "2032-01-01"] {
            await #expect(throws: CaseRefusal.paperEndImplausible, "\(wrong)") {
                try await fixture.issue(kase, until: day(wrong), at: after(2))
            }
        }
        try await fixture.issue(kase, until: day("2027-03-04"), at: after(2))
        let first = try await fixture.letter(.stay, of: kase)
        #expect(first.html.contains("4 de março de 2027"))
        #expect(try await fixture.checked(first.code)?.expires == day("2027-03-04"))
        #expect(try await fixture.stored(kase).projection.state == "protected")
        try await fixture.issue(kase, until: day("2028-03-04"), at: after(60))
        let second = try await fixture.letter(.stay, of: kase)
        #expect(try await fixture.checked(first.code)?.isSuperseded == true)
        #expect(try await fixture.checked(second.code)?.isSuperseded == false)
        try await fixture.step(
            "protection-ended", of: kase, at: after(90), note: "Decisão de exemplo")
        #expect(try await fixture.stored(kase).projection.turn == .none)
        #expect(try await fixture.checked(second.code)?.isSuperseded == true)
        // The end that an officer states is asked for by no other step.
        #expect(try await fixture.certificates(of: kase) == 2)
    }

    @Test(arguments: Engine.underTest)
    func `rights are written in every language that letters have, each with its mark`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.register(fixture.hear())
        await #expect(throws: CaseRefusal.stepNoteMissing) {
            try await fixture.step("rights-given", of: kase, at: after(1))
        }
        #expect(try await fixture.names(of: kase).contains("rights"))
        try await fixture.step("rights-given", of: kase, at: after(1), note: "Inglês; assinou")
        #expect(try await !fixture.names(of: kase).contains("rights"))
        let letters = try await fixture.database.read { db in
            try db.all(
                """
                SELECT * FROM letter WHERE kase = \(kase.id)
                    AND kind = \(LetterKind.rights.rawValue) ORDER BY id
                """
            ).map { try Letter(row: $0, in: db) }
        }
        #expect(letters.map(\.language) == LetterBook.languages)
        #expect(Set(letters.map(\.code)).count == 1)
        let says = try #require(
            fixture.house.procedure(protectionCode).letter(.rights)
        ).says
        for letter in letters {
            for rule in says {
                #expect(letter.html.contains(rule.text.text(in: letter.language)))
            }
            let mark =
                letter.language == "pt" ? "[fonte ainda não confirmada]" : "[source not confirmed"
            #expect(letter.html.times(mark) == says.count)
        }
        #expect(try await fixture.checked(letters[0].code)?.expires == nil)
        let other = try await fixture.register(fixture.hear())
        try await fixture.step(
            "rights-interpreted", of: other, at: after(1), note: "Tigrínia, intérprete Sara")
        #expect(try await !fixture.names(of: other).contains("rights"))
    }
}

extension String {
    /// How often a text stands in it.
    fileprivate func times(_ text: String) -> Int { ranges(of: text).count }
}
