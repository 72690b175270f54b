import Formats
import Foundation
import Statistics

// How a result is told: lines for people, JSON for programs.
extension CauseSpec {
    func answer(_ result: CausalResult) -> Answer {
        let words = words(result)
        var lines = [words.text, "Verdict: \(result.verdict.name). Method: \(method.rawValue)."]
        if let effect = result.effect {
            lines.append("Size: " + CauseSpec.line(effect))
        }
        lines += result.details.map { "  \($0.name): " + CauseSpec.line($0.estimate) }
        for role in [Check.Role.assumption, .placebo, .sensitivity] {
            let checks = result.checks(role)
            if !checks.isEmpty { lines.append(role.rawValue.capitalized + ":") }
            lines += checks.map(CauseSpec.line)
        }
        if !cause.source.isEmpty { lines.append("Source of the cause: \(cause.source)") }
        return Answer(lines.joined(separator: "\n"), json(result, words))
    }

    private func words(_ result: CausalResult) -> VerdictWords {
        VerdictWords(
            result.verdict, cause: cause.name, outcome: outcome.name,
            effect: result.effect.map {
                .init(
                    size: CauseSpec.text($0.size), low: CauseSpec.text($0.low),
                    high: CauseSpec.text($0.high))
            }, isAccount: method.isAccount)
    }

    private static func line(_ estimate: Estimate) -> String {
        if estimate.low == estimate.high { return text(estimate.size) }
        let level = text(100 * estimate.level)
        let chance = estimate.p.map { ", p " + text($0) } ?? ""
        return "\(text(estimate.size)) (\(level)% interval \(text(estimate.low)) to "
            + "\(text(estimate.high))\(chance))"
    }

    private static func line(_ check: Check) -> String {
        let figure = check.figure.map { " (\(text($0)))" } ?? ""
        let note = check.note.isEmpty ? "" : " [\(check.note)]"
        return "  \(check.outcome.rawValue): \(check.kind.title)\(figure)\(note)"
    }

    /// Four digits, as people read them.
    static func text(_ value: Double) -> String { String(format: "%.4g", value) }

    private func json(_ result: CausalResult, _ words: VerdictWords) -> JSON {
        var settled: [String] = []
        if case .cannotTell(let by) = result.verdict { settled = by }
        return [
            "title": .string((try? yaml.optionalString("title")) ?? ""),
            "method": .string(method.rawValue), "outcome": .string(outcome.name),
            "cause": [
                "name": .string(cause.name), "kind": .string(cause.kind.rawValue),
                "code": .string(cause.code.rawValue), "source": .string(cause.source),
                "expects": .string(cause.claim.direction.rawValue),
                "relevant": cause.claim.relevant.map(CauseSpec.number) ?? .null,
                "from": cause.from > 0 ? .string(yearAndMonth(cause.from)) : .null,
            ],
            "verdict": .string(result.verdict.name),
            "settledBy": .array(settled.map(JSON.string)),
            "sentence": [
                "text": .string(words.text), "template": .string(words.template),
                "values": .object(words.values.mapValues(JSON.string)),
            ],
            "effect": result.effect.map(CauseSpec.json) ?? .null,
            "details": .array(
                result.details.map {
                    ["name": .string($0.name), "estimate": CauseSpec.json($0.estimate)]
                }),
            "checks": .array(result.checks.map(CauseSpec.json)),
            "course": CauseSpec.json(result.course),
        ]
    }

    private static func json(_ estimate: Estimate) -> JSON {
        [
            "size": number(estimate.size), "low": number(estimate.low),
            "high": number(estimate.high), "level": number(estimate.level),
            "p": estimate.p.map(number) ?? .null,
        ]
    }

    private static func json(_ check: Check) -> JSON {
        [
            "check": .string(check.kind.rawValue), "role": .string(check.kind.role.rawValue),
            "bearing": .string(check.kind.bearing.rawValue),
            "outcome": .string(check.outcome.rawValue), "asks": .string(check.kind.title),
            "figure": check.figure.map(number) ?? .null, "note": .string(check.note),
        ]
    }

    private static func json(_ course: CausalResult.Course) -> JSON {
        if course.times.isEmpty { return .null }
        return [
            "times": .array(course.times.map { .string(yearAndMonth($0)) }),
            "observed": .array(course.observed.map(number)),
            "expected": .array(course.expected.map(number)), "from": .int(course.from),
        ]
    }

    /// JSON has no infinity.
    private static func number(_ value: Double) -> JSON { value.isFinite ? .number(value) : .null }
}
