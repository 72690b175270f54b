import Kernel
import Languages
import Web

/// The one short form with which a body reports, and what coordinators and reviewers add; what was typed is kept.
struct MeasureForms {
    let view: MeasureView
    let exchange: Exchange
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var typed: FormData { exchange.form }
    private var path: String { "/plan/measures/\(percentEncoded(view.node.code))" }

    var html: HTML {
        guard view.node.isReported, let person = exchange.principal else { return HTML() }
        let canReview =
            (person.has(.coordinator) || person.has(.analyst))
            && [.delivered, .effective].contains(view.standing.status)
        return
            "\(if: view.speaker != nil, report)\(questions(person))\(if: canReview, review)\(if: view.round != nil, late)"
    }

    private var fields: HTML { exchange.formFields + hiddenField("plan", view.plan.key) }

    /// What stands in a field: what was just typed, else what was begun, else what was said last time.
    private func value(_ name: String, _ of: (PlanReport) -> String) -> String {
        if !typed.fields.isEmpty { return typed.text(name) ?? "" }
        return (view.draft ?? last).map(of) ?? ""
    }

    private var last: PlanReport? {
        view.reports.first {
            $0.stands && $0.voice == view.speaker?.voice && $0.body == view.speaker?.body
        }
    }

    private var report: HTML {
        let back: HTML =
            (view.draft?.state == .returned ? view.draft?.steps.last : nil).map {
                "<p>\(tag(t("Sent back"), .care)) \($0.words)</p>"
            } ?? ""
        let round: HTML =
            view.round.map {
                "<p>\(t("Round {name}, until {day}", ["name": $0.name, "day": t.date($0.due)]))</p>\(hiddenField("round", "\($0.id)"))"
            } ?? ""
        let begun: HTML =
            view.draft == nil
            ? ""
            : "<p class=\"quiet\">\(t("You began this report; it goes on where you stopped."))</p>"
        return """
            <h2 id="report">\(t("Report on this measure"))</h2>\(back)\(begun)
            \(postForm(to: path + "/reports", fields: fields, """
                \(round)\(claims)\
                \(dateField(t, name: "day", label: t("As of"), value: day, error: message(for: "day", in: errors)))\
                \(textArea(
                    t, name: "text", label: t("What was done, or why not"), value: value("text") { $0.text.text },
                    error: message(for: "text", in: errors), required: false))\
                \(textArea(
                    t, name: "evidence", label: t("Evidence"),
                    hint: t("One in a line: a web address, the name and date of a document, or figure: and the key of a number of this house. Done is not taken without it."),
                    value: evidence,
                    error: message(for: "evidence", in: errors), rows: 3, required: false))\
                \(values)\(cause)
                <div class="actions">\(button(t("Send the report"), name: "do", value: "send")) \
                \(button(t("Keep it and go on later"), kind: .secondary, name: "do", value: "save"))</div>
                """))
            """
    }

    private var evidence: String {
        value("evidence") { $0.text.proofs.map(\.typed).joined(separator: "\n") }
    }

    private var day: String {
        typed.text("day") ?? view.draft.map { "\($0.text.day)" } ?? "\(exchange.now.utcDay)"
    }

    private var claims: HTML {
        radioFields(
            t, name: "claim", legend: t("What is true today?"),
            options: ReportClaim.reportable.map { Choice($0.rawValue, $0.words(t)) },
            value: value("claim") { $0.now.claim?.rawValue ?? "" },
            error: message(for: "claim", in: errors))
    }

    /// One field for each indicator whose value a body reports.
    private var values: HTML {
        view.indicators.filter { $0.indicator.kind != .figure && $0.indicator.code != "words" }.html
        {
            one -> HTML in
            let name = "value-\(one.id)"
            let before = value(name) { $0.text.values[one.id].map { "\($0)" } ?? "" }
            return textField(
                t, name: name, label: one.indicator.name(t), hint: one.indicator.unit,
                value: before.hasSuffix(".0") ? String(before.dropLast(2)) : before,
                error: message(for: name, in: errors), required: false, short: true)
        }
    }

    private var cause: HTML {
        selectField(
            t, name: "cause", label: t("What stands in the way"),
            options: Cause.allCases.map { Choice($0.rawValue, $0.words(t)) },
            value: value("cause") { $0.text.cause.rawValue }, required: false)
    }

    private func questions(_ person: Principal) -> HTML {
        guard view.speaker != nil else { return HTML() }
        let known = view.questions.html { one -> HTML in
            let answer: HTML =
                one.answeredAt == nil
                ? (view.speaker?.voice == .lead ? answerForm(one) : "")
                : "<p><b>\(t("Answer"))</b>: \(one.answer)</p>"
            return
                "<li><p>\(one.words) <span class=\"quiet small\">\(t.date(one.at.utcDay))</span></p>\(answer)</li>"
        }
        let ask: HTML = postForm(
            to: "/desk/plan/measures/\(percentEncoded(view.node.code))/questions", fields: fields,
            """
            \(textArea(t, name: "question", label: t("A question to the responsible body"),
                error: message(for: "question", in: errors), rows: 3))\
            <div class="actions">\(button(t("Ask"), kind: .secondary))</div>
            """)
        let isCoordinator = person.has(.coordinator)
        if view.questions.isEmpty, !isCoordinator { return HTML() }
        return
            "<h2>\(t("Questions"))</h2><ul class=\"plain\">\(known)</ul>\(if: isCoordinator, ask)"
    }

    private func answerForm(_ one: PlanQuestion) -> HTML {
        postForm(
            to: "/plan/questions/\(one.id)/answer", fields: exchange.formFields,
            """
            \(textArea(t, name: "words-\(one.id)", label: t("Answer"), rows: 3))\
            <div class="actions">\(button(t("Answer"), kind: .secondary))</div>
            """)
    }

    private var review: HTML {
        """
        <h2>\(t("Independent review"))</h2><p>\(t("Whoever claimed or approved does not review."))</p>
        \(postForm(to: path + "/review", fields: fields, """
            \(textArea(t, name: "finding", label: t("What you looked at, and what you found"), error: message(for: "finding", in: errors)))\
            \(textField(t, name: "proof", label: t("Evidence"), error: message(for: "proof", in: errors)))\
            <div class="actions">\(button(t("Confirm the evidence"), kind: .secondary))</div>
            """))
        """
    }

    private var late: HTML {
        guard let round = view.round, round.due < exchange.now.utcDay else { return HTML() }
        return """
            <h2>\(t("Why it is late"))</h2>
            \(postForm(to: path + "/excuse", fields: fields, """
                \(hiddenField("round", "\(round.id)"))\
                \(textArea(t, name: "reason", label: t("The reason, which everybody reads"), error: message(for: "reason", in: errors), rows: 3))\
                <div class="actions">\(button(t("Publish the reason"), kind: .secondary))</div>
                """))
            """
    }
}
