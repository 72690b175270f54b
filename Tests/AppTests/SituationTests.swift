import Decisions
import Formats
import Foundation
import Kernel
import TestSupport
import Testing
import Web

@testable import App
@testable import Cases

/// Rules that wait for rows which `fees.csv` does not have today; test cases beside the model bring rows of their own.
private let beyondSituations: [DecisionName: Set<Int>] = [
    DecisionName(model: "fee", decision: "feeStatus"): [2, 4]
]

/// Counter, phone, page and letter give one answer: `cais decide`, the wizards and the receipt of family reunification.
@Suite struct SituationTests {
    @Test func `two hundred situations reach the rules of every table`() throws {
        let law = try Law.read()
        var coverage = Coverage()
        for enquiry in law.enquiries { coverage.add(try law.situations(enquiry).coverage) }
        let tables = law.models.flatMap(\.tables)
        #expect(!tables.isEmpty)
        for table in tables {
            let seen = coverage.seen[table.name] ?? 0
            #expect(seen >= Situations.count, "\(table.name) saw \(seen) situations")
            let missed = table.rules.indices.map { RuleGoal(table: table, place: $0) }
                .filter { !coverage.hasFired($0) }.map { $0.place + 1 }
                .filter { !(beyondSituations[table.name]?.contains($0) ?? false) }
            #expect(
                missed.count * 5 <= table.rules.count,
                "\(table.name): rules \(missed) of \(table.rules.count) never fired")
        }
    }

    @Test func `command and page give one answer`() async throws {
        let law = try Law.read()
        let pages = law.enquiries.filter { $0.page != nil }
        try #require(!pages.isEmpty)
        let installed = try await DemoStore.shared.copy()
        let house = try await House.open(installed.options)
        defer { house.compartments.close() }
        let browser = Browser(try await house.site())
        for enquiry in pages {
            for situation in try law.situations(enquiry).spread(situationsAsked) {
                try await compare(enquiry, situation, law, browser)
            }
        }
    }

    private func compare(
        _ enquiry: Enquiry, _ situation: [String: JSON], _ law: Law, _ browser: Browser
    ) async throws {
        let path = address(enquiry.page ?? "", enquiry.inputs, situation)
        let page = try await browser.get(path)
        #expect(page.status == 200, "\(path)")
        let wizard = try #require(law.policy.wizards.first { $0.path == enquiry.page })
        let known = try asked(wizard, situation, law.policy.decisions)
        for answer in wizard.answers {
            let name = DecisionName(model: answer.model, decision: answer.decision)
            let model = try law.model(name.model)
            let told = try law.command.answer(name, situation, of: model)
            let shown = codesShown(for: name, in: page.text[...], until: "</section>")
            // A code that says nothing is told by the command; the page leaves the section out.
            if told.contains(where: { answer.outcome($0)?.isHidden ?? false }) {
                #expect(shown == nil, "\(name) at \(path)")
                continue
            }
            #expect(shown == told, "\(name) at \(path)")
            let reasons = try law.command.reasons(name, known, of: model)
            #expect(reasonsShown(for: name, in: page.text[...]) == reasons, "\(name) at \(path)")
        }
    }

    @Test func `a page that shows another article, or a mark too many, is found`() throws {
        let name = DecisionName(model: "m", decision: "d")
        func shown(_ article: String, _ mark: String) -> Set<ShownReason> {
            let reason =
                "Because. <span class=\"quiet small\" lang=\"pt\">(\(article))</span>\(mark)"
            let list = "<ul><li data-reason>\(reason)</li><li data-reason>Bare.</li></ul>"
            return reasonsShown(
                for: name,
                in: "<section data-decision=\"m/d\">\(list)</section><p data-reason>x</p>")
        }
        let bare = ShownReason(article: "", isMarked: false)
        let first = ShownReason(article: "artigo 1.º, n.º 2", isMarked: false)
        #expect(shown("artigo 1.º, n.º 2", "") == [first, bare])
        #expect(shown("artigo 1.º, n.º 3", "") != [first, bare])
        let mark = "<span class=\"unverified\">not confirmed</span>"
        #expect(
            shown("artigo 1.º, n.º 2", mark)
                == [ShownReason(article: first.article, isMarked: true), bare])
    }

    @Test func `command and book give one answer where no page asks`() throws {
        let law = try Law.read()
        for enquiry in law.enquiries where enquiry.page == nil {
            for situation in try law.situations(enquiry).spread(situationsAsked) {
                for name in enquiry.asked {
                    let aimed = try law.model(name.model)
                    let model = try #require(law.policy.decisions[name.model])
                    let data = try model.data(.object(aimed.given(situation)))
                    let value = try law.policy.decisions.ask(name.model, name.decision, data).value
                    let told = try law.command.answer(name, situation, of: aimed)
                    #expect(told == codes(of: value.json), "\(name) with \(situation)")
                }
            }
        }
    }

    @Test func `a table that says something else is found`() throws {
        let law = try Law.read()
        let folder = try TestFolder.make() + "/decisions"
        let decisions = projectFolder + "/policy/pt/decisions"
        try FileManager.default.copyItem(atPath: decisions, toPath: folder)
        let file = folder + "/family-documents.dmn"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try text.replacing("&gt;= 16</text>", with: "&gt;= 17</text>")
            .write(toFile: file, atomically: true, encoding: .utf8)
        let changed = try #require(
            AimedModel.all(in: folder).first { $0.name == FiledPerson.documents.model })
        let enquiry = try #require(
            law.enquiries.first { $0.asked.contains(FiledPerson.documents) })
        let near = try law.situations(enquiry).made.filter { situation in
            (15...17).contains(situation["age"]?.intValue ?? 0)
        }
        let differing = try near.filter { situation in
            try law.command.answer(FiledPerson.documents, situation, of: changed)
                != law.command.answer(
                    FiledPerson.documents, situation,
                    of: law.model(FiledPerson.documents.model))
        }
        #expect(!differing.isEmpty)
        #expect(differing.allSatisfy { $0["age"]?.intValue == 16 })
    }

    @Test func `command and letter give one answer`() async throws {
        let law = try Law.read()
        let installed = try await DemoStore.shared.copy()
        let now = systemClock()
        let house = try await House.open(installed.options, clock: { now })
        defer { house.compartments.close() }
        let ana = Browser(try await house.site())
        try await ana.signIn("ana")
        let people = try law.people()
        try #require(people.count == Situations.count)
        let step = max(Situations.count / max(situationsAsked, 1), 1)
        for place in stride(from: 0, to: people.count, by: step) {
            try await compare(people[place], on: house.zone.day(of: now), law, ana)
        }
    }

    private func compare(
        _ person: FiledPerson, on day: Day, _ law: Law, _ ana: Browser
    ) async throws {
        let letter = try await person.receipt(ana, on: day)
        let words = try #require(part(about: FiledPerson.name, in: letter), "\(person)")
        let language = letter.contains("<html lang=\"en\"") ? "en" : "pt"
        for name in [FiledPerson.documents, FiledPerson.attendance] {
            let (facts, model) = (person.facts(on: day), try law.model(name.model))
            let told = try law.command.answer(name, facts, of: model)
            let written = codesShown(for: name, in: words, until: "</div>")
            #expect(written == told, "\(name) of \(person)")
            let reasons = try law.command.written(name, facts, of: model, in: language)
            #expect(reasonsWritten(for: name, in: words) == reasons, "\(name) of \(person)")
        }
    }
}

/// How many of the two hundred situations are also put to command, page and letter: more where CAIS_SITUATIONS says so.
private let situationsAsked =
    ProcessInfo.processInfo.environment["CAIS_SITUATIONS"].flatMap { Int($0) } ?? 8

/// The decisions of the project's policy, as command, book and wizards know them, with situations for each enquiry.
private struct Law: Sendable {
    let policy: Policy
    let models: [AimedModel]
    let enquiries: [Enquiry]
    /// For one test only: it writes its input into a file.
    private(set) var command: Decider
    private let named: [String: AimedModel]
    private let drawn: [String: Situations]

    /// Read once in a run, as drawing the situations takes a while.
    private static let once = Result<Law, any Error> { try Law() }

    static func read() throws -> Law {
        var law = try once.get()
        law.command = try Decider()
        return law
    }

    private init() throws {
        let folder = projectFolder + "/policy/pt"
        policy = try Files.policy(folder)
        models = try AimedModel.all(in: folder + "/decisions")
        named = Dictionary(models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        enquiries = try Enquiry.all(models, policy.wizards)
        command = try Decider()
        var drawn: [String: Situations] = [:]
        for enquiry in enquiries {
            drawn[enquiry.name] = try Situations(enquiry, named, policy.decisions)
        }
        self.drawn = drawn
    }

    func model(_ name: String) throws -> AimedModel {
        guard let found = named[name] else { throw Trouble("there is no model \(name)") }
        return found
    }

    func situations(_ enquiry: Enquiry) throws -> Situations {
        guard let found = drawn[enquiry.name] else {
            throw Trouble("nothing was drawn for \(enquiry.name)")
        }
        return found
    }

    /// People for a receipt: more are drawn than are asked, as the form does not know every relative of the tables.
    func people() throws -> [FiledPerson] {
        let asked = [FiledPerson.documents, FiledPerson.attendance]
        let documents = try model(FiledPerson.documents.model)
        let enquiry = Enquiry(
            name: "receipt", page: nil, asked: asked, inputs: documents.inputs,
            tables: models.flatMap(\.tables).filter { asked.contains($0.name) },
            cases: documents.cases)
        let made = try Situations(
            enquiry, named, policy.decisions, count: 3 * Situations.count
        ).made
        return Array(made.compactMap { FiledPerson($0) }.prefix(Situations.count))
    }
}
