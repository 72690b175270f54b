import Kernel
import Languages
import Statistics
import Web

/// The page of a month's contacts: the centres, and what came to one of them.
struct ContactFiguresView {
    let t: Translator
    let asked: AskedContacts
    /// The centre whose breakdowns were asked for.
    let chosen: LocationID?

    var html: HTML {
        """
        <h1>\(t("Contacts in figures"))</h1>
        <p class="lead">\(t.period(asked.figures.month.text))\(if: asked.figures.isDemo, " \(demoMark)")</p>
        <p>\(t("Fewer than {n} contacts are not shown, nor what they could be found from. A month is told from day {day} of the next one, when nothing can come to it any more.",
            ["n": String(contactRule.threshold), "day": String(contactDaysMax + 2)]))</p>
        \(monthField)\(asked.centres.isEmpty ? none : centres)
        """
    }

    private var demoMark: HTML { tag(t("demonstration: rests on invented cases"), .care) }

    private var none: HTML {
        "<p class=\"empty\">\(t("Nothing of this month is here for you to read."))</p>"
    }

    private var monthField: HTML {
        let months = (0..<monthsShown).map { asked.newest.adding(months: -$0).text }
        return """
            <form action="/contacts/figures" role="search" class="filters">
            \(selectField(t, name: "month", label: t("Month"), options: months.map { Choice($0, t.period($0)) },
                value: asked.figures.month.text))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            """
    }

    private var centres: HTML {
        let one =
            asked.centres.count == 1
            ? asked.centres[0] : asked.centres.first { $0.location == chosen }
        let path = Address("/contacts/figures/data.csv")
            .setting("month", to: asked.figures.month.text).text
        return """
            \(asked.isOfAll || asked.centres.count > 1 ? table : HTML())\(one.map(breakdowns))
            <p><a href="\(path)">\(t("Download as CSV"))</a></p>
            """
    }

    private var table: HTML {
        let rows = asked.centres.map { ($0, asked.name($0.location)) }
            .sorted { folded($0.1) < folded($1.1) }
            .map { centre, name -> [HTML] in [link(centre, name), "\(words(centre.total))"] }
        return sortableTable(
            t, caption: t("Contacts by centre"),
            columns: [Column(t("Centre")), Column(t("Contacts"), numeric: true)], rows: rows)
    }

    private func link(_ centre: ContactFigures.Centre, _ name: String) -> HTML {
        if centre.total == .suppressed { return "\(name)" }
        let address = Address("/contacts/figures")
            .setting("month", to: asked.figures.month.text)
            .setting("centre", to: "\(centre.location)")
        return "<a href=\"\(address.text)\">\(name)</a>"
    }

    private func breakdowns(_ centre: ContactFigures.Centre) -> HTML {
        """
        <h2>\(asked.name(centre.location))</h2>
        <p>\(t("All contacts: {n}", ["n": words(centre.total)]))</p>
        \(centre.total == .suppressed ? HTML() : ContactBreakdown.allCases.html { breakdown($0, centre) })
        """
    }

    private func breakdown(_ breakdown: ContactBreakdown, _ centre: ContactFigures.Centre) -> HTML {
        guard let lines = centre.lines[breakdown] else {
            return "<h3>\(breakdown.words(t))</h3><p>\(t("too few to show"))</p>"
        }
        let rows = lines.map { (asked.names.words($0.value, of: breakdown, t), words($0.count)) }
        // Ages stand by their years; the others by their words, for the order of the hidden would tell of them.
        let sorted = breakdown == .age ? rows : rows.sorted { folded($0.0) < folded($1.0) }
        return sortableTable(
            t, caption: breakdown.words(t),
            columns: [Column(breakdown.words(t)), Column(t("Contacts"), numeric: true)],
            rows: sorted.map { ["\($0.0)", "\($0.1)"] })
    }

    private func words(_ count: ProtectedCount) -> String {
        count.value.map { t.number($0) } ?? t("too few to show")
    }
}

/// A year.
private let monthsShown = 12
