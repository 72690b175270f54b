import Kernel
import Languages
import Web

/// What the page is about: `Housing: places that help with it`.
func needWords(_ t: Translator, _ question: CoverageQuestion) -> String {
    let need = question.need.map { serviceWords($0, t) } ?? t("Any need")
    return need + ": " + question.act.words(t)
}

extension Coverage.Act {
    func words(_ t: Translator) -> String {
        switch self {
        case .helps: t("places that help with it")
        case .processes: t("places where it is filed")
        }
    }
}

/// `62.4 %`; where nobody is counted nothing is said.
func percentWords(_ t: Translator, _ share: Double?) -> String {
    share.map { t("{n} %", ["n": t.decimal($0 * 100)]) } ?? "–"
}

/// A need, what counts, and on the page of stops how many and how far.
struct CoverageForm {
    let t: Translator
    let question: CoverageQuestion
    let path: String
    var more = HTML()

    var html: HTML {
        let needs = KnownService.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let acts = Coverage.Act.allCases.map { Choice($0.rawValue, $0.words(t)) }
        let view: HTML? = question.asMap ? hiddenField("view", "map") : nil
        return """
            <form method="get" action="\(path)" class="filters" role="search">\(view)
            \(selectField(t, name: "need", label: t("Need"), options: [Choice("", t("Any need"))] + needs,
                value: question.need ?? "", required: false))
            \(selectField(t, name: "act", label: t("What counts"), options: acts, value: question.act.rawValue,
                required: false))
            \(more)\(actions(button(t("Show"))))</form>
            """
    }
}

/// How many people live how far, with what the numbers rest on.
struct CoverageNumbers {
    let t: Translator
    let coverage: Coverage

    var html: HTML {
        let columns = [
            Column(t("Distance")), Column(t("Municipalities"), numeric: true),
            Column(t("Residents"), numeric: true),
        ]
        let rows = CoverageBand.allCases.map { band -> [HTML] in
            [
                "\(band.words(t))", "\(t.number(coverage.reaches.count { $0.band == band }))",
                "\(t.number(coverage.residents { $0.band == band }))",
            ]
        }
        let lines = coverageRadii.html { radius -> HTML in
            let share = percentWords(t, coverage.share(within: Double(radius)))
            let words = t(
                "{share} of all residents ({n}) have a place within {km} km.",
                [
                    "share": share, "n": t.number(coverage.residents(within: Double(radius))),
                    "km": t.number(radius),
                ])
            return "<li>\(words)</li>"
        }
        return """
            <p>\(t.plural("{n} open place that we know counts here.", "{n} open places that we know count here.", coverage.places.count))</p>
            <ul>\(lines)</ul>
            \(sortableTable(t, caption: t("Residents by distance"), columns: columns, rows: rows))
            <details><summary>\(t("What these numbers rest on"))</summary>
            <p>\(t("Residents of the 2021 census (INE), all reckoned at the one point of their municipality. Distances run straight, also over water; the way by road is longer."))
            \(unplaced)</p>
            <p>\(t("The list of places is not complete: a place that we do not know may be nearer."))\(uncounted)</p></details>
            """
    }

    private var unplaced: HTML? {
        let count = coverage.reaches.count { $0.town.point == nil }
        if count == 0 { return nil }
        return """
            \(t.plural("{n} municipality has no point in our data: how far it is from help is not known.",
                "{n} municipalities have no point in our data: how far they are from help is not known.", count))
            """
    }

    private var uncounted: HTML? {
        if coverage.uncounted == 0 { return nil }
        return """
             \(t.plural("The residents of {n} municipality are not known.", "The residents of {n} municipalities are not known.", coverage.uncounted))
            """
    }
}
