import Kernel
import Languages
import Storage
import Web

/// Whoever holds reference and code has a case erased: first they see what will be gone, then they say so once more.
extension SealedPersonPages {
    var erasure: Route {
        .post(
            path + "/erasure", may: .everyone, "Erase a sealed case, by reference and code", erase)
    }

    /// Sent twice, it finds nothing the second time.
    @Sendable private func erase(_ exchange: Exchange) async throws -> Reply {
        guard let view = try await open(exchange), let keys = keepsakes(exchange) else {
            return wrongCode(exchange)
        }
        guard exchange.form.text(confirmation) == "yes" else { return secondLook(exchange, view) }
        let (now, house) = (exchange.now, room.house)
        try await room.database.write { db in
            guard let view = try SealedView.find(keys.0, keys.1, in: db, house) else { return }
            try ForgetSealed(ground: .holder).perform(view.id, at: now, in: db, house)
        }
        try await room.database.emptyLog()
        let t = exchange.t
        return .page(
            t("It is erased"),
            """
            <h1>\(t("It is erased"))</h1>
            <p>\(t("Reference and code open nothing any more."))</p>
            """)
    }

    /// What will be gone for good; nothing is yet.
    private func secondLook(_ exchange: Exchange, _ view: SealedView) -> Reply {
        let (t, hidden) = (exchange.t, keepsakeFields(exchange))
        let sure: HTML = """
            \(hidden)\(hiddenField(confirmation, "yes"))\(actions(button(t("Erase it for good"))))
            """
        let back: HTML = "\(hidden)\(actions(button(t("Keep it"), kind: .secondary)))"
        return .page(
            t("Erase everything?"),
            """
            <h1>\(t("Erase everything?"))</h1>
            <p>\(t("Nothing is erased yet. This would be gone for good:"))</p>
            \(definitionList(t, losses(view, t)))
            <p>\(t("What you told and added, and what you were answered, is erased here. Nobody who was let to read it can open it again; what they wrote down elsewhere stays with them. This cannot be undone."))</p>
            \(postForm(to: path + "/erasure", fields: exchange.formFields, sure))
            \(postForm(to: path, fields: exchange.formFields, back))
            """)
    }

    private func losses(_ view: SealedView, _ t: Translator) -> [Fact] {
        let (history, zone) = (view.history, room.house.zone)
        return [
            Fact(t("What it is"), "\(procedure.title(t))"),
            Fact(t("Handed in"), "\(t.date(zone.day(of: history.filedAt)))"),
            Fact(t("Messages"), "\(t.number(history.messages.count))"),
            Fact(t("Evidence"), "\(t.number(history.evidence.count))"),
            Fact(t("Handed on"), handedOn(view, t)),
        ]
    }

    /// Each body that was let to read it, in the words that the person was told then.
    private func handedOn(_ view: SealedView, _ t: Translator) -> HTML {
        let lines = view.history.acts.compactMap { done -> HTML? in
            guard let act = procedure.act(done.act.act), act.flow != nil else { return nil }
            return "<li>\(t.date(done.act.day)): \((act.shown ?? act.title)(t))</li>"
        }
        return lines.isEmpty ? "\(t("To nobody"))" : "<ul>\(lines.html { $0 })</ul>"
    }

    /// The way to the second look.
    func erasing(_ exchange: Exchange) -> HTML {
        let t = exchange.t
        let content: HTML = """
            \(keepsakeFields(exchange))\(actions(button(t("Erase everything"), kind: .secondary)))
            """
        return """
            <details><summary>\(t("Erase everything"))</summary>
            <p>\(t("You see first what would be gone, and nothing is erased before you say so once more."))</p>
            \(postForm(to: path + "/erasure", fields: exchange.formFields, content))</details>
            """
    }
}

/// The field that says that somebody saw what will be gone.
private let confirmation = "sure"
