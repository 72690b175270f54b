import Figures
import Kernel
import Languages
import Web

/// One measure: its text, where it stands, its numbers, its voices side by side, and every claim with its evidence.
struct MeasurePage {
    let view: MeasureView
    let exchange: Exchange
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var node: PlanNode { view.node }
    private var text: NodeText { node.text }

    var html: HTML { withErrors(t, errors, page) }

    private var page: HTML {
        let trail =
            [NavItem(view.plan.name(t), path: "/plan?plan=\(view.plan.key)")]
            + view.above.map { NavItem($0.title(t), path: measurePath($0)) }
            + [NavItem(node.code, path: "", current: true)]
        return """
            \(breadcrumbs(t, trail))
            <h1>\(node.title(t))</h1>
            \(status)
            \(MeasureFacts(view: view, t: t).html)\(children)\(across)\(numbers)
            \(VoicesPart(view: view, exchange: exchange).html)
            <h2>\(t("What was reported"))</h2>
            \(HistoryPart(view: view, exchange: exchange).html)
            \(MeasureForms(view: view, exchange: exchange, errors: errors).html)
            """
    }

    private var status: HTML {
        let wording: HTML =
            text.isOfficial || !node.isReported
            ? "" : " \(tag(t("Content line in our words, not the official wording"), .care))"
        guard node.isReported else { return "" }
        let since: HTML =
            view.standing.since.map {
                " <span class=\"quiet small\">\(t("since {day}", ["day": t.date($0)]))</span>"
            } ?? ""
        let reason: HTML =
            view.standing.reason.isEmpty ? "" : "<p>\(view.standing.reason)</p>"
        return """
            <p>\(standingTags(view.standing, t))\(since)\(wording)</p>\(reason)
            <p class="quiet small">\(t("Where a measure stands is derived from evidence and dates; nobody types it."))</p>
            """
    }

    private var children: HTML {
        if view.below.isEmpty { return HTML() }
        let items = view.below.html {
            "<li><a href=\"\(measurePath($0))\">\($0.code). \($0.title(t))</a></li>"
        }
        return "<h2>\(t("Under it"))</h2><ul>\(items)</ul>"
    }

    /// What municipalities and later editions made of it.
    private var across: HTML {
        if view.across.isEmpty { return HTML() }
        let items = view.across.prefix(acrossShown).html {
            "<li><a href=\"\(measurePath($0))\">\($0.plan) \($0.code). \($0.title(t))</a></li>"
        }
        return "<h2>\(t("In other plans"))</h2><ul>\(items)</ul>"
    }

    private var numbers: HTML {
        let bound = view.bound.html { bound -> HTML in
            """
            <div>\(bound.card(t))<details class="small"><summary>\(t("How this number is tied to the measure"))\
            </summary><p lang="en">\(bound.indicator.definition)</p></details>\(bound.past(t))</div>
            """
        }
        let cards: HTML =
            view.bound.isEmpty
            ? ""
            : "<h2>\(t("Published numbers of this measure"))</h2><div class=\"cards\">\(bound)</div>"
        return cards + series + indicators
    }

    /// Series of the observatory that the measure is bound to; their own pages have values, vintages and trends.
    private var series: HTML {
        let bound = text.indicators.filter { !$0.series.isEmpty }
        if bound.isEmpty { return HTML() }
        let items = bound.html {
            "<li><a href=\"/observatory/\(percentEncoded($0.series))\">\($0.name(t))</a></li>"
        }
        return "<h2>\(t("Series of the observatory"))</h2><ul>\(items)</ul>"
    }

    private var indicators: HTML {
        let own = text.indicators.filter { $0.kind != .figure }
        if own.isEmpty { return HTML() }
        let columns = [
            Column(t("Indicator")), Column(t("Kind")), Column(t("Baseline")), Column(t("Target")),
            Column(t("Newest value")), Column(t("How it is verified")),
        ]
        let rows = own.map { one -> [HTML] in
            [
                "\(one.name(t))\(split(one))", "\(one.kind.words(t))", baseline(one), target(one),
                newest(one), "\(one.verification)",
            ]
        }
        return
            "<h2>\(t("Indicators"))</h2>\(sortableTable(t, caption: t("Indicators"), captionHidden: true, columns: columns, rows: rows))"
    }

    private func split(_ one: Indicator) -> HTML {
        guard one.isAboutPeople else { return "" }
        let words =
            one.whyNot.isEmpty
            ? t("by {parts}", ["parts": one.splitBy.joined(separator: ", ")])
            : t("not by sex and age: {reason}", ["reason": one.whyNot])
        return " <span class=\"quiet small\">\(words)</span>"
    }

    private func baseline(_ one: Indicator) -> HTML {
        guard let value = one.baseline else {
            return
                "<span class=\"quiet\">\(t("not known"))</span> <span lang=\"en\" class=\"small\">\(one.baselineGap)</span>"
        }
        return "\(number(value, t)) \(one.unit)\(dated(one.baselineDay))"
    }

    private func target(_ one: Indicator) -> HTML {
        let value: HTML = one.target.map { "\(number($0, t)) \(one.unit)" } ?? ""
        return "\(value)\(dated(one.targetDay)) \(one.targetWords)"
    }

    private func newest(_ one: Indicator) -> HTML {
        for report in view.reports where report.stands {
            let value = view.values[report.id]?.first { $0.indicator.code == one.code }
            if let value {
                return "\(value.published.text(t)) \(one.unit)\(dated(report.now.day))"
            }
        }
        return "<span class=\"quiet\">\(t("none reported"))</span>"
    }

    private func dated(_ day: Day?) -> HTML {
        day.map { " <span class=\"quiet small\">(\(t.shortDate($0)))</span>" } ?? ""
    }
}

/// A value with as many digits as it has, up to two.
func number(_ value: Double, _ t: Translator) -> String {
    value == value.rounded() && value.magnitude < 1e15
        ? t.number(Int(value)) : t.decimal(value, digits: 2)
}

private let acrossShown = 100
