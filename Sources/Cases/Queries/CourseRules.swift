import Decisions
public import Kernel
public import Languages

/// One thing that a table says, in the words of its wizard.
public struct TableLine: Sendable, Equatable {
    public let code: String
    public let words: String
    public let isVerified: Bool
}

extension Cases {
    /// Whether somebody may join a course of Portuguese, and why; the same as under /check.
    public func mayJoinCourse(
        age: Int, isPortugueseMotherTongue: Bool, evidence: String, _ t: Translator, at now: Moment
    ) throws -> [TableLine] {
        let facts: [String: FEELValue] = [
            "age": .number(Number(age)),
            "isPortugueseMotherTongue": .boolean(isPortugueseMotherTongue),
            "courseEvidence": .string(evidence),
        ]
        return try lines("mayJoin", facts, t, at: now)
    }

    /// What a certificate of a level proves to the authorities, and what not.
    public func courseProves(
        level: String, _ t: Translator, at now: Moment
    ) throws -> [TableLine] {
        try lines("proves", ["level": .string(level)], t, at: now)
    }

    /// The papers of which one is enough to join, by code.
    public func coursePapers(_ t: Translator) -> [(code: String, words: String)] {
        let asked = courseWizard?.questions.first { $0.input == "courseEvidence" }
        return asked?.options.map { ($0.code, $0.text(t)) } ?? []
    }

    private var courseWizard: Wizard? {
        house.policy.wizards.first { $0.code == courseModel }
    }

    private func lines(
        _ decision: String, _ facts: [String: FEELValue], _ t: Translator, at now: Moment
    ) throws -> [TableLine] {
        let answer = try house.policy.decisions.ask(
            courseModel, decision, facts, on: house.zone.day(of: now), at: now)
        let told = courseWizard?.answers.first { $0.decision == decision }
        let fired = answer.explanation.filter { $0.decision == decision }.flatMap(\.rules)
        let isVerified = !fired.isEmpty && fired.allSatisfy { answer.reason(of: $0).isVerified }
        return answer.value.codes.map { code in
            TableLine(
                code: code, words: told?.outcome(code)?.text(t) ?? code, isVerified: isVerified)
        }
    }
}

private let courseModel = "language-course"
