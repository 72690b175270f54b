import Decisions
import Formats
import Kernel
import TestSupport
import Testing

@testable import Cases

/// "I do not know" is no answer: a verified yes or no that comes of it would have come of every answer.
@Suite struct UnknownTests {
    @Test(arguments: realPolicy.paths("wizards", ".yaml"))
    func `what somebody does not know decides nothing that is called verified`(
        _ path: String
    ) throws {
        let policy = try sharedPolicy.get()
        let wizard = try #require(policy.wizards.first { "wizards/\($0.code).yaml" == path })
        let cases = try kitCases(of: wizard)
        #expect(!cases.isEmpty)
        #expect(try OpenQuestions(wizard, policy.decisions, cases).faults() == [])
    }

    @Test func `a model that takes not knowing for no is found`() throws {
        func faults(_ folder: PolicyFolder) throws -> [String] {
            let file = "wizards/boat.yaml"
            let wizard = try Wizard(yaml: folder.texts[file] ?? "", file: file)
            return try OpenQuestions(wizard, DecisionBook(folder), []).faults()
        }
        #expect(try faults(boats) == [])
        let hasty = changedBoats {
            $0.replacing("<text>false</text>", with: "<text>false, null</text>")
        }
        #expect(
            try faults(hasty)
                == ["boat/lend says no while 'swims' is not known, and yes if it is true"])
    }
}

/// A wizard, and situations in which each question that may stay open is left open.
private struct OpenQuestions {
    private let wizard: Wizard
    private let book: DecisionBook
    private let situations: [[String: FEELValue]]
    /// What the answer to a question may be.
    private let values: [String: [FEELValue]]

    private static let situationsCount = 30

    init(_ wizard: Wizard, _ book: DecisionBook, _ cases: [[String: FEELValue]]) {
        self.wizard = wizard
        self.book = book
        var random = SeededRandom(11)
        var situations: [[String: FEELValue]] = []
        for _ in 0..<OpenQuestions.situationsCount {
            var situation = cases.randomElement(using: &random) ?? [:]
            for question in wizard.questions where situation[question.input] == nil {
                situation[question.input] = question.guess(&random)
            }
            situations.append(situation)
        }
        self.situations = situations
        values = Dictionary(
            wizard.questions.map { ($0.input, $0.answers(cases)) }, uniquingKeysWith: { $1 })
    }

    /// One sentence for each verdict and each question of it.
    func faults() throws -> [String] {
        var faults: [String] = []
        for answer in wizard.answers where answer.kind == .verdict {
            let inputs = book[answer.model]?.inputs(of: answer.decision) ?? []
            for question in wizard.questions
            where question.mayBeUnknown && inputs.contains(question.input) {
                for situation in situations {
                    guard let fault = try fault(answer, question.input, situation) else { continue }
                    faults.append(fault)
                    break
                }
            }
        }
        return faults
    }

    private func fault(
        _ answer: WizardAnswer, _ input: String, _ situation: [String: FEELValue]
    ) throws -> String? {
        var data = situation
        data[input] = FEELValue.null
        let open = try ask(answer, data, explain: true)
        let tone = answer.outcome(open.value.text)?.tone
        guard tone == .good || tone == .no, isVerified(open, answer) else { return nil }
        for value in values[input] ?? [] {
            data[input] = value
            let told = try ask(answer, data, explain: false).value
            if told == open.value { continue }
            return "\(answer.name) says \(open.value.text) while '\(input)' is not known, "
                + "and \(told.text) if it is \(value.text)"
        }
        return nil
    }

    private func ask(
        _ answer: WizardAnswer, _ data: [String: FEELValue], explain: Bool
    ) throws -> BookAnswer {
        let inputs = book[answer.model]?.inputs ?? []
        return try book.ask(
            answer.model, answer.decision, data.filter { inputs.contains($0.key) },
            explain: explain)
    }

    /// By the rules of the table that decides.
    private func isVerified(_ result: BookAnswer, _ answer: WizardAnswer) -> Bool {
        let own = result.explanation.filter { $0.decision == answer.decision }
        let rules = (own.isEmpty ? result.explanation : own).flatMap(\.rules)
        return !rules.isEmpty && rules.allSatisfy { result.reason(of: $0).isVerified }
    }
}

/// What the test cases beside the models of a wizard give, as answers to its questions.
private func kitCases(of wizard: Wizard) throws -> [[String: FEELValue]] {
    var cases: [[String: FEELValue]] = []
    for model in Set(wizard.answers.map(\.model)).sorted() {
        let file = "decisions/\(model).tests.xml"
        let root = try XMLElement.parse(Array((realPolicy.texts[file] ?? "").utf8), file: file)
        for test in root.children(named: "testCase") {
            var given: [String: FEELValue] = [:]
            for node in test.children(named: "inputNode") {
                let question = wizard.question(node.attribute("name") ?? "")
                guard let question, let text = node.child("value")?.text else { continue }
                given[question.input] = question.value(ofKit: text)
            }
            cases.append(given)
        }
    }
    return cases
}

extension WizardQuestion {
    /// Nil where the test case leaves it open, or says what the page does not let a person say.
    fileprivate func value(ofKit text: String) -> FEELValue? {
        if text.isEmpty { return nil }
        return value(kind == .yesNo ? (text == "true" ? "yes" : "no") : text)
    }

    private func value(_ typed: String) -> FEELValue? {
        try? read(typed, on: day("2026-11-24")).get()
    }

    fileprivate func guess(_ random: inout SeededRandom) -> FEELValue? {
        switch kind {
        case .choice: return options.randomElement(using: &random).map { FEELValue.string($0.code) }
        case .yesNo: return .boolean(Bool.random(using: &random))
        case .number:
            let most = min(bounds.upperBound, bounds.lowerBound + 2_000)
            return value(String(Int.random(in: bounds.lowerBound...most, using: &random)))
        case .date:
            let offset = Int.random(in: -1_200...300, using: &random)
            return value(day("2026-11-24").adding(days: offset).description)
        }
    }

    /// All answers where they can be counted; else those of the test cases, and the ends.
    fileprivate func answers(_ cases: [[String: FEELValue]]) -> [FEELValue] {
        var found: [FEELValue] = []
        for value in cases.compactMap({ $0[input] }) where !found.contains(value) {
            found.append(value)
        }
        switch kind {
        case .choice: return options.map { .string($0.code) }
        case .yesNo: return [.boolean(true), .boolean(false)]
        case .number:
            let ends = [bounds.lowerBound, bounds.upperBound].compactMap { value(String($0)) }
            return ends + found.prefix(WizardQuestion.answersMax)
        case .date: return Array(found.prefix(WizardQuestion.answersMax))
        }
    }

    private static let answersMax = 4
}
