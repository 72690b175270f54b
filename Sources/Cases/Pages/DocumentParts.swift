import Kernel
import Languages
import Web

/// What a file says of its documents: those that are in, those that lie elsewhere, and until when they are good.
extension CaseParts {
    /// The files that are in, each to be looked at or saved under `base`.
    func documents(base: String) -> HTML {
        if view.documents.isEmpty {
            return view.waiting.isEmpty ? "<p>\(t("Nothing was handed in yet."))</p>" : checked
        }
        let rows: [[HTML]] = view.documents.map { document in
            let path = "\(base)/documents/\(document.id)"
            return [
                "<a href=\"\(path)/view\">\(item(document.code, document.member))</a>",
                "<a href=\"\(path)\">\(document.savedName)</a>", handedIn(document),
                until(document),
            ]
        }
        let table = sortableTable(
            t, caption: t("Documents in the file"), captionHidden: true,
            columns: [
                Column(t("Document")), Column(t("File name")), Column(t("Handed in")),
                Column(t("Valid until")),
            ],
            rows: rows)
        return table + checked
    }

    /// What was handed in and nobody could look through yet: it is in no file, and nobody can open it.
    private var checked: HTML {
        if view.waiting.isEmpty { return HTML() }
        let lines = view.waiting.html { document -> HTML in
            let day = t.date(house.zone.day(of: document.receivedAt))
            return """
                <li><span>\(item(document.code, document.member)) \(tag(t("being checked"), .now))</span> \
                <span class="quiet">\(day)</span></li>
                """
        }
        let words = t(
            "A program looks for viruses before a file joins the case. That it was handed in on this day is kept."
        )
        return "<ul class=\"lines\">\(lines)</ul><p class=\"quiet\">\(words)</p>"
    }

    /// What did not join, and why.
    func turnedAway(_ document: CaseEvent.TurnedAway) -> HTML {
        let why =
            document.found.map { t("A virus was found in it ({name}).", ["name": $0]) }
            ?? t("The case was decided before it was checked.")
        return "<p>\(item(document.code, document.member)). \(why)</p>"
    }

    /// When it came into this file, and since when the house has it where that was before.
    func handedIn(_ document: CaseDocument) -> HTML {
        let day = t.date(house.zone.day(of: document.receivedAt))
        guard let since = document.reusedSince else { return "\(day)" }
        let earlier = t("held since {date}", ["date": t.date(house.zone.day(of: since))])
        return "\(day) <span class=\"quiet\">(\(earlier))</span>"
    }

    /// The last day on which it is good, with the rule that ends it; what has expired says so.
    func until(_ document: CaseDocument) -> HTML {
        let validity = house.validity(of: document, view.procedure.document(document.code))
        guard let last = validity.lastDay else { return "–" }
        let rule: HTML? = validity.endingRule.map { rule -> HTML in
            let mark: HTML? = rule.verified ? nil : " \(unverifiedMark(t))"
            return " <span class=\"quiet small\" lang=\"pt\">(\(rule.article))</span>\(mark)"
        }
        if validity.isGood(on: view.today) { return "\(t.date(last))\(rule)" }
        return "\(tag(t("expired on {date}", ["date": t.date(last)]), .care))\(rule)"
    }

    /// That a good copy is held, since when, where, and until when it is good.
    func held(_ copy: HeldCopy) -> String {
        let since = t.date(house.zone.day(of: copy.document.heldSince))
        let words =
            copy.isElsewhere
            ? t("Another office holds a good one.")
            : copy.kase == view.kase.id
                ? t("We hold one since {date}.", ["date": since])
                : t(
                    "We hold one since {date}, in the file {reference}.",
                    ["date": since, "reference": copy.reference.text])
        guard let last = copy.lastDay else { return words }
        return words + " " + t("It is valid until {date}.", ["date": t.date(last)])
    }

    /// What lies in another file of the person and is asked for or missing here: taken over, not sent again.
    func offers(_ fields: HTML) -> HTML {
        let copies = view.offers
        if copies.isEmpty { return HTML() }
        let lines = copies.html { copy -> HTML in
            let form = postForm(
                to: "/cases/\(view.kase.reference)/copies", fields: fields,
                "\(hiddenField("copy", copy.text))\(button(t("Use this copy"), kind: .secondary))")
            let what = item(copy.document.code, copy.member)
            return "<li><b>\(what)</b> – \(held(copy)) \(form)</li>"
        }
        return "<h3>\(t("We already hold this"))</h3><ul>\(lines)</ul>"
    }

    /// Why the office asks for what it holds.
    func again(_ item: CaseEvent.Requested.Item) -> HTML? {
        guard let again = item.again else { return nil }
        let words = t(
            "We hold one since {date}. The office says why it will not do:",
            ["date": t.date(again.heldSince)])
        return "<br>\(words) <q>\(again.because)</q>"
    }

    /// What came in, and from which other file; only its person reads which one that is.
    func added(_ document: CaseEvent.DocumentAdded) -> HTML {
        var what: HTML = "<p>\(item(document.code, document.member))</p>"
        if let since = document.waitedSince {
            let day = t.date(house.zone.day(of: since))
            what +=
                "<p class=\"quiet\">\(t("Handed in on {date}, then checked.", ["date": day]))</p>"
        }
        guard let reused = document.reused else { return what }
        let since = t.date(house.zone.day(of: reused.since))
        let words =
            isOwn
            ? t(
                "Taken from your file {reference}, where it is since {date}.",
                ["reference": reused.from, "date": since])
            : t("Taken from another file of the person; held since {date}.", ["date": since])
        return "\(what)<p class=\"quiet\">\(words)</p>"
    }

    /// Until when a document was said to be good.
    func dated(_ stated: CaseEvent.ValidityStated) -> HTML? {
        guard let document = view.documents.first(where: { $0.id == stated.document }) else {
            return nil
        }
        let end = stated.validUntil.map { t("Valid until {date}", ["date": t.date($0)]) }
        return
            "<p>\(item(document.code, document.member)). \(end ?? t("No date on it"))</p>"
    }
}
