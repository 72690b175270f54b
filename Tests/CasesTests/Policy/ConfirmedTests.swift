import Kernel
import LegalTime
import Storage
import TestSupport
import Testing

@testable import Cases

/// Confirmed is what somebody read in an official text in force: no copy, no guide, no text older than the last change known.
@Suite struct ConfirmedTests {
    @Test func `family reunification confirms nothing that was read only before Law 61 of 2025`()
        throws
    {
        let procedure = try #require(readPolicy(realPolicy).procedure("family-reunification"))
        let grounds = procedure.outcomes.flatMap { $0.grounds + $0.despiteMissing }
        #expect(grounds.count > 5 && grounds.filter(\.verified).map(\.code) == [])
        #expect(procedure.documents.filter(\.verified).map(\.code) == [])
        for name in ["decision", "tacit-approval", "consular-notice"] {
            let rule = try #require(procedure.clocks.rule(name, on: day("2025-10-22")))
            #expect(!rule.isVerified, "\(name)")
        }
        // Article 108, on which the invitation rests, was changed in 2023; article 84 was not.
        for (name, isVerified) in [("correction", false), ("certificate", true)] {
            let rule = try #require(procedure.clocks.rule(name, on: day("2026-11-23")))
            #expect(rule.isVerified == isVerified, "\(name)")
            #expect(rule.source.hasPrefix("https://dre.pt/"), "\(name)")
        }
    }

    @Test(arguments: Engine.underTest)
    func `a grant says that no source confirms its ground`(engine: Engine) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        try await fixture.decide("granted", ["conditions-met"], of: kase, at: after(1))
        let letter = try await fixture.letter(.grant, of: kase).html
        #expect(
            letter.contains(
                "(artigos 98.º a 101.º da Lei n.º 23/2007) [fonte ainda não confirmada]"))
    }

    @Test(arguments: ["pt", "en"])
    func `a ground bears the mark only where no source confirms it`(language: String) throws {
        let mark = ["pt": "[fonte ainda não confirmada]", "en": "[source not confirmed yet]"]
        let head = LetterHead(
            reference: "R", office: "O", date: "D", addressee: "A", procedure: "p", demo: false)
        for isMarked in [true, false] {
            let grounds = [LetterGround(title: "T", article: "A", unverified: isMarked)]
            let pages: [(LetterKind, Any)] = [
                (
                    .grant,
                    GrantPage(head: head, decided: "D", people: [], grounds: grounds, reasons: "R")
                ),
                (
                    .refusal,
                    RefusalPage(
                        head: head, decided: "D", heard: nil, grounds: grounds, reasons: "R")
                ),
                (
                    .tacit,
                    GrantPage(head: head, decided: "D", people: [], grounds: grounds, reasons: "R")
                ),
                (
                    .unpaid,
                    UnpaidPage(
                        head: head, decided: "D", document: "N", warned: "W", grounds: grounds,
                        reasons: "R")
                ),
                (
                    .unpaidWarning,
                    UnpaidWarningPage(
                        head: head, document: "N", total: "1", grounds: grounds, reasons: "R",
                        length: "L", article: "A", unverified: !isMarked)
                ),
                // The rule of the period is of another source than the ground.
                (
                    .hearing,
                    HearingPage(
                        head: head, grounds: grounds, reasons: "R", length: "L", article: "A",
                        unverified: !isMarked)
                ),
            ]
            for (kind, page) in pages {
                let text = try sharedPolicy.get().letters.render(kind, language, page)
                let line = try #require(text.firstRange(of: "<li>T (A)"))
                let rest = text[line.upperBound...].prefix { $0 != "<" }
                #expect(rest == (isMarked ? " \(mark[language] ?? "")" : ""), "\(kind)")
            }
        }
    }
}
