import Formats
import Kernel
import Testing

@testable import Cases

/// Until when a document may be relied on, and what the policy may say of it.
@Suite struct ValidityTests {
    private let halfYear = ValidMonths(months: 6, article: "artigo 1.º", verified: false)

    @Test func `a document is good to its last day, and for ever where nothing ends it`() {
        let since = day("2026-11-24")
        let endless = DocumentValidity(stated: nil, heldSince: since, rule: nil)
        #expect(endless.lastDay == nil && endless.isGood(on: day("2099-01-01")))
        let dated = DocumentValidity(stated: day("2026-11-30"), heldSince: since, rule: nil)
        #expect(dated.isGood(on: day("2026-11-30")) && !dated.isGood(on: day("2026-12-01")))
        #expect(dated.endingRule == nil)
    }

    @Test func `the months of the policy count from the day it came in, and the earlier end holds`()
    {
        let since = day("2026-08-31")
        let ruled = DocumentValidity(stated: nil, heldSince: since, rule: halfYear)
        #expect(ruled.lastDay == day("2027-02-28") && ruled.endingRule == halfYear)
        let sooner = DocumentValidity(
            stated: day("2026-12-01"), heldSince: since, rule: halfYear)
        #expect(sooner.lastDay == day("2026-12-01") && sooner.endingRule == nil)
        let later = DocumentValidity(stated: day("2030-01-01"), heldSince: since, rule: halfYear)
        #expect(later.lastDay == day("2027-02-28") && later.endingRule == halfYear)
    }

    @Test func `a date half a century away is a slip of the pen`() {
        let today = day("2026-11-24")
        #expect(validityRefusal(nil, on: today) == nil)
        #expect(validityRefusal(day("2020-01-01"), on: today) == nil)
        #expect(validityRefusal(day("2076-12-31"), on: today) == nil)
        for wrong in ["2077-01-01", "1975-12-31"] {
            #expect(validityRefusal(day(wrong), on: today) == .validityImplausible)
        }
    }

    @Test func `months are read with their article, and no kind has them without a source`() throws
    {
        let plain = try #require(readPolicy(realPolicy).procedure("family-reunification"))
        #expect(plain.documents.allSatisfy { $0.validMonths == nil })
        let limited = try #require(
            readPolicy(passportsFor("{months: 3, article: a, sources: [pois], verified: false}"))
                .procedure("family-reunification"))
        #expect(
            limited.document("passport")?.validMonths
                == ValidMonths(months: 3, article: "a", verified: false))
        #expect(limited.document("family-tie")?.validMonths == nil)
    }

    @Test(arguments: [
        ("{months: 0, article: a, sources: [pois], verified: true}", "months"),
        ("{months: 601, article: a, sources: [pois], verified: true}", "months"),
        ("{months: 3, article: a, sources: [hearsay], verified: true}", "hearsay"),
        ("{months: 3, article: a, verified: true}", "sources"),
        ("{months: 3, sources: [pois], verified: true}", "article"),
        ("{days: 3, article: a, sources: [pois], verified: true}", "days"),
    ])
    func `months that cannot be read are named with file, line and key`(
        text: String, key: String
    ) throws {
        let problem = try #require(procedureFault(passportsFor(text), procedureFile))
        #expect(problem.file == procedureFile && problem.line ?? 0 > 1)
        #expect(problem.description.contains(key))
    }
}

/// The real policy, and in it for how long a passport may be relied on.
func passportsFor(_ months: String) -> PolicyFolder {
    policy(changing: [
        procedureFile: {
            $0.replacing(
                "  - code: identity-other-proof\n",
                with: "    validMonths: \(months)\n  - code: identity-other-proof\n")
        }
    ])
}

private let procedureFile = "procedures/family-reunification.yaml"
