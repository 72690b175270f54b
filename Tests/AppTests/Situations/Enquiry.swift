import Decisions
import Formats
import TestSupport

@testable import App
@testable import Cases

/// What is asked together in one situation: the decisions of a wizard, or those of a model that no wizard shows.
struct Enquiry: Sendable {
    let name: String
    /// The address of the wizard; nil where no page asks.
    let page: String?
    let asked: [DecisionName]
    let inputs: [AimedInput]
    /// Of all models that are asked.
    let tables: [AimedTable]
    /// Test cases of all models that are asked.
    let cases: [[String: JSON]]

    /// All that policy decides: each decision of each model is in one of them at least.
    static func all(_ models: [AimedModel], _ wizards: [Wizard]) throws -> [Enquiry] {
        let pages = try wizards.map { try Enquiry($0, models) }
        let shown = Set(pages.flatMap(\.asked))
        let others = models.compactMap { model -> Enquiry? in
            let rest = model.decisions.map { DecisionName(model: model.name, decision: $0) }
                .filter { !shown.contains($0) }
            if rest.isEmpty { return nil }
            return Enquiry(
                name: model.name, page: nil, asked: rest, inputs: model.inputs,
                tables: model.tables, cases: model.cases)
        }
        return pages + others
    }
}

extension Enquiry {
    init(_ wizard: Wizard, _ models: [AimedModel]) throws {
        name = "page of " + wizard.code
        page = wizard.path
        asked = wizard.answers.map { DecisionName(model: $0.model, decision: $0.decision) }
        let known = Set(asked.map(\.model))
        let behind = models.filter { known.contains($0.name) }
        guard behind.count == known.count else {
            throw Trouble("\(wizard.code) asks a model that is not in the folder")
        }
        tables = behind.flatMap(\.tables)
        cases = behind.flatMap(\.cases)
        inputs = wizard.questions.map { question in
            AimedInput(question, behind.flatMap(\.inputs).filter { $0.name == question.input })
        }
    }

    /// Values for every input, each by chance.
    func free(_ random: inout SeededRandom) -> [String: JSON] {
        var situation: [String: JSON] = [:]
        for input in inputs { situation[input.name] = input.any(&random) }
        return situation
    }

    /// A test case; what it leaves open is by chance. What a page does not let a person answer is left out.
    func example(_ place: Int, _ random: inout SeededRandom) -> [String: JSON] {
        free(&random).merging(cases[place].filter { mayAnswer($0.key, $0.value) }) { $1 }
    }

    private func mayAnswer(_ name: String, _ value: JSON) -> Bool {
        guard let input = inputs.first(where: { $0.name == name }) else { return false }
        if value == .null { return page == nil || input.mayBeUnknown }
        return input.kind != .code || input.pool.contains(value)
    }

    /// A situation in which a rule may well fire: its cells say the values, chance says the others.
    func aimed(
        at table: AimedTable, _ rule: AimedTable.Rule, _ random: inout SeededRandom
    ) -> [String: JSON] {
        var situation = free(&random)
        aim(table, rule, &situation, &random, depth: 0)
        return situation
    }

    /// A column that looks at another decision is aimed at through a rule that gives what the cell asks for.
    private func aim(
        _ table: AimedTable, _ rule: AimedTable.Rule, _ situation: inout [String: JSON],
        _ random: inout SeededRandom, depth: Int
    ) {
        for (column, cell) in zip(table.columns, rule.cells) where !cell.isEmpty && cell != "-" {
            if let input = inputs.first(where: { $0.name == column }) {
                if let value = input.value(for: cell, &random) { situation[column] = value }
                continue
            }
            let behind = DecisionName(model: table.name.model, decision: column)
            guard depth < Enquiry.depthMax, let inner = tables.first(where: { $0.name == behind })
            else { continue }
            let fitting = inner.rules.filter { rule in
                rule.outputs.contains { !$0.isEmpty && cell.contains($0) }
            }
            if let next = fitting.randomElement(using: &random) {
                aim(inner, next, &situation, &random, depth: depth + 1)
            }
        }
    }

    /// Tables of policy stand on few others; more is a circle.
    private static let depthMax = 6
}

extension AimedInput {
    /// What a page lets a person answer; the constants come from the models behind it.
    init(_ question: WizardQuestion, _ inputs: [AimedInput]) {
        let near = inputs.flatMap(\.near)
        let pool = inputs.flatMap(\.pool)
        let mayBeUnknown = question.mayBeUnknown
        switch question.kind {
        case .choice:
            let codes = question.options.map { JSON.string($0.code) }
            self.init(
                name: question.input, kind: .code, pool: codes, mayBeUnknown: mayBeUnknown)
        case .yesNo:
            self.init(
                name: question.input, kind: .truth, pool: [true, false],
                mayBeUnknown: mayBeUnknown)
        case .number:
            let bounds = Double(question.bounds.lowerBound)...Double(question.bounds.upperBound)
            func inside(_ values: [JSON]) -> [JSON] {
                values.filter { value in value.doubleValue.map { bounds.contains($0) } ?? false }
            }
            self.init(
                name: question.input, kind: .number, near: inside(near),
                pool: inside(pool) + [.int(question.bounds.lowerBound)], mayBeUnknown: mayBeUnknown)
        case .date:
            self.init(
                name: question.input, kind: .day, near: near, pool: pool,
                mayBeUnknown: mayBeUnknown)
        }
    }
}
