import Kernel
import Languages
import LegalTime
import Web

extension CaseParts {
    /// What the office owes beside what the case waits for, each with its last day: a guardian who is not named, a body
    /// that was not told. Empty where nothing else runs.
    var owed: HTML {
        let shown = Set((view.clocks + view.validities).map(\.derivation.rule.name))
        let open = view.owed.filter { !shown.contains($0.clock) }
        if open.isEmpty { return HTML() }
        let lines = open.html { clock -> HTML in
            let rule = view.procedure.clocks.first { $0.name == clock.clock }
            let title = rule.map { ruleTitle($0, t) } ?? clock.clock
            let end = clock.ends.map { t("by {date}", ["date": t.date($0)]) } ?? ""
            let isNamed = rule.flatMap { view.history.dayNamed(for: $0) } != nil
            let court: HTML? =
                isNamed ? " <span class=\"quiet\">\(t("The court named this day."))</span>" : nil
            let isLate = clock.ends.map { $0 < view.today } ?? false
            let mark: HTML? = clock.isVerified ? nil : " \(unverifiedMark(t))"
            return """
                <li>\(if: isLate, tag(t("late"), .yours)) \(title), <span class="nowrap">\(end)</span>\(court)\(mark)</li>
                """
        }
        return "<h2>\(t("What the office also owes"))</h2><ul>\(lines)</ul>"
    }

    /// Why an outcome is not open yet, in the words of its file.
    var notYet: HTML {
        let closed = view.procedure.outcomes.filter { view.closedOutcomes.contains($0.code) }
        if closed.isEmpty { return HTML() }
        let lines = closed.html { "<li>\($0.title(t)): \($0.otherwise?(t) ?? "")</li>" }
        return "<p>\(t("Not open yet:"))</p><ul>\(lines)</ul>"
    }
}
