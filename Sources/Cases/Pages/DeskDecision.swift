import Kernel
import Languages
import LegalTime
import Web

/// Deciding at the desk: what is missing, the draft on which the person is heard, and the decision.
struct DeskDecision {
    let exchange: Exchange
    let view: CaseView
    let house: CaseHouse
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var base: String { "/desk/cases/\(view.kase.reference)" }
    private var parts: CaseParts { CaseParts(view: view, t: t, house: house, isOwn: false) }
    private var missing: [Wish] { CaseHouse.missing(view.needs, view.history) }

    var html: HTML {
        """
        <h2>\(t("Decide"))</h2>\(FourEyesPages.section(exchange, view, house, errors))\(papers)\(decision)
        \(parts.notYet)\(if: !heard.isEmpty, "<h2>\(t("Propose a refusal"))</h2>\(draft)\(withdrawal)\(notice)\(noted)\(proposal)")
        """
    }

    /// What is left to decide: where silence approved, nothing but a grant.
    private var outcomes: [OutcomeRule] {
        view.procedure.outcomes.filter { outcome in
            if outcome.code == unpaidOutcome, view.history.unpaidDemand == nil { return false }
            if outcome.code == lapsedOutcome, !view.isInactive { return false }
            if view.closedOutcomes.contains(outcome.code) { return false }
            return outcome.needsPapers || !view.isTacitlyApproved
        }
    }

    /// Outcomes on which the person is heard first.
    private var heard: [OutcomeRule] { outcomes.filter(\.hearing) }

    /// What may be decided as things stand: an outcome that is heard first, only once it was.
    private var open: [OutcomeRule] {
        let isHeard = view.history.hearing != nil && !view.isHearing
        return outcomes.filter { outcome in
            !outcome.hearing || isHeard && view.history.hearing?.draft.outcome == outcome.code
        }
    }

    private var papers: HTML {
        if missing.isEmpty, view.procedure.documentsDecision == nil {
            let words = t(
                "No table says which papers this file needs: judge whether they are enough.")
            return "<p>\(words) \(unverifiedMark(t))</p>"
        }
        if missing.isEmpty { return "<p>\(t("All papers of the table are in."))</p>" }
        let lines = missing.html { "<li>\(parts.item($0.code, $0.member))</li>" }
        return """
            <p>\(tag(t.plural("{n} paper is missing", "{n} papers are missing", missing.count), .care))</p>
            <ul>\(lines)</ul>
            """
    }

    private var decision: HTML {
        if open.isEmpty, !view.closedOutcomes.isEmpty { return HTML() }
        let outcomes = open.map { Choice($0.code, $0.title(t)) }
        let grounds = checkboxFields(
            t, name: "ground", legend: t("Grounds"),
            hint: t("Only grounds of the outcome you chose."), options: choices(open),
            values: Set(exchange.form.fields["ground"] ?? []),
            error: message(for: "ground", in: errors))
        return form(
            "decision",
            """
            \(radioFields(t, name: "outcome", legend: t("Outcome"), options: outcomes,
                value: exchange.form.text("outcome") ?? "", error: message(for: "outcome", in: errors)))
            \(grounds)\(findings)\(despite)
            \(textArea(t, name: "reasons", label: t("Reasons, in words the person understands"),
                value: exchange.form.text("reasons") ?? "", error: message(for: "reasons", in: errors)))
            \(actions(button(view.procedure.fourEyes ? t("Propose the decision") : t("Decide"))))
            """)
    }

    /// What the draft said stands in the fields until it is said anew.
    private var findings: HTML {
        FindingFields(
            view: view, exchange: exchange, errors: errors, prefix: "", outcomes: open,
            chosen: Set(exchange.form.fields["ground"] ?? []),
            drafted: view.history.hearing?.draft.findings ?? []
        ).html
    }

    /// Asked only where papers are missing and one of the outcomes needs them.
    private var despite: HTML {
        let grounds = open.filter(\.needsPapers).flatMap(\.despiteMissing).filter(isOpen)
        if missing.isEmpty || grounds.isEmpty { return HTML() }
        return radioFields(
            t, name: "despite", legend: t("Why grant although papers are missing?"),
            hint: t("It stays in the journal with the list above."),
            options: grounds.map { Choice($0.code, $0.title(t), hint: basis($0)) },
            value: exchange.form.text("despite") ?? "", error: message(for: "despite", in: errors),
            required: false)
    }

    /// The draft that is out, and what the person said to it.
    private var draft: HTML {
        guard let hearing = view.history.hearing else {
            let length = house.hearingLength(of: view, t)
            return """
                <p>\(t("A draft is not a refusal. The person gets it as a letter and has {length} to answer.", ["length": length]))</p>
                """
        }
        let day = t.date(house.zone.day(of: hearing.proposedAt))
        let answer: HTML =
            hearing.answer.map { parts.answer($0) } ?? "<p>\(t("no answer yet"))</p>"
        let draft = hearing.draft
        let grounds =
            draft.findings == nil
            ? HTML() : parts.grounds(draft.outcome, draft.grounds, draft.findings)
        return "<p>\(t("Proposed on {date}.", ["date": day]))</p>\(grounds)\(answer)"
    }

    /// How the office brought the draft to a person who did not open it here.
    private var notice: HTML {
        guard view.history.mayBeBrought else { return HTML() }
        let content = BroughtForms(exchange: exchange, errors: errors).all { form("notice", $0) }
        return """
            <p>\(t("Nothing can be refused before the draft reached the person. Opening it here counts; otherwise note how you brought it to them."))</p>
            \(content)
            """
    }

    /// As long as the person does not know of it.
    private var withdrawal: HTML {
        guard view.history.mayWithdraw else { return HTML() }
        return form("withdrawal", actions(button(t("Take the draft back"), kind: .secondary)))
    }

    private var noted: HTML { HearingDesk.form(exchange, view, errors) }

    private var proposal: HTML {
        if view.isHearing { return HTML() }
        let outcome: HTML =
            heard.count == 1
            ? hiddenField("draft-outcome", heard[0].code)
            : radioFields(
                t, name: "draft-outcome", legend: t("Outcome of the draft"),
                options: heard.map { Choice($0.code, $0.title(t)) },
                value: exchange.form.text("draft-outcome") ?? "")
        let grounds = checkboxFields(
            t, name: "draft-ground", legend: t("Grounds of the draft"), options: choices(heard),
            values: Set(exchange.form.fields["draft-ground"] ?? []),
            error: message(for: "draft-ground", in: errors))
        return form(
            "proposal",
            """
            \(outcome)\(grounds)\(draftFindings)
            \(textArea(t, name: "draft-reasons", label: t("Reasons of the draft"),
                value: exchange.form.text("draft-reasons") ?? "",
                error: message(for: "draft-reasons", in: errors)))
            \(actions(button(t("Send the draft"), kind: .secondary)))
            """)
    }

    private var draftFindings: HTML {
        FindingFields(
            view: view, exchange: exchange, errors: errors, prefix: draftPrefix, outcomes: heard,
            chosen: Set(exchange.form.fields["draft-ground"] ?? [])
        ).html
    }

    private func choices(_ outcomes: [OutcomeRule]) -> [Choice] {
        outcomes.flatMap { outcome in
            (outcome.needsPapers ? outcome.grounds.filter(isOpen) : outcome.grounds).map { ground in
                Choice(ground.code, "\(outcome.title(t)): \(ground.title(t))", hint: basis(ground))
            }
        }
    }

    /// On a silence only what silence approved is granted.
    private func isOpen(_ ground: Ground) -> Bool {
        ground.code != silenceGround || view.isTacitlyApproved || view.history.tacit != nil
    }

    /// The article, and a word where no source confirms it.
    private func basis(_ ground: Ground) -> String {
        if ground.verified { return ground.article }
        return "\(ground.article) (\(t("Source not confirmed yet")))"
    }

    private func form(_ noun: String, _ content: HTML) -> HTML {
        postForm(to: "\(base)/\(noun)", fields: exchange.formFields, content)
    }
}

/// Before the names of the fields of a draft.
let draftPrefix = "draft-"

extension CaseHouse {
    /// How long a person has to answer a draft, in words.
    func hearingLength(of view: CaseView, _ t: Translator) -> String {
        let rule = view.procedure.clocks.rule(
            "hearing", on: view.procedure.lawDay(of: view.kase, zone))
        let office = calendar(of: view.kase).place
        return rule.map { length($0, view.history.whereabouts, at: office, t) } ?? ""
    }
}
