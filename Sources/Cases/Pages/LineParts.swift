import Languages
import Web

extension CaseParts {
    /// Where each of the people stands, once they stand apart; empty until then.
    var lines: HTML {
        let own = view.lines.filter { $0.person != nil }.sorted {
            ($0.person ?? 0) < ($1.person ?? 0)
        }
        if own.isEmpty { return HTML() }
        let items = own.html { line -> HTML in
            let name = view.history.name(of: line.person) ?? ""
            return """
                <li><span><b>\(name)</b>: \(line.standing.stage.title(t))</span> \
                <span class="quiet">\(whose(line.standing.turn))</span></li>
                """
        }
        return "<h3>\(t("Where each person stands"))</h3><ul class=\"lines\">\(items)</ul>"
    }

    private func whose(_ turn: Turn) -> String {
        switch (turn, isOwn) {
        case (.person, true): t("Your turn")
        case (.person, false): t("The person's turn")
        case (.state, _): t("The office's turn")
        case (.none, _): t("Done")
        }
    }
}
