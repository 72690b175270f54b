import Kernel
import Languages
import LegalTime
import TestSupport
import Testing
import Web

@testable import Cases

@Suite struct DeadlinePageTests {
    private let answer = "/deadlines/cpa/answer"

    @Test func `every period of the policy can be chosen, and opens`() async throws {
        let house = try await Browser()
        let list = try await house.get("/deadlines", as: nil)
        #expect(list.status == 200)
        let periods = house.fixture.house.policy.periods
        #expect(periods.groups.map(\.code).sorted().contains("family-reunification"))
        for group in periods.groups {
            for name in group.names {
                let path = "/deadlines/\(group.code)/\(name)"
                #expect(list.text.contains("href=\"\(path)\""), "\(path)")
                let day = group.versions(name)[0].validTo ?? day("2026-01-05")
                let page = try await house.get("\(path)?day=\(day)", as: nil)
                #expect(page.status == 200, "\(path)")
                #expect(page.text.contains("not legal advice"), "\(path)")
            }
        }
    }

    @Test func `the answer names the day, what was passed over, the article and the silence`()
        async throws
    {
        let house = try await Browser()
        let page = try await house.get(answer + "?day=2026-11-24&place=1106", as: nil)
        #expect(page.text.contains("The last day is Thursday, 10 December 2026."))
        #expect(page.text.contains("Imaculada Conceição (8 December 2026)"))
        #expect(
            page.text.contains("artigo 86.º do CPA") && page.text.contains("<svg class=\"chart"))
        #expect(page.text.contains("We know of no effect that comes by itself."))
        #expect(page.text.contains("Worked examples"))
    }

    @Test func `the place of the office and of the person count`() async throws {
        let house = try await Browser()
        let town = try await house.get(answer + "?day=2025-06-05&place=1106", as: nil)
        #expect(town.text.contains("24 June 2025"))
        let country = try await house.get(answer + "?day=2025-06-05", as: nil)
        #expect(country.text.contains("23 June 2025"))
        let away = try await house.get(
            answer + "?day=2026-11-02&place=1106&person=islands", as: nil)
        #expect(away.text.contains("23 November 2026"))
    }

    @Test func `what rests on memory or is a gap says so`() async throws {
        let house = try await Browser()
        let path = "/deadlines/family-reunification/decision?day=2025-10-23&place=1106"
        let gap = try await house.get(path, as: nil)
        #expect(gap.text.contains("23 July 2026"))
        #expect(gap.text.contains("We do not know yet whether silence still means approval"))
        #expect(gap.text.contains("class=\"unverified\""))
        let old = try await house.get(
            "/deadlines/family-reunification/tacit-approval?day=2025-10-22&place=1106", as: nil)
        #expect(old.text.contains("22 April 2026") && old.text.contains("counts as approved"))
        let memory = try await house.get(
            answer + "?day=2026-11-02&place=1106&person=elsewhere", as: nil)
        #expect(memory.text.contains("class=\"unverified\""))
    }

    @Test func `a day that is none, out of the calendar or out of force is refused in words`()
        async throws
    {
        let house = try await Browser()
        for (query, words) in [
            ("?day=soon", "Write the date as year-month-day"), ("?day=2150-01-01", "1970 to 2120"),
        ] {
            let page = try await house.get(answer + query, as: nil)
            #expect(page.status == 422 && page.text.contains(words), "\(query)")
        }
        let page = try await house.get(
            "/deadlines/family-reunification/tacit-approval?day=2025-10-23", as: nil)
        #expect(page.status == 422 && page.text.contains("not in force on that day"))
        #expect(try await house.get("/deadlines/cpa/none", as: nil).status == 404)
        #expect(try await house.get("/deadlines/none/answer", as: nil).status == 404)
    }

    @Test func `the last day is a file for a calendar, without a day there is none`() async throws {
        let house = try await Browser()
        let path = answer + "/deadline.ics"
        let file = try await house.get(path + "?day=2026-11-24&place=1106", as: nil)
        #expect(file.header("content-type")?.hasPrefix("text/calendar") == true)
        #expect(file.text.contains("DTSTART;VALUE=DATE:20261210\r\n"))
        #expect(file.text.contains("DTEND;VALUE=DATE:20261211\r\n"))
        #expect(try await house.get(path, as: nil).status == 404)
    }

    @Test func `every period has its name in every language of the house`() async throws {
        let house = try await Browser(language: "pt")
        let list = try await house.get("/deadlines", as: nil).text
        let languages = try houseLanguages()
        for group in house.fixture.house.policy.periods.groups {
            #expect(list.contains(group.title.pt), "\(group.code)")
            for rule in group.rules {
                #expect(rule.titles["pt"]?.isEmpty == false, "\(group.code)/\(rule.name)")
                for language in languages.languages {
                    _ = ruleTitle(rule, languages.translator(language.code))
                }
            }
            for name in group.names {
                let title = try #require(group.versions(name).first?.titles["pt"])
                #expect(list.contains(">\(title)<"), "\(group.code)/\(name)")
            }
            for language in languages.languages {
                _ = group.title(languages.translator(language.code))
            }
        }
        #expect(languages.missing.all.isEmpty)
    }

    @Test func `a visitor reads it in Portuguese`() async throws {
        let house = try await Browser(language: "pt")
        let page = try await house.get(answer + "?day=2026-11-24&place=1106", as: nil)
        #expect(page.text.contains("O último dia é quinta-feira, 10 de dezembro de 2026."))
        #expect(page.text.contains("Exemplos resolvidos"))
    }
}
