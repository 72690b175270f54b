import Formats
import Kernel
import LegalTime
import Testing

@testable import Cases

@Suite struct PolicyTests {
    @Test func `the policy of Portugal holds together`() {
        #expect(faults(in: realPolicy) == [])
    }

    @Test func `a misspelt key is named with file, line and key`() throws {
        let broken = policy(changing: [
            procedureFile: { $0.replacing("whoMayApply:", with: "whoMayAply:") }
        ])
        let problem = try #require(faults(in: broken).first)
        #expect(problem.file == procedureFile)
        #expect(problem.line ?? 0 > 1)
        #expect(problem.description.contains("whoMayAply"))
    }

    @Test func `a rule without a known source does not load`() throws {
        let broken = policy(changing: [
            procedureFile: { $0.replacing("sources: [art103]", with: "sources: [hearsay]") }
        ])
        #expect(
            faults(in: broken).contains { $0.message.contains("hearsay") && $0.line != nil })
    }

    @Test func `the schema beside the procedures knows the keys that the reader knows`() throws {
        let json = try JSON.parse(realPolicy.texts["procedures/procedure.schema.json"] ?? "")
        let keys = try #require(json["properties"]?.objectValue?.keys)
        #expect(Set(keys) == Set(Procedure.keys))
    }

    @Test func `the law of the day of filing is the one a case keeps`() throws {
        let procedure = try #require(readPolicy(realPolicy).procedure("family-reunification"))
        #expect(procedure.version(inForceOn: day("2025-10-22"))?.name == "law-23-2007")
        #expect(procedure.version(inForceOn: day("2025-10-23"))?.name == "law-61-2025")
        #expect(procedure.clocks.rule("decision", on: day("2025-10-22"))?.length == 3)
        #expect(procedure.clocks.rule("decision", on: day("2025-10-23"))?.length == 9)
        #expect(procedure.clocks.rule("tacit-approval", on: day("2025-10-22"))?.length == 6)
    }

    @Test func `whether silence still approves is said to be unknown, never to be law`() throws {
        let procedure = try #require(readPolicy(realPolicy).procedure("family-reunification"))
        let note = try #require(procedure.version("law-61-2025")?.note("decision"))
        #expect(!note.verified)
        // The way to court is the general rule, from memory: marked, and no approval.
        let decision = try #require(procedure.clocks.rule("decision", on: day("2026-01-01")))
        #expect(decision.effect == .rightToSue && !decision.isEffectVerified)
        #expect(procedure.clocks.rule("tacit-approval", on: day("2026-01-01")) == nil)
    }

    @Test func `a table that asks for an unknown document is found`() {
        let broken = policy(changing: [
            tableFile: { $0.replacing("\"study-proof\"", with: "\"diploma\"") }
        ])
        #expect(faults(in: broken).contains { $0.message.contains("diploma") })
    }

    @Test func `a rule that no situation reaches is found with its line`() throws {
        let broken = policy(changing: [
            tableFile: {
                $0.replacing("hitPolicy=\"COLLECT\"", with: "hitPolicy=\"FIRST\"").replacing(
                    "<rule id=\"holder-permit\"><inputEntry id=\"a1\"><text>\"holder\"</text>",
                    with: "<rule id=\"holder-permit\"><inputEntry id=\"a1\"><text>-</text>")
            }
        ])
        let problem = try #require(
            faults(in: broken).first { $0.message.contains("rule 2 never fires") })
        #expect(problem.file == tableFile && problem.line ?? 0 > 10)
    }

    @Test func `a letter with a tag that nothing answers is found with its line`() throws {
        let broken = policy(changing: [
            "letters/grant.pt.mustache": { $0.replacing("{{decided}}", with: "{{decidedOn}}") }
        ])
        let problem = try #require(faults(in: broken).first)
        #expect(problem.file == "letters/grant.pt.mustache")
        #expect(problem.line == 6)
        #expect(problem.field == "decidedOn")
    }

    @Test(arguments: [
        "{{{reasons}}}", "{{& reasons}}", "{{ & reasons}}", "{{% CONTENT_TYPE:TEXT}}{{reasons}}",
        "{{=<% %>=}}<%& reasons%>",
    ])
    func `a letter never puts text in unescaped`(tag: String) {
        let broken = policy(changing: [
            "letters/grant.en.mustache": { $0.replacing("{{reasons}}", with: tag) }
        ])
        #expect(faults(in: broken).count == 1)
    }

    @Test func `a table of documents that ends is refused`() {
        let ending = policy(changing: [
            tableFile: {
                $0.replacing(
                    "cais:lastVerified=", with: "cais:validTo=\"2026-12-31\" cais:lastVerified=")
            }
        ])
        let found = faults(in: ending)
        #expect(
            found.contains { $0.file == tableFile && "\($0)".contains("validFrom and validTo") })
    }

    @Test func `a missing letter is found`() {
        var texts = realPolicy.texts
        texts["letters/refusal.en.mustache"] = nil
        #expect(
            faults(in: PolicyFolder(texts: texts)).map(\.file) == [
                "letters/refusal.en.mustache"
            ])
    }
}

private let procedureFile = "procedures/family-reunification.yaml"
private let tableFile = "decisions/family-documents.dmn"
