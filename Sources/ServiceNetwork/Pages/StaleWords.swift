import Kernel
import Languages
import Web

/// What may be out of date, said to everybody: the age of each field that was not confirmed within its budget.
func staleWords(_ t: Translator, _ checks: [FieldCheck], on day: Day) -> HTML? {
    let stale = checks.filter { $0.isStale(on: day) }
    if stale.isEmpty { return nil }
    let lines = stale.html { check -> HTML in
        guard let age = check.ageDays(on: day) else {
            return "<li>\(check.field.words(t)): \(t("never confirmed"))</li>"
        }
        let days = t.plural("confirmed {n} day ago", "confirmed {n} days ago", age)
        return "<li>\(check.field.words(t)): \(days)</li>"
    }
    return """
        <details><summary>\(t("This may be out of date. Call before you go."))</summary><ul>\(lines)</ul></details>
        """
}
