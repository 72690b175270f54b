import Decisions
import Kernel
import Storage
import TestSupport
import Testing

@testable import Cases

/// The receipt says what each person needs and who comes, from the decision tables and from nothing else.
@Suite struct ReceiptTests {
    @Test(arguments: Engine.underTest)
    func `the receipt names the papers of each person, why, and by which article`(
        engine: Engine
    ) async throws {
        let fixture = try await Fixture(engine)
        let kase = try await fixture.file()
        let letter = try await fixture.letter(.receipt, of: kase).html
        for (name, papers) in [
            ("Ana Exemplo", ["holder-permit", "address-declaration", "means"]),
            ("Ivo Exemplo", ["passport", "legal-entry", "family-tie", "criminal-record"]),
            ("Lia Exemplo", ["passport", "family-tie", "consent-or-custody"]),
        ] {
            let words = try #require(part(of: letter, about: name))
            #expect(codes(of: documents, in: words) == papers, "\(name)")
        }
        // Under sixteen nobody is asked for a criminal record, and only a minor for a consent.
        let lia = try #require(part(of: letter, about: "Lia Exemplo"))
        #expect(lia.contains(">Consentimento do outro progenitor ou decisão sobre a guarda<"))
        let reason = try fixture.reason("consent-or-custody", documents)
        let because = try #require(reason.because["pt"])
        #expect(lia.contains("Porquê: \(because) (\(reason.article))"))
        #expect(!lia.contains("criminal-record"))
    }

    @Test func `the receipt says who comes, in the words of the page`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        let letter = try await fixture.letter(.receipt, of: kase).html
        let ivo = try #require(part(of: letter, about: "Ivo Exemplo"))
        let lia = try #require(part(of: letter, about: "Lia Exemplo"))
        #expect(codes(of: attendance, in: ivo).contains("relative-at-agency"))
        #expect(!codes(of: attendance, in: ivo).contains("adult-with-minor"))
        #expect(codes(of: attendance, in: lia).contains("relative-at-consulate"))
        #expect(codes(of: attendance, in: lia).contains("adult-with-minor"))
        let answer = try #require(
            fixture.house.policy.wizards.flatMap(\.answers).first {
                $0.decision == "familyReunification"
            })
        let words = try #require(answer.outcome("relative-at-agency")?.text.pt)
        #expect(ivo.contains("<data value=\"relative-at-agency\">\(words)</data>"))
        // What rests on practice alone is marked, and has no article of another rule.
        let practice = try fixture.reason("relative-at-agency", attendance)
        #expect(practice.article.isEmpty && !practice.isVerified)
        let because = try #require(practice.because["pt"])
        #expect(ivo.contains("Porquê: \(because) [fonte ainda não confirmada]"))
    }

    @Test func `who reads English has both letters, with the same answers`() async throws {
        let fixture = try await Fixture(.sqlite, language: "en")
        let kase = try await fixture.file()
        let lines = try await fixture.database.read { try LetterLine.all(of: kase.id, in: $0) }
        #expect(Set(lines.map(\.language)) == ["pt", "en"])
        var letters: [String: String] = [:]
        for line in lines {
            letters[line.language] = try await fixture.database.write {
                [house = fixture.house] db in
                try Letter.open(line.id, for: ana, at: after(1), in: db, house).letter.html
            }
        }
        let english = try #require(letters["en"])
        let portuguese = try #require(letters["pt"])
        #expect(english.contains("Because: ") && !english.contains("Porquê"))
        for name in ["Ana Exemplo", "Ivo Exemplo", "Lia Exemplo"] {
            let (one, other) = (
                try #require(part(of: english, about: name)),
                try #require(part(of: portuguese, about: name))
            )
            for decision in [documents, attendance] {
                #expect(codes(of: decision, in: one) == codes(of: decision, in: other))
            }
        }
    }

    @Test func `the paper on the printer says it too`() async throws {
        let fixture = try await Fixture(.sqlite)
        let kase = try await fixture.file()
        let letter = try await fixture.letter(.receipt, of: kase)
        let document = LetterDocument(
            letter: letter, reference: kase.reference, verifyBase: "https://cais.test")
        let paper = try document.print(translator("pt"), style: "")
        #expect(paper.contains("data-decision=\"\(documents)\""))
        #expect(paper.contains("data-decision=\"\(attendance)\""))
    }

    @Test func `what the file knows is asked, and no more`() {
        let child = anasHousehold.family[1]
        let facts = anasHousehold.facts(of: child, on: day("2026-11-23"))
        #expect(facts.keys.sorted() == ["age", "filedOn", "inPortugal", "refugee", "who"])
        #expect(facts["who"]?.text == "child" && facts["age"]?.text == "3")
        #expect(facts["inPortugal"]?.text == "false" && facts["filedOn"]?.text == "2026-11-23")
    }
}

private let documents = "family-documents/documents"
private let attendance = "who-attends/familyReunification"

/// The part of a letter that is about one person.
private func part(of letter: String, about name: String) -> Substring? {
    guard let start = letter.firstRange(of: "<h3>\(name) (") else { return nil }
    let rest = letter[start.upperBound...]
    return rest.firstRange(of: "<h3>").map { rest[..<$0.lowerBound] } ?? rest
}

/// What a letter answers for a decision, for machines.
private func codes(of decision: String, in part: Substring) -> [String] {
    guard let start = part.firstRange(of: "data-decision=\"\(decision)\"") else { return [] }
    let rest = part[start.upperBound...]
    let end = rest.firstRange(of: "</div>")?.lowerBound ?? rest.endIndex
    return rest[..<end].matches(of: #/<data value="([^"]*)"/#).map { String($0.output.1) }
}

extension Fixture {
    /// What jurists wrote beside the rule that gives an answer, for anybody of Ana's file.
    fileprivate func reason(_ code: String, _ name: String) throws -> Reason {
        let parts = name.split(separator: "/").map(String.init)
        for person in [anasHousehold.holder] + anasHousehold.family {
            let facts = anasHousehold.facts(of: person, on: noon.utcDay)
            let result = try house.policy.decisions.ask(parts[0], parts[1], facts)
            let rule = result.explanation.flatMap(\.rules).first { rule in
                rule.outputs.contains { $0.value.codes.contains(code) }
            }
            if let rule { return rule.reason }
        }
        throw PolicyFault("no rule gives \(code)")
    }
}
