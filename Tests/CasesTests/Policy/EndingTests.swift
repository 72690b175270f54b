import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// How a case ends, or is about to: things that are not one another, each with a letter of its own.
@Suite struct EndingTests {
    @Test func `each way to end a case, and each draft of one, has a letter of its own`() throws {
        let procedure = try #require(sharedPolicy.get().procedure("renewal"))
        let granted = try #require(procedure.outcome("granted"))
        let refused = try #require(procedure.outcome("refused"))
        let unpaid = try #require(procedure.outcome(unpaidOutcome))
        let lapsed = try #require(procedure.outcome(lapsedOutcome))
        func draft(_ outcome: String) -> LetterKind {
            LetterKind(ofDraft: Verdict(outcome: outcome, grounds: [], reasons: ""))
        }
        let kinds = [
            draft("refused"), draft(unpaidOutcome), draft(lapsedOutcome),
            try #require(LetterKind(of: refused, on: ["conditions-not-met"])),
            try #require(LetterKind(of: unpaid, on: ["fee-unpaid"])),
            try #require(LetterKind(of: lapsed, on: ["inaction"])),
            try #require(LetterKind(of: granted, on: ["conditions-met"])),
            try #require(LetterKind(of: granted, on: [silenceGround])),
        ]
        #expect(
            kinds == [
                .hearing, .unpaidWarning, .lapseWarning, .refusal, .unpaid, .lapse, .grant, .tacit,
            ])
        for language in LetterBook.languages {
            let titles = try kinds.map { kind -> String in
                let text = realPolicy.texts[LetterBook.path(kind, language)] ?? ""
                let start = try #require(text.firstRange(of: "<h1>")).upperBound
                return String(text[start...].prefix { $0 != "<" })
            }
            #expect(Set(titles).count == kinds.count, "\(titles)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `what silence approved is stated in a letter that says so`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.fileAlone("renewal")
        let late = Moment(day("2027-04-01"), hour: 10)
        try await fixture.decide("granted", [silenceGround], of: kase, at: late)
        let letter = try await fixture.letter(.tacit, of: kase)
        #expect(letter.html.contains("acabou sem decisão"))
        let other = try await fixture.fileAlone("renewal")
        try await fixture.decide("granted", ["conditions-met"], of: other, at: after(1))
        #expect(try await fixture.letter(.grant, of: other).html.contains("foi <b>deferido</b>"))
    }

    @Test(arguments: breaks)
    func `a closure unpaid without its letter or its warning does not load`(
        old: String, new: String
    ) {
        let path = "procedures/renewal.yaml"
        let text = realPolicy.texts[path] ?? ""
        #expect(text.contains(old))
        let broken = policy(changing: [path: { _ in text.replacing(old, with: new) }])
        #expect(faults(in: broken).contains { $0.file == path && $0.message.contains("unpaid") })
        #expect(faults(in: realPolicy).isEmpty)
    }
}

/// What is wrong with the outcome of a closure unpaid.
private let breaks = [
    ("letter: unpaid", "letter: refusal"),
    ("letter: unpaid\n    hearing: true", "letter: unpaid"),
    ("en: Closed unpaid}\n    letter: unpaid", "en: Closed unpaid}\n    letter: grant"),
]
