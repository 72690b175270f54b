import Decisions
import Languages
import Web

/// What the answers lead to: each decision in words, why, what stays open, and where to go from there.
extension WizardView {
    var resultPage: HTML {
        """
        \(trail)
        <h1>\(wizard.title(t))</h1>
        \(results.filter { !$0.isHidden }.html { section($0) })
        <h2>\(t("Your answers"))</h2>
        \(definitionList(t, facts))
        \(note)\(onward)
        \(wizardNote(t, privacyWords(t)))
        <p class="quiet small">\(t("Answered on {date}.", ["date": t.date(today)])) \(checked) \(since) \
        \(t("Questions and words last checked on {date}.", ["date": t.date(wizard.lastVerified)]))</p>
        """
    }

    /// The page is as old as the oldest of the models that it asks.
    private var checked: HTML {
        let days = results.compactMap(\.lastVerified)
        guard days.count == results.count, let oldest = days.min() else {
            return
                "\(t("It is not known when these rules were last checked.")) \(unverifiedMark(t))"
        }
        return "\(t("Rules last checked on {date}.", ["date": dateWords(oldest, t)]))"
    }

    /// That nobody knows since when some of the rules hold.
    private var since: HTML? {
        results.contains(where: \.isFromUnknown)
            ? "\(t("No source that was read says since when these rules hold."))" : nil
    }

    /// The names and codes in it are for programs too: the page says the same as the models.
    private func section(_ result: WizardResult) -> HTML {
        """
        <section class="card" data-decision="\(result.answer.name)">
        <h2>\(result.answer.title(t))</h2>
        \(outside(result))
        \(body(result))
        \(stillOpen(result))
        \(why(result))
        </section>
        """
    }

    private func outside(_ result: WizardResult) -> HTML? {
        guard let days = result.missed else { return nil }
        return "<p>\(unverifiedMark(t)) \(outsideWords(days, t))</p>"
    }

    private func body(_ result: WizardResult) -> HTML {
        if result.items.isEmpty { return nothing(result) }
        switch result.answer.kind {
        case .verdict, .value: return result.items.html { verdict($0, result) }
        case .list:
            return "<ul class=\"checklist\">\(result.codes.html { line($0, result) })</ul>"
        case .amount:
            let unit = result.answer.unit.map { $0(t) } ?? "€"
            return """
                <p class="lead"><data value="\(result.value.text)">\(valueWords(result.value, t)) \(unit)</data></p>
                """
        }
    }

    private func verdict(_ item: FEELValue, _ result: WizardResult) -> HTML {
        let outcome = result.answer.outcome(item.text)
        let words = outcome.map { $0.text(t) } ?? valueWords(item, t)
        return told("<data value=\"\(item.text)\">\(words)</data>", as: outcome, result)
    }

    /// An answer between the word for how it sounds and the ways on.
    private func told(
        _ words: HTML, as outcome: WizardAnswer.Outcome?, _ result: WizardResult
    ) -> HTML {
        let tone: HTML? = (outcome?.tone).flatMap { toneTag($0, t) }.map { "<p>\($0)</p>" }
        let ways = outcome?.ways ?? []
        let next: HTML? =
            ways.isEmpty ? nil : "<h3>\(t("What you can do"))</h3>\(list(of: ways, result))"
        return "\(tone)<p class=\"lead\">\(words)</p>\(next)"
    }

    /// One thing of a list, to be ticked on paper, with the rules that ask for it.
    private func line(_ code: String, _ result: WizardResult) -> HTML {
        let outcome = result.answer.outcome(code)
        let words = outcome.map { $0.text(t) } ?? code
        let tone: HTML? = (outcome?.tone).flatMap { toneTag($0, t) }.map { " \($0)" }
        let reasons = result.reasons(for: code).html {
            "<p class=\"small\" data-reason>\(reason($0, result))</p>"
        }
        return """
            <li><data value="\(code)">\(words)</data>\(tone)\(reasons)\(list(of: outcome?.ways ?? [], result))</li>
            """
    }

    private func list(of ways: [WizardAnswer.Way], _ result: WizardResult) -> HTML {
        if ways.isEmpty { return HTML() }
        let lines = ways.html { way -> HTML in
            let mark: HTML? = way.isVerified ? nil : " \(unverifiedMark(t))"
            let source = way.source.map { self.source($0, result) }
            return "<li>\(words(of: way))\(mark)\(source)</li>"
        }
        return "<ul>\(lines)</ul>"
    }

    private func words(of way: WizardAnswer.Way) -> HTML {
        guard let link = way.link else { return "\(way.text(t))" }
        // The address of this page holds answers: other sites do not learn it.
        let isOutside = !link.hasPrefix("/")
        return """
            <a href="\(link)"\(if: isOutside, " rel=\"noreferrer\"")>\(way.text(t))</a>
            """
    }

    /// A list without entries is an answer; a verdict, an amount or a value that is missing is none, and said so
    /// where the wizard has no words of its own for that.
    private func nothing(_ result: WizardResult) -> HTML {
        let isSum = result.answer.kind == .amount || result.answer.kind == .value
        if isSum, let outcome = result.answer.outcome(WizardAnswer.nothing) {
            return told("\(outcome.text(t))", as: outcome, result)
        }
        if case .list = result.value {
            return "<p>\(t("Nothing more for these answers."))</p>"
        }
        return """
            <p>\(toneTag(.unknown, t))</p>
            <p class="lead">\(t("We cannot say it from these answers."))</p>
            <p><a href="\(helpPath)">\(t("Ask someone near you"))</a></p>
            """
    }

    private func stillOpen(_ result: WizardResult) -> HTML? {
        if result.open.isEmpty { return nil }
        let lines = result.open.html { question -> HTML in
            "<li><a href=\"\(changePath(question))\">\(question.text(t))</a></li>"
        }
        return """
            <p>\(tag(t("Still open"), .care)) \(t("This may change when you know:"))</p><ul>\(lines)</ul>
            """
    }

    private func why(_ result: WizardResult) -> HTML? {
        let reasons = result.reasons
        if reasons.isEmpty { return nil }
        let lines = reasons.html { "<li data-reason>\(reason($0, result))</li>" }
        let mark: HTML? = reasons.allSatisfy(\.isVerified) ? nil : " \(unverifiedMark(t))"
        return """
            <details\(if: isOpen(result), " open")><summary>\(t("Why"))\(mark)</summary><ul>\(lines)</ul></details>
            """
    }

    /// The first answer shows its reasons, and so does every no; the others on demand and on paper.
    private func isOpen(_ result: WizardResult) -> Bool {
        let tones = result.items.compactMap { result.answer.outcome($0.text)?.tone }
        return result.answer.name == results.first?.answer.name || tones.contains(.no)
    }

    private func reason(_ reason: Reason, _ result: WizardResult) -> HTML {
        let words = reason.words(t)
        let article: HTML? =
            reason.article.isEmpty
            ? nil : " <span class=\"quiet small\" lang=\"pt\">(\(reason.article))</span>"
        let mark: HTML? = reason.isVerified ? nil : " \(unverifiedMark(t))"
        let links = reason.source.html { source($0, result) }
        return "\(words)\(article)\(mark)\(links)"
    }

    /// Where a source is found: as the model says; the wizard's own list is for keys that no model has.
    private func source(_ key: String, _ result: WizardResult) -> HTML {
        let address = result.addresses[key] ?? wizard.sources[key] ?? key
        return " <span class=\"quiet small\">\(linkedText(address))</span>"
    }
}

extension WizardView {
    private var helpPath: String {
        procedure.map { "/help?need=\($0.service)" } ?? "/help"
    }

    private var procedure: Procedure? { wizard.procedure.flatMap(house.policy.procedure) }

    /// What can be shown at a health centre, of these answers.
    private var note: HTML? {
        guard wizard.code == HealthNote.wizard else { return nil }
        let path = address(of: wizard.questions).text.replacing(wizard.path, with: "/health/note")
        return actions(buttonLink(t("Note for the health centre"), to: path))
    }

    private var onward: HTML {
        let guide = procedure.map { buttonLink(t("What you need"), to: "/guides/\($0.code)") }
        let filing = procedure.map {
            buttonLink(t("File a request now"), to: "/cases/new/\($0.code)", kind: .secondary)
        }
        let help = buttonLink(t("Find help near you"), to: helpPath, kind: .secondary)
        let again = buttonLink(t("Start again"), to: wizard.path, kind: .secondary)
        return """
            <div class="actions">\(guide)\(filing)\(help)</div>
            <div class="actions">\(printButton(t))\(again)\(another)</div>
            """
    }

    /// The same questions about another person, without asking again what is about the one who asks.
    private var another: HTML? {
        let stays = wizard.questions.filter { $0.isKept && walk.step($0.input) != nil }
        if stays.isEmpty { return nil }
        return buttonLink(
            t("Check for another person"), to: address(of: stays).text, kind: .secondary)
    }
}
