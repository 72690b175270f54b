import Languages
import LegalTime
import Web

/// The form above the queue; what it asks for is the address of the list.
struct QueueFilter {
    let exchange: Exchange
    let search: String
    let stages: [Stage]
    let clocks: [ClockRule]

    private var t: Translator { exchange.t }

    var html: HTML {
        let states = [Choice("", t("All"))] + stages.map { Choice($0.code, $0.title(t)) }
        let turns =
            [Choice("", t("All"))] + Turn.allCases.map { Choice($0.rawValue, turnWord($0, t)) }
        let dates =
            [Choice("", t("The next one"))] + clocks.map { Choice($0.name, ruleTitle($0, t)) }
        let sort: HTML? = exchange.query["sort"].map { hiddenField("sort", $0) }
        return """
            <form method="get" action="/desk" class="filters" role="search" aria-label="\(t("Filter the queue"))">
            \(textField(t, name: "search", label: t("Reference, name or document number"), value: search, required: false))
            \(select("state", t("State"), states))
            \(select("turn", t("Whose turn"), turns))
            \(select("clock", t("Which date"), dates))
            \(select("taken", t("Taken by"), takers))
            \(checkboxFields(t, name: "overdue", legend: t("Legal date"), options: [Choice("1", t("passed"))],
                values: exchange.query["overdue"] == nil ? [] : ["1"], required: false))
            \(sort)\(actions(button(t("Filter"), kind: .secondary)))</form>
            """
    }

    private func select(_ name: String, _ label: String, _ options: [Choice]) -> HTML {
        selectField(
            t, name: name, label: label, options: options, value: exchange.query[name] ?? "")
    }

    private var takers: [Choice] {
        [
            Choice("", t("All")), Choice(DeskQueue.Taken.mine.rawValue, t("me")),
            Choice(DeskQueue.Taken.free.rawValue, t("nobody")),
        ]
    }
}
