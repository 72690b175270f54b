import Decisions
import Formats
import Kernel
import TestSupport
import Testing
import Web

@testable import Cases

/// Every wizard of the policy, walked by people who answer at random.
@Suite struct WizardWalkTests {
    private static let walksPerWizard = 20
    private let today = after(1).utcDay

    /// Asks until nothing more is asked; every question is one of the wizard's, and none comes twice.
    private func walk(
        _ wizard: Wizard, _ book: DecisionBook, _ random: inout SeededRandom
    ) throws -> [(input: String, typed: String)] {
        var answers: [(input: String, typed: String)] = []
        while true {
            let typed = Dictionary(
                answers.map { ($0.input, $0.typed) }, uniquingKeysWith: { $1 })
            let walk = try WizardWalk(wizard, typed, on: today, at: after(1), book)
            #expect(walk.mistake == nil)
            #expect(walk.steps.map(\.question.input) == answers.map(\.input))
            guard let next = walk.next else { return answers }
            guard answers.count < wizard.questions.count else {
                Issue.record("\(wizard.code) asks without end")
                return answers
            }
            answers.append((next.input, next.anAnswer(&random)))
        }
    }

    @Test func `every way through every wizard ends at what the models say`() async throws {
        let house = try await Browser(folder: boats)
        let policy = house.fixture.house.policy
        #expect(policy.wizards.count > 1)
        for (place, wizard) in policy.wizards.enumerated() {
            var random = SeededRandom(UInt64(place + 1))
            for number in 0..<WizardWalkTests.walksPerWizard {
                let answers = try walk(wizard, policy.decisions, &random)
                let query = answers.map { "\($0.input)=\($0.typed)" }.joined(separator: "&")
                let page = try await house.get("\(wizard.path)?\(query)", as: nil)
                #expect(page.status == 200, "\(wizard.path)?\(query)")
                for answer in wizard.answers {
                    let said = try self.said(answer, wizard, answers, policy.decisions)
                    if said.contains(where: { answer.outcome($0)?.isHidden ?? false }) {
                        #expect(!page.text.contains("data-decision=\"\(answer.name)\""))
                        continue
                    }
                    let shown = try codes(in: section(answer.name, of: page))
                    #expect(shown == said, "\(answer.name) of \(wizard.path)?\(query) (\(number))")
                }
            }
        }
    }

    /// What the model answers to the same data as JSON: the way of `cais decide`.
    private func said(
        _ answer: WizardAnswer, _ wizard: Wizard, _ answers: [(input: String, typed: String)],
        _ book: DecisionBook
    ) throws -> [String] {
        let model = try #require(book[answer.model])
        var members: [String: JSON] = [:]
        for (input, typed) in answers where model.inputs.contains(input) {
            members[input] = wizard.question(input)?.json(typed)
        }
        let data = try model.data(.object(members))
        let value = try #require(try model.evaluate(answer.decision, data)).value
        var texts: [String] = []
        let items: [FEELValue] = if case .list(let list) = value { list.items } else { [value] }
        for item in items where !item.isNull {
            let text = HTML(item.text).text
            if !texts.contains(text) { texts.append(text) }
        }
        return texts
    }

    @Test func `each question of each wizard can be opened and answered`() async throws {
        let house = try await Browser(folder: boats)
        let policy = house.fixture.house.policy
        for wizard in policy.wizards {
            var random = SeededRandom(7)
            let answers = try walk(wizard, policy.decisions, &random)
            for count in answers.indices {
                let query = answers.prefix(count).map { "\($0.input)=\($0.typed)" }
                let path = "\(wizard.path)?\(query.joined(separator: "&"))"
                let page = try await house.get(path, as: nil)
                #expect(page.status == 200, "\(path)")
                #expect(page.text.contains("id=\"field-\(answers[count].input)\""), "\(path)")
            }
        }
    }

    @Test func `nobody hears no or wait without a way to go on`() throws {
        for wizard in try readPolicy(boats).wizards {
            for outcome in wizard.answers.flatMap(\.outcomes) {
                guard let tone = outcome.tone, tone != .good, !outcome.isHidden else { continue }
                #expect(!outcome.ways.isEmpty, "\(wizard.code): \(outcome.code)")
            }
        }
    }
}

extension WizardQuestion {
    fileprivate func anAnswer(_ random: inout SeededRandom) -> String {
        if mayBeUnknown, Int.random(in: 0..<6, using: &random) == 0 {
            return WizardQuestion.notKnown
        }
        switch kind {
        case .choice: return options.randomElement(using: &random)?.code ?? ""
        case .yesNo: return Bool.random(using: &random) ? "yes" : "no"
        case .number:
            // Most people are no household of a million.
            let most = min(bounds.upperBound, bounds.lowerBound + 2_000)
            return String(Int.random(in: bounds.lowerBound...most, using: &random))
        case .date:
            let offset = Int.random(in: -1_200...300, using: &random)
            return day("2026-11-24").adding(days: offset).description
        }
    }

    fileprivate func json(_ typed: String) -> JSON {
        if typed == WizardQuestion.notKnown { return .null }
        switch kind {
        case .choice, .date: return .string(typed)
        case .yesNo: return .bool(typed == "yes")
        case .number: return Int(typed).map { .int($0) } ?? .null
        }
    }
}
