import Kernel
import Languages
import LegalTime
import Web

/// One case at the desk: what matters first, then everything that can be done with it.
struct DeskCase {
    let exchange: Exchange
    let view: CaseView
    let house: CaseHouse
    /// The letters that went out by post and may come back.
    let posted: [PostedLetter]
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var base: String { "/desk/cases/\(view.kase.reference)" }
    private var parts: CaseParts { CaseParts(view: view, t: t, house: house, isOwn: false) }

    var reply: Reply {
        let demo: HTML? = view.kase.isDemo ? demoNote(t) : nil
        return .page(
            view.kase.reference.text, status: errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, errors,
                """
                \(demo)\(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(view.kase.reference.text, path: base, current: true)]))
                <h1>\(view.kase.reference) · \(view.procedure.title(t))</h1>
                <p class="lead">\(parts.turn)</p>\(parts.clock)\(parts.contested)
                \(split(list: facts, detail: view.kase.isDecided ? letters : work))
                """))
    }

    private var facts: HTML {
        """
        \(parts.takenOver)<h2>\(t("The people of this file"))</h2>\(parts.household)
        <h2>\(t("Documents"))</h2>\(parts.documents(base: base))
        <h2>\(t("What happened"))</h2>\(parts.steps)
        """
    }

    private var letters: HTML {
        "<h2>\(t("Letters"))</h2>\(parts.letters)\(back)<h2>\(t("Visit"))</h2>\(parts.visits)"
    }

    private var work: HTML {
        """
        \(open)
        <h2>\(t("Visit"))</h2>\(parts.visits)
        \(form("visits", actions(button(t("Record that they came"), kind: .secondary))))
        <h2>\(t("Ask for documents"))</h2>\(request)
        <h2>\(t("Consult the border coordination unit"))</h2>\(consultation)
        \(DeskDecision(exchange: exchange, view: view, house: house, errors: errors).html)
        <h2>\(t("Letters"))</h2>\(parts.letters)\(back)
        """
    }

    /// Where a letter by post came back: it ends nothing, and the next way to the person is tried.
    private var back: HTML {
        if posted.isEmpty { return HTML() }
        let options = posted.map { letter in
            let title = LetterKind(rawValue: letter.kind)?.title(t) ?? letter.kind
            let sent = t.date(house.zone.day(of: letter.sentAt))
            return Choice(letter.id.description, "\(title), \(sent)")
        }
        func value(_ name: String) -> String { exchange.form.text(name) ?? "" }
        return form(
            "returns",
            """
            <h3>\(t("A letter came back by post"))</h3>
            \(selectField(t, name: "letter", label: t("Which letter is it?"), options: options,
                value: value("letter"), error: message(for: "letter", in: errors)))
            \(dateField(t, name: "back", label: t("The day it came back"), value: value("back"),
                error: message(for: "back", in: errors)))
            \(textField(t, name: "envelope", label: t("What the envelope says"),
                hint: t("For example: not collected, or unknown at this address."),
                value: value("envelope"), error: message(for: "envelope", in: errors)))
            \(actions(button(t("Note that it came back"), kind: .secondary)))
            """)
    }

    private var open: HTML {
        if view.history.openItems.isEmpty { return HTML() }
        let lines = view.history.openItems.html { open -> HTML in
            let content: HTML = """
                \(hiddenField("item", open.item.id.description))\(button(t("It is in"), kind: .secondary))
                """
            return
                "<li>\(parts.item(open.item.code, open.item.member)) \(form("receipts", content))</li>"
        }
        return "<h2>\(t("Asked for and not in yet"))</h2><ul>\(lines)</ul>"
    }

    private var request: HTML {
        let asked = Set(view.history.openItems.map { Wish($0.item.code, $0.item.member) })
        let options = view.askable.map { (Wish($0.document.code, $0.member.id), $0) }.filter {
            !asked.contains($0.0)
        }
        let choices = options.map { wish, need in
            Choice(
                wish.text, "\(need.document.title(t)): \(need.member.person.name)",
                hint: need.isIn ? t("One is in the file already.") : nil)
        }
        let rule = view.procedure.clocks.rule(
            "correction", on: house.zone.day(of: view.kase.filedAt))
        let hint = rule.map { rule in
            t(
                "The person gets a letter and {length} to answer; the clock of the office stops.",
                [
                    "length": length(
                        rule, view.history.whereabouts, at: house.calendar(of: view.kase).place, t)
                ])
        }
        let list = checkboxFields(
            t, name: "what", legend: t("What is missing?"), hint: hint, options: choices,
            error: message(for: "what", in: errors), required: false)
        return form("requests", "\(list)\(actions(button(t("Ask for these"), kind: .secondary)))")
    }

    private var consultation: HTML {
        guard let asked = view.history.consultation else {
            return form("consultation", actions(button(t("Put the question"), kind: .secondary)))
        }
        let answer =
            asked.answer.map { $0 == .noObjection ? t("No objection") : t("Objection") }
            ?? t("no answer yet")
        let day = t.date(house.zone.day(of: asked.askedAt))
        return "<p>\(t("Asked on {date}: {answer}.", ["date": day, "answer": answer]))</p>"
    }

    private func form(_ noun: String, _ content: HTML) -> HTML {
        postForm(to: "\(base)/\(noun)", fields: exchange.formFields, content)
    }
}
