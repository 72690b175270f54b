import Kernel
import Languages
import Web

/// A path as the mediator who keeps it works on it.
struct PathDeskView {
    let network: ServiceNetwork
    let exchange: Exchange
    let whole: WholePath
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var policy: PathPolicy { network.paths }
    private var path: IntegrationPath { whole.path }
    private var address: String { "/desk/paths/\(path.id)" }

    var html: HTML {
        let up = breadcrumbs(
            t,
            [
                NavItem(t("Integration paths"), path: "/desk/paths"),
                NavItem(path.content.name, path: address, current: true),
            ])
        let view = PathView(
            t: t, policy: policy, whole: whole, now: exchange.now, beside: takeBack)
        return """
            \(up)<h1>\(t("Integration path"))</h1>
            \(view.html)\(agreeing)\(stepForm)\(reviewForm)
            <h2>\(t("End it"))</h2>\(ending)
            """
    }

    private var ending: HTML {
        postForm(
            to: address + "/ending", fields: exchange.formFields,
            """
            <p>\(t("When the person says so, at once: no body sees anything of it any more, and neither do you."))</p>
            \(actions(button(t("End it everywhere"), kind: .secondary)))
            """)
    }

    private func takeBack(_ step: PathStep) -> HTML? {
        postForm(
            to: "\(address)/steps/\(step.id)/removal", fields: exchange.formFields,
            """
            <button class="button plain-link">\(t("Take this step back"))\
            <span class="visually-hidden">: \(step.content.words)</span></button>
            """)
    }

    /// How the person comes to agree: by their account, or here where they have none.
    private var agreeing: HTML? {
        if path.isJoined {
            return whole.proposed.isEmpty
                ? nil
                : "<p>\(tag(t("The person agrees to new steps in their account."), .now))</p>"
        }
        let code: HTML? = path.content.code.map {
            "<p>\(t("With an account: they write this code under My path.")) <b class=\"code\">\($0)</b></p>"
        }
        let way = radioFields(
            t, name: "way", legend: t("How they said it"),
            options: [
                Choice(ConsentWay.oral.rawValue, t("By word, here")),
                Choice(ConsentWay.paper.rawValue, t("On a paper that we keep")),
            ], value: exchange.form.text("way") ?? "", error: message(for: "way", in: errors))
        let form = postForm(
            to: address + "/consent", fields: exchange.formFields,
            """
            <p>\(t("Without an account: read everything out, and note what they said."))</p>
            \(seenFields(whole))\(way)\(factBoxes(t, path.consent?.scope.facts ?? [.name, .contact]))
            \(actions(button(t("They agree"), kind: .secondary)))
            """)
        return "<h2>\(t("The person agrees"))</h2>\(code)\(whole.steps.isEmpty ? nil : form)"
    }

    private func value(_ name: String) -> String { exchange.form.text(name) ?? "" }

    private var stepForm: HTML {
        let kinds = policy.kinds.map { Choice($0.rawValue, $0.words(t)) }
        let bodies = policy.bodies.map { body in
            Choice(
                body.organisation.description,
                t(
                    "{body}: {kinds}",
                    [
                        "body": body.name(t),
                        "kinds": t.list(
                            policy.kinds.filter(body.kinds.contains).map { $0.words(t) }),
                    ]))
        }
        let people = path.people.map { Choice($0, $0) }
        let isConfirmed = policy.bodies.allSatisfy(\.isVerified)
        let mark: HTML? = isConfirmed ? nil : "<p>\(unverifiedMark(t))</p>"
        let fields: HTML = """
            \(selectField(t, name: "kind", label: t("What it is about"), options: kinds, value: value("kind"), error: message(for: "kind", in: errors)))
            \(selectField(t, name: "body", label: t("Who does it"), options: bodies, value: value("body"), error: message(for: "body", in: errors)))
            \(selectField(t, name: "whom", label: t("For whom"), options: people, value: value("whom"), error: message(for: "whom", in: errors)))
            \(textField(t, name: "need", label: t("Need"), hint: t("What this body has to know, and no more."), value: value("need"), error: message(for: "need", in: errors)))
            \(textArea(t, name: "words", label: t("The step"), value: value("words"), error: message(for: "words", in: errors), rows: 2))
            \(dateField(t, name: "due", label: t("By when"), value: value("due"), error: message(for: "due", in: errors)))
            \(mark)\(actions(button(t("Add the step"))))
            """
        return """
            <h2>\(t("Add a step"))</h2>
            \(postForm(to: address + "/steps", fields: exchange.formFields, fields))
            """
    }

    private var reviewForm: HTML {
        let next = policy.zone.day(of: exchange.now).adding(months: policy.reviewMonths)
        let fields: HTML = """
            \(textArea(t, name: "said", label: t("What you saw"), value: value("said"), error: message(for: "said", in: errors), rows: 2))
            \(dateField(t, name: "next", label: t("Looked at together next"), value: exchange.form.text("next") ?? next.description, error: message(for: "next", in: errors)))
            \(actions(button(t("Note the review"), kind: .secondary)))
            """
        return """
            <h2>\(t("You looked at it together"))</h2>
            \(postForm(to: address + "/review", fields: exchange.formFields, fields))
            """
    }
}
