import Kernel
import Languages
import Web

/// The whole of a path, as its person and its mediator read it.
struct PathView {
    let t: Translator
    let policy: PathPolicy
    let whole: WholePath
    let now: Moment
    /// What can be done with a step.
    var beside: (PathStep) -> HTML? = { _ in nil }

    private var path: IntegrationPath { whole.path }

    var html: HTML {
        """
        \(path.isDemo ? demoNote(t) : nil)\(definitionList(t, facts))
        <h2>\(t("Needs and steps"))</h2>
        \(whole.steps.isEmpty ? "<p>\(t("No step yet."))</p>" : timeline(t, steps: shown.map(step)))
        \(discreet)\(reviews)
        """
    }

    private var facts: [Fact] {
        [
            Fact(t("For"), "\(t.list(path.people))"),
            Fact(t("How to reach them"), "\(path.content.contact)"),
            Fact(t("Kept by"), "\(path.content.keeper)"),
            Fact(t("Looked at together next"), review),
            Fact(t("State"), path.stateTag(t, at: now)),
        ]
    }

    private var review: HTML {
        "\(t.date(path.reviewOn)) \(path.isReviewOverdue(at: now, in: policy.zone) ? tag(t("overdue"), .yours) : nil)"
    }

    private func isDiscreet(_ step: PathStep) -> Bool {
        policy.discreet.contains(step.content.kind)
    }

    private var shown: [PathStep] { whole.steps.filter { !isDiscreet($0) } }

    /// Shut until somebody opens it: pages are read over shoulders.
    private var discreet: HTML? {
        let steps = whole.steps.filter(isDiscreet)
        if steps.isEmpty { return nil }
        return
            "<details><summary>\(t("More"))</summary>\(timeline(t, steps: steps.map(step)))</details>"
    }

    private func step(_ step: PathStep) -> TimelineStep {
        let content = step.content
        let words = t(
            "{kind}, for {name}", ["kind": content.kind.words(t), "name": content.whom])
        let state: TimelineStep.State =
            step.closedAt != nil
            ? .done
            : step.agreedAt == nil
                ? .coming
                : .present(turn: t("under way"), yours: false)
        let due = t("by {date}", ["date": t.date(step.dueOn)])
        return TimelineStep(
            state, content.words, when: "\(words) · \(due)", detail: detail(step))
    }

    private func detail(_ step: PathStep) -> HTML {
        let notes = whole.notes(of: step.id).html { noteLine($0, t, policy.zone) }
        let outcome = whole.outcome(of: step.id)?.tag(t)
        let late: HTML? =
            step.isOverdue(on: policy.zone.day(of: now)) ? tag(t("overdue"), .yours) : nil
        let waits: HTML? = step.agreedAt == nil ? tag(t("not agreed yet"), .care) : nil
        return """
            <p>\(t("Need")): \(step.content.need)</p>
            <p>\(policy.name(step.content.body, t)) \(outcome) \(late) \(waits)</p>
            \(if: !whole.notes(of: step.id).isEmpty, "<ul>\(notes)</ul>")\(beside(step))
            """
    }

    private var reviews: HTML? {
        let notes = whole.notes(of: nil)
        if notes.isEmpty { return nil }
        return
            "<h2>\(t("When you looked at it"))</h2><ul>\(notes.html { noteLine($0, t, policy.zone) })</ul>"
    }
}

/// A note with its day.
func noteLine(_ note: PathNote, _ t: Translator, _ zone: Zone) -> HTML {
    "<li>\(t.date(zone.day(of: note.notedAt))): \(note.content.words)</li>"
}

/// What a body may know of the person, each piece by itself.
func factBoxes(_ t: Translator, _ chosen: Set<ConsentFact>) -> HTML {
    checkboxFields(
        t, name: "facts", legend: t("What the bodies may know of you"),
        hint: t(
            "Each body sees its own step and nothing of the others, not even that there are others."
        ),
        options: [
            Choice(ConsentFact.name.rawValue, t("The name of whom the step is for")),
            Choice(ConsentFact.contact.rawValue, t("How to reach you")),
        ], values: Set(chosen.map(\.rawValue)), required: false)
}

/// The steps that stand on the page to be agreed to: nobody agrees to one that was added since.
func seenFields(_ whole: WholePath) -> HTML {
    whole.proposed.html { hiddenField("seen", $0.id.description) }
}

func seenSteps(_ exchange: Exchange) -> Set<StepID> {
    Set((exchange.form.fields["seen"] ?? []).compactMap { StepID($0) })
}

/// The pieces that were ticked.
func tickedFacts(_ exchange: Exchange) -> Set<ConsentFact> {
    let ticked = (exchange.form.fields["facts"] ?? []).compactMap { ConsentFact(rawValue: $0) }
    return Set(ticked).intersection([.name, .contact])
}

extension IntegrationPath {
    func stateTag(_ t: Translator, at now: Moment) -> HTML {
        switch state(at: now) {
        case .draft: tag(t("not agreed yet"), .care)
        case .inForce: tag(t("agreed"), .good)
        case .lapsed: tag(t("the consent is over: agree again"), .care)
        case .ended: tag(t("ended"))
        }
    }
}

extension PathOutcome {
    func words(_ t: Translator) -> String {
        switch self {
        case .reached: t("reached")
        case .partly: t("reached in part")
        case .notReached: t("not reached")
        }
    }

    func tag(_ t: Translator) -> HTML {
        Web.tag(words(t), self == .reached ? .good : .plain)
    }
}
