import Kernel
import Languages
import Testing
import Web

@testable import Cases

/// What a result page makes of the words beside a model: sources, days, and codes that say nothing.
@Suite struct WizardResultTests {
    private let result = "?age=30&water=river&on=2026-06-01"

    private func page(
        _ query: String, language: String = "en", model: (String) -> String = { $0 },
        wizard: (String) -> String = { $0 }
    ) async throws -> PlainAnswer {
        let folder = changedBoats(model: model, wizard: wizard)
        let house = try await Browser(language: language, folder: folder)
        let answer = try await house.get("/check/boat" + query, as: nil)
        #expect(language == "en" || house.languages.missing.all == [])
        return answer
    }

    @Test
    func `a source is found where the model says, and elsewhere only where the model does not`()
        async throws
    {
        let other =
            "sources: {rules: \"https://elsewhere.example\", hearsay: \"https://talk.example\"}"
        let lend = try section(
            "boat/lend",
            of: await page("?age=30&water=sea&swims=yes&on=today") {
                $0
            } wizard: {
                $0.replacing("sources: {}", with: other)
            })
        #expect(lend.contains("href=\"https://quay.example/rules\""))
        #expect(!lend.contains("elsewhere.example"))
        #expect(lend.contains("href=\"https://talk.example\""))
    }

    @Test func `a way names its source, and says where none confirms it`() async throws {
        func next(_ keys: String) async throws -> String {
            let lend = try section(
                "boat/lend",
                of: await page("?age=11&water=sea&on=today") {
                    $0
                } wizard: {
                    $0.replacing("an adult.}}]", with: "an adult.}\(keys)}]")
                })
            let start = try #require(lend.firstRange(of: "<li>Bring an adult."))
            let rest = lend[start.upperBound...]
            let end = try #require(rest.firstRange(of: "</li>"))
            return String(rest[..<end.lowerBound])
        }
        #expect(try await next("") == "")
        let confirmed = try await next(", source: rules, verified: true")
        #expect(confirmed.contains("https://quay.example/rules"))
        #expect(!confirmed.contains("unverified"))
        let doubted = try await next(", source: rules, verified: false")
        #expect(doubted.contains("https://quay.example/rules"))
        #expect(doubted.contains("class=\"unverified\""))
        #expect(try await next(", verified: false").contains("class=\"unverified\""))
    }

    @Test func `a code that says nothing leaves its section out, and no other one`() async throws {
        func shown(_ query: String) async throws -> [Bool] {
            let answer = try await page(query) {
                $0
            } wizard: {
                $0.replacing("- code: no\n", with: "- code: no\n        hidden: true\n")
            }
            #expect(answer.status == 200)
            return ["lend", "bring", "deposit"].map {
                answer.text.contains("data-decision=\"boat/\($0)\"")
            }
        }
        #expect(try await shown("?age=30&water=sea&swims=no&on=today") == [false, true, true])
        #expect(try await shown("?age=30&water=sea&swims=yes&on=today") == [true, true, true])
        #expect(
            try await shown("?age=30&water=sea&swims=not-known&on=today") == [true, true, true])
    }

    @Test func `why tells of the tables on which the answer hangs, and of no other`() async throws {
        let opening = #"<decision id="lend" name="lend"><variable name="lend" typeRef="string"/>"#
        let need = ##"<requiredDecision href="#skill"/>"##
        let column = "<inputExpression><text>swims</text></inputExpression>"
        func withSkill(_ model: String) -> String {
            // The column of `lend` first: `skill` has the same one.
            model.replacing(column, with: column.replacing("swims", with: "skill")).replacing(
                opening,
                with: skill + opening
                    + "<informationRequirement>\(need)</informationRequirement>")
        }
        func lend(_ query: String) async throws -> String {
            try section("boat/lend", of: await page(query, model: withSkill))
        }
        let shore = "Nobody told us that you swim."
        let sea = try await lend("?age=30&water=sea&swims=no&on=today")
        #expect(sea.contains("The sea is for swimmers.") && sea.contains(shore))
        let child = try await lend("?age=11&water=sea&on=today")
        #expect(child.contains("Children row with an adult.") && !child.contains(shore))
        let river = try await lend("?age=30&water=river&on=today")
        #expect(river.contains("The river is calm.") && !river.contains(shore))
    }

    @Test(arguments: [
        (
            "cais:validTo=\"2026-11-23\"",
            "These rules hold until 23 November 2026: today they may be wrong."
        ),
        (
            "cais:validFrom=\"2026-11-25\"",
            "These rules hold from 25 November 2026: today they may be wrong."
        ),
        (
            "cais:validFrom=\"2026-01-01\" cais:validTo=\"2026-11-23\"",
            "These rules hold from 1 January 2026 to 23 November 2026: today they may be wrong."
        ),
    ])
    func `outside the days of a model the page says so and confirms nothing`(
        days: String, words: String
    ) async throws {
        func changed(_ model: String) -> String {
            model.replacing("cais:lastVerified", with: days + " cais:lastVerified")
        }
        let lend = try section("boat/lend", of: await page(result, model: changed))
        #expect(lend.contains(words))
        // At the words, at the reasons, and at the rule, which is confirmed on other days.
        #expect(lend.ranges(of: "class=\"unverified\"").count == 3)
        _ = try await page(result, language: "pt", model: changed)
        let hidden = try await page(result, model: changed) {
            $0.replacing("tone: good}", with: "tone: good, hidden: true}")
        }
        #expect(try section("boat/lend", of: hidden).contains(words))
    }

    @Test func `within the days of a model nothing is said of them`() async throws {
        let days = "cais:validFrom=\"2026-11-24\" cais:validTo=\"2026-11-24\" cais:lastVerified"
        let answer = try await page(result) { $0.replacing("cais:lastVerified", with: days) }
        let lend = try section("boat/lend", of: answer)
        #expect(!lend.contains("unverified") && !answer.text.contains("may be wrong"))
    }

    @Test func `a page says where nobody knows since when its rules hold, and else nothing of it`()
        async throws
    {
        func page(from day: String) async throws -> String {
            let from = "cais:validFrom=\"\(day)\" cais:lastVerified"
            return try await self.page(result) {
                $0.replacing("cais:lastVerified", with: from)
            }.text
        }
        let words = "No source that was read says since when these rules hold."
        #expect(try await page(from: "unknown").contains(words))
        #expect(try await !page(from: "2026-01-01").contains(words))
    }

    @Test func `a page is as old as the oldest of its models, and says where one has no date`()
        async throws
    {
        func dated(_ attribute: String) -> (String) -> String {
            return { $0.replacing("cais:lastVerified=\"2026-11-20\"", with: attribute) }
        }
        let older = try await page(result, model: dated("cais:lastVerified=\"2024-02-29\""))
        #expect(older.text.contains("Rules last checked on 29 February 2024."))
        let silent = try await page(result, model: dated(""))
        let words = "It is not known when these rules were last checked."
        #expect(silent.text.contains(words) && !silent.text.contains("Rules last checked on"))
        _ = try await page(result, language: "pt", model: dated(""))
    }

    @Test(arguments: [
        ("cais:lastVerified=\"2026-01-31\"", "Rules last checked on 31 January 2026."),
        ("cais:lastVerified=\"2026-11-22\"", "Rules last checked on 20 November 2026."),
        ("", "It is not known when these rules were last checked."),
    ])
    func `of several models the oldest dates the page`(
        attribute: String, words: String
    ) async throws {
        var texts = boats.texts
        texts["decisions/tide.dmn"] = """
            <definitions name="tide" xmlns:cais="https://cais.example/dmn" \(attribute)>
            <decision id="d" name="tide"><literalExpression><text>"low"</text></literalExpression></decision>
            </definitions>
            """
        let answer = """

              - model: tide
                decision: tide
                title: {pt: Maré, en: Tide}
                kind: value
            """
        texts["wizards/boat.yaml"]? += answer
        let house = try await Browser(folder: PolicyFolder(texts: texts))
        let page = try await house.get("/check/boat" + result, as: nil)
        #expect(try codes(in: section("tide/tide", of: page)) == ["low"])
        #expect(page.text.contains(words))
    }
}

/// A table that says something whatever is known, so that it would be told wherever it is looked at.
private let skill = """
    <decision id="skill" name="skill"><variable name="skill" typeRef="boolean"/>
    <informationRequirement><requiredInput href="#i-swims"/></informationRequirement>
    <decisionTable hitPolicy="FIRST"><input><inputExpression><text>swims</text></inputExpression></input>
    <output name="skill"/><annotation name="because_pt"/><annotation name="because_en"/>
    <rule><inputEntry><text>true</text></inputEntry><outputEntry><text>true</text></outputEntry>
    <annotationEntry><text>Sabe nadar.</text></annotationEntry><annotationEntry><text>You swim.</text></annotationEntry></rule>
    <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>false</text></outputEntry>
    <annotationEntry><text>Ninguém nos disse que sabe nadar.</text></annotationEntry>
    <annotationEntry><text>Nobody told us that you swim.</text></annotationEntry></rule>
    </decisionTable></decision>
    """
