import Kernel
import Languages
import Web

/// A wizard in the state that the address says: the question that comes next or is changed, or what the answers lead to.
struct WizardView {
    let t: Translator
    let wizard: Wizard
    let walk: WizardWalk
    let results: [WizardResult]
    let house: CaseHouse
    let today: Day
    /// What can be read of the address, also answers that do not matter now: a change may bring them back.
    let kept: [String: String]
    private let typed: [String: String]
    private let changed: WizardQuestion?

    init(_ exchange: Exchange, _ house: CaseHouse) throws {
        guard let wizard = house.policy.wizard(exchange.parameters["wizard"] ?? "") else {
            throw Refused.notFound
        }
        let today = house.zone.day(of: exchange.now)
        var typed: [String: String] = [:]
        for question in wizard.questions {
            typed[question.input] = exchange.query[question.input]
        }
        let unknown = exchange.query["unknown"].flatMap { wizard.question($0) }
        if let question = unknown, question.mayBeUnknown {
            typed[question.input] = WizardQuestion.notKnown
        }
        let book = house.policy.decisions
        let walk = try WizardWalk(wizard, typed, on: today, at: exchange.now, book)
        let changed = exchange.query["change"].flatMap { walk.step($0) }?.question
        kept = typed.filter { input, text in
            let reading = wizard.question(input)?.read(text, on: today)
            return if case .success = reading { true } else { false }
        }
        results =
            walk.next == nil && changed == nil
            ? try wizard.answers.map {
                try WizardResult($0, walk, on: today, at: exchange.now, book)
            } : []
        (t, self.wizard, self.walk, self.house) = (exchange.t, wizard, walk, house)
        (self.today, self.typed, self.changed) = (today, typed, changed)
    }

    private var asked: WizardQuestion? { changed ?? walk.next }

    /// Why the answer to the question on the page cannot be taken.
    var mistake: WizardMistake? { changed == nil ? walk.mistake : nil }

    var title: String {
        asked.map { $0.text(t) + " · " + wizard.title(t) } ?? wizard.title(t)
    }

    var html: HTML { asked.map { question($0) } ?? resultPage }

    /// The way back up.
    var trail: HTML {
        breadcrumbs(
            t,
            [
                NavItem(t("Check what applies to you"), path: "/check"),
                NavItem(wizard.title(t), path: wizard.path, current: true),
            ])
    }

    /// The answers that matter, each with the way to change it.
    var facts: [Fact] {
        walk.steps.map { step in
            Fact(
                step.question.text(t), "\(answerWords(step, t))",
                change: changePath(step.question))
        }
    }

    /// This page with one answer open to be changed and all others kept.
    func changePath(_ question: WizardQuestion) -> String {
        address(of: wizard.questions).setting("change", to: question.input).text
    }

    func address(of questions: [WizardQuestion]) -> Address {
        questions.reduce(Address(wizard.path)) { address, question in
            kept[question.input].map { address.setting(question.input, to: $0) } ?? address
        }
    }
}

extension WizardView {
    private func question(_ asked: WizardQuestion) -> HTML {
        let words = mistake.map { mistakeWords($0, t) }
        let errors = words.map { [FieldError(field: asked.input, message: $0)] } ?? []
        let earlier = walk.steps.firstIndex { $0.question.input == asked.input } ?? walk.steps.count
        let intro: HTML? = earlier == 0 ? "<p class=\"lead\">\(wizard.intro(t))</p>" : nil
        let hidden = wizard.questions.filter { $0.input != asked.input }.html { other -> HTML in
            kept[other.input].map { hiddenField(other.input, $0) } ?? HTML()
        }
        return withErrors(
            t, errors,
            """
            \(trail)
            <h1>\(wizard.title(t))</h1>\(intro)
            <p class="quiet">\(t("Question {n}", ["n": t.number(earlier + 1)]))</p>
            <form method="get" action="\(wizard.path)" novalidate>\(hidden)\(unchosen(asked))
            \(field(asked, words))
            \(actions(button(t("Continue")), unknownButton(asked)))</form>
            \(answersSoFar)
            \(wizardNote(t, privacyWords(t)))
            """)
    }

    private func field(_ asked: WizardQuestion, _ error: String?) -> HTML {
        let (name, label) = (asked.input, asked.text(t))
        let unit = asked.unit.map { t("In {unit}.", ["unit": $0(t)]) }
        let hints = [asked.help.map { $0(t) }, unit].compactMap(\.self)
        let hint = hints.isEmpty ? nil : hints.joined(separator: " ")
        switch asked.kind {
        case .choice, .yesNo:
            return radioFields(
                t, name: name, legend: label, hint: hint, options: choices(asked),
                value: typed[name] ?? "", error: error)
        case .date:
            return dateField(
                t, name: name, label: label, hint: hint, value: dateText(asked), error: error)
        case .number:
            let known = typed[name].flatMap { $0 == WizardQuestion.notKnown ? nil : $0 }
            return textField(
                t, name: name, label: label, hint: hint, value: known ?? "", error: error,
                short: true)
        }
    }

    /// A list from which nothing is chosen sends nothing: so the page still hears that somebody went on.
    private func unchosen(_ asked: WizardQuestion) -> HTML? {
        hasList(asked) ? hiddenField(asked.input, "") : nil
    }

    private func hasList(_ asked: WizardQuestion) -> Bool {
        asked.kind == .choice || asked.kind == .yesNo
    }

    private func choices(_ asked: WizardQuestion) -> [Choice] {
        let options =
            asked.kind == .yesNo
            ? [Choice("yes", t("Yes")), Choice("no", t("No"))]
            : asked.options.map { Choice($0.code, $0.text(t)) }
        let unknown = Choice(WizardQuestion.notKnown, t("I do not know"))
        return asked.mayBeUnknown ? options + [unknown] : options
    }

    /// A date field holds a day and nothing else.
    private func dateText(_ asked: WizardQuestion) -> String {
        let text = typed[asked.input] ?? (asked.startsToday ? "today" : "")
        if text == WizardQuestion.notKnown { return "" }
        return text == "today" ? today.description : text
    }

    /// Where there is no list of answers to which it could belong.
    private func unknownButton(_ asked: WizardQuestion) -> HTML {
        if hasList(asked) || !asked.mayBeUnknown { return HTML() }
        return button(t("I do not know"), kind: .secondary, name: "unknown", value: asked.input)
    }

    private var answersSoFar: HTML? {
        if facts.isEmpty { return nil }
        return """
            <h2>\(t("Your answers so far"))</h2>\(definitionList(t, facts))
            <p><a href="\(wizard.path)">\(t("Start again"))</a></p>
            """
    }
}
