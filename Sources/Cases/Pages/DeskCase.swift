import Kernel
import Languages
import LegalTime
import Web

/// One case at the desk: what matters first, then everything that can be done with it.
struct DeskCase {
    let exchange: Exchange
    let view: CaseView
    let house: CaseHouse
    /// Nil where nothing is left to take up, or no table says.
    let priority: Priority?
    /// Who has it.
    let note: TakeNote
    /// The numbers of documents that were noted.
    let numbers: [NotedNumber]
    /// Where else its people are named, as far as the reader may know.
    let people: PeopleOfCase
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
                <a class="skip" href="#work">\(t("Skip to what can be done"))</a>
                \(demo)\(breadcrumbs(t, [NavItem(t("Queue"), path: "/desk"), NavItem(view.kase.reference.text, path: base, current: true)]))
                <h1>\(view.kase.reference) · \(view.procedure.title(t))</h1>
                <p class="lead">\(parts.turn)</p>\(note.html)\(parts.clock)\(parts.comingOfAge)\(parts.contested)
                \(split(list: facts, detail: detail))\(note.keys)
                """))
    }

    private var facts: HTML {
        """
        \(parts.takenOver)\(parts.decision)\(priority.map { DeskPriority(priority: $0, t: t).html })
        \(RecognitionSection.of(view, house, t))\(InvestorSection.of(view, house, t))
        <h2>\(t("The people of this file"))</h2>\(parts.filer)\(parts.heard)\(parts.household)
        \(isClosed ? HTML() : MemberPages.link(view, base: base, t))
        \(SamePeople(people: people, view: view, house: house, t: t).html)
        \(parts.answers(correctAt: nil))
        <h2>\(t("Documents"))</h2>\(parts.documents(base: base))\(noted)
        \(QuestionPages.deskSection(exchange, view, house, errors))
        <h2>\(t("What happened"))</h2>\(parts.steps)
        """
    }

    private var detail: HTML {
        "<div id=\"work\" tabindex=\"-1\">\(parts.owed)\(parts.rightsLanguages)\(isClosed ? read : work)\(heard)\(dossier)</div>"
    }

    /// What its person says while they are here, and is no part of this case.
    private var heard: HTML {
        guard view.procedure.heard == nil, let person = view.members.first?.person else {
            return HTML()
        }
        return HeardPages.buttons(exchange, house, to: "\(base)/heard", of: person.name)
    }

    private var dossier: HTML {
        form("dossier", actions(button(t("Make the dossier of this file"), kind: .secondary)))
            + CourtPages.link(view.kase, t)
    }

    private var steps: HTML {
        PaymentView(exchange: exchange, view: view, house: house).ofOffice(errors)
            + StepPages.section(exchange, view, by: .office, base: base, errors: errors)
    }

    /// Nothing is left to decide, or it is another's.
    private var isClosed: Bool { view.kase.isDecided || note.isAnothers }

    private var read: HTML {
        """
        \(note.isAnothers ? HTML() : steps)\(note.isAnothers ? HTML() : ReopenPages.desk(exchange, view, errors))
        <h2>\(t("Letters"))</h2>\(parts.letters)\(parts.reaching)\(note.isAnothers ? HTML() : back)
        <h2>\(t("Visit"))</h2>\(parts.visits)\(note.isAnothers ? HTML() : came)\(ErasurePages.link(view, t))
        """
    }

    /// Empty where nothing waits for a visit any more.
    private var came: HTML {
        guard view.kase.awaitsVisit(view.procedure) else { return HTML() }
        return form("visits", actions(button(t("Record that they came"), kind: .secondary)))
    }

    private var work: HTML {
        """
        \(open)\(steps)
        <h2>\(t("Visit"))</h2>\(parts.visits)\(came)
        <h2>\(t("Note the number of a document"))</h2>\(number)
        <h2>\(t("Ask for documents"))</h2>\(request)
        \(ConsultedParts(view: view, t: t, house: house).desk(base, exchange.formFields))
        \(DeskDecision(exchange: exchange, view: view, house: house, errors: errors).html)
        <h2>\(t("Letters"))</h2>\(parts.letters)\(parts.reaching)\(back)
        """
    }

    private var noted: HTML {
        if numbers.isEmpty { return HTML() }
        let lines = numbers.html { "<li>\(view.name(of: $0.member)): \($0.shown)</li>" }
        return "<h3>\(t("Numbers that were noted"))</h3><ul>\(lines)</ul>"
    }

    private var number: HTML {
        let people = view.members.map { Choice($0.id.description, $0.person.name) }
        return form(
            "numbers",
            """
            \(selectField(t, name: "whose", label: t("Whose document is it?"), options: people,
                value: exchange.form.text("whose") ?? "", error: message(for: "whose", in: errors)))
            \(textField(t, name: "number", label: t("Number, as it stands on the document"),
                value: exchange.form.text("number") ?? "", error: message(for: "number", in: errors)))
            \(actions(button(t("Note the number"), kind: .secondary)))
            """)
    }

    /// Where a letter by post came back: it ends nothing, and the next way to the person is tried.
    private var back: HTML {
        if view.posted.isEmpty { return HTML() }
        let options = view.posted.map { letter in
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
                hint: view.copy(of: wish).map { parts.held($0) })
        }
        let rule = view.procedure.clocks.rule(
            "correction", on: view.procedure.lawDay(of: view.kase, house.zone))
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
            values: Set(exchange.form.fields["what"] ?? []),
            error: message(for: "what", in: errors), required: false)
        let why = textArea(
            t, name: "because", label: t("Why will the copy that is held not do?"),
            hint: t("Only where one is held. The person reads it in the letter."),
            value: exchange.form.text("because") ?? "", error: message(for: "because", in: errors),
            rows: 2, required: false)
        return form(
            "requests", "\(list)\(why)\(actions(button(t("Ask for these"), kind: .secondary)))")
    }

    private func form(_ noun: String, _ content: HTML) -> HTML {
        postForm(to: "\(base)/\(noun)", fields: exchange.formFields, content)
    }
}
