import Kernel
import Languages
import Web

/// Where a travelling team would stop, and how good such a plan is.
struct StopsView {
    let t: Translator
    let question: CoverageQuestion
    let directory: DirectorySnapshot

    var title: String { t("Where a travelling team should stop") }

    var html: HTML {
        let plan = directory.plan(question)
        let radii = coverageRadii.map { Choice(String($0), t("{n} km", ["n": t.number($0)])) }
        let fields: HTML = """
            \(selectField(t, name: "km", label: t("Near enough"), options: radii, value: String(question.radius),
                required: false))
            \(textField(t, name: "stops", label: t("How many stops"), hint: t("From 1 to {n}.", ["n": t.number(stopsMax)]),
                value: String(question.stops), type: .number, required: false, short: true))
            """
        return """
            \(breadcrumbs(t, [
                NavItem(t("How far help is"), path: question.address("/coverage").text),
                NavItem(title, path: "", current: true)]))
            <h1>\(title)</h1><p class="lead">\(needWords(t, question))</p>
            \(CoverageForm(t: t, question: question, path: "/coverage/stops", more: fields).html)
            \(plan.stops.isEmpty ? nothing : table(plan))
            <h2>\(t("How this is found"))</h2>
            <p>\(t("Each stop is the municipality that brings most residents within reach who had nothing there. Such a plan reaches at least 63 % of what the best plan with as many stops reaches. No quick way to the very best plan is known."))</p>
            <p class="quiet small">Nemhauser, Wolsey &amp; Fisher (1978), <i lang="en">An analysis of approximations for maximizing \
            submodular set functions I</i>, Mathematical Programming 14, 265–294.</p>
            <p>\(t("Residents of a municipality are reckoned at its one point, distances run straight. A real tour must look at roads, and at who would come."))</p>
            """
    }

    private func table(_ plan: ItinerantPlan) -> HTML {
        var total = 0
        let rows = plan.stops.enumerated().map { index, stop -> [HTML] in
            total += stop.added
            return [
                "\(t.number(index + 1))", "\(stop.town.label(among: directory.municipalities))",
                "\(t.number(stop.towns))", "\(t.number(stop.added))", "\(t.number(total))",
            ]
        }
        let columns = [
            Column(t("Stop"), numeric: true), Column(t("Municipality")),
            Column(t("Municipalities reached"), numeric: true),
            Column(t("Residents newly reached"), numeric: true), Column(t("In all"), numeric: true),
        ]
        let known = t(
            "No plan with {k} stops reaches more than {n} residents: this one reaches {share} of that.",
            [
                "k": t.number(question.stops), "n": t.number(plan.reachedAtMost),
                "share": percentWords(
                    t,
                    plan.reachedAtMost == 0
                        ? nil : Double(plan.reached) / Double(plan.reachedAtMost)),
            ])
        return sortableTable(t, caption: t("Stops, best first"), columns: columns, rows: rows)
            + "<p>\(known)</p>"
    }

    private var nothing: HTML {
        "<p>\(t("Nobody whose distance is known is farther away than that: no stop would add anyone."))</p>"
    }
}
