import Kernel
import Languages
import Web

/// What stands beside the flow of a board: the alarm where more comes in than is decided, and what more decisions would change.
struct BoardFlow {
    let board: DeskBoard
    let policy: Policy
    let question: BoardQuestion
    let t: Translator

    private var outlook: FlowOutlook {
        // The present week is not over.
        let whole = board.weeks.dropLast()
        return FlowOutlook(filed: whole.map(\.filed), decided: whole.map(\.decided))
    }

    /// Above all tables; empty where it is no alarm, or the policy sets none.
    var alarm: HTML {
        let growing = outlook.growing
        guard let weeks = policy.board.growingWeeks, growing >= weeks else { return HTML() }
        let words = t.plural(
            "For {n} week on end more came in than was decided.",
            "For {n} weeks on end more came in than was decided.", growing)
        return
            "<p>\(tag(t("more comes in than goes out"), .yours)) <a href=\"#flow\">\(words)</a></p>"
    }

    /// Below the table of the flow; empty where nothing is open.
    func whatIf(_ exchange: Exchange) -> HTML {
        let open = board.backlog.reduce(0) { $0 + $1.count }
        if open == 0 { return HTML() }
        let typed = Int(exchange.query["more"] ?? "") ?? 0
        let more = min(max(typed, 0), moreDecisionsMax)
        let hidden =
            hiddenField("days", String(question.days))
            + (question.office.map { hiddenField("office", $0.description) } ?? HTML())
        let field = textField(
            t, name: "more", label: t("More decisions a week than now"), value: String(more),
            type: .number, short: true)
        return """
            <p>\(words(open, more))</p>
            <form method="get" action="/desk/board#flow" class="filters">\(hidden)\(field)\
            \(actions(button(t("What if?"), kind: .secondary)))</form>
            """
    }

    private func words(_ open: Int, _ more: Int) -> String {
        let values = ["more": t.number(more)]
        guard let weeks = outlook.weeks(toClear: open, with: more) else {
            return more == 0
                ? t("As things go, the open files never come to an end.")
                : t(
                    "With {more} more decisions a week the open files still never come to an end.",
                    values)
        }
        let day = t.date(question.today.adding(days: weeks * 7))
        return more == 0
            ? t("As things go, the open files come to an end about {date}.", ["date": day])
            : t(
                "With {more} more decisions a week the open files come to an end about {date}.",
                values.merging(["date": day]) { $1 })
    }
}
