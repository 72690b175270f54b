import Kernel
import Languages
import LegalTime
import Web

extension CaseParts {
    /// How each letter was brought to its person: what was tried, what came of it, and the day on which the law takes it as
    /// received; empty while nothing is known.
    var reaching: HTML {
        let lines = view.letters.reversed().html { letter -> HTML in
            let own = view.facts.filter { $0.key == letterNoticePrefix + letter.id.description }
            if own.isEmpty { return HTML() }
            let title = LetterKind(rawValue: letter.kind)?.title(t) ?? letter.kind
            let day = t.date(house.zone.day(of: letter.createdAt))
            return """
                <details><summary>\(title), \(day): \(standing(letter, own))</summary>
                <ul>\(own.html(line))\(service(letter).html(line))</ul></details>
                """
        }
        return lines.isEmpty
            ? HTML() : "<h3>\(t("How the letters were sent"))</h3>\(lines)"
    }

    /// In a few words, whether anything shows that it came.
    private func standing(_ letter: LetterLine, _ own: [NoticeFact]) -> String {
        let last = own.last?.what
        if last == .returned || last == .bounced { return t("it came back") }
        return service(letter).isEmpty
            ? t("nothing shows yet that it arrived") : t("it arrived, or counts as received")
    }

    private func service(_ letter: LetterLine) -> [ServiceDate] {
        let registered = view.registeredAt(letter.id)
        let dates = try? house.services(
            of: letter.id, view.facts, registered: registered, in: view.kase)
        return dates ?? []
    }

    private func line(_ fact: NoticeFact) -> HTML {
        let quote: HTML? =
            fact.detail.isEmpty || fact.way == .account ? nil : " <q>\(fact.detail)</q>"
        let day = t.date(house.zone.day(of: fact.at))
        return "<li>\(day): \(way(fact.way)), \(what(fact.what))\(quote)</li>"
    }

    private func line(_ date: ServiceDate) -> HTML {
        let words = StepWords(t: t, rule: date.derivation.rule)
        let steps = date.steps.map(words.line).html { line -> HTML in
            let why: HTML? = line.why.map { " <span class=\"quiet\">\($0)</span>" }
            return "<li><b>\(line.when)</b>: \(line.what)\(why)</li>"
        }
        let values = ["way": way(date.way), "date": t.date(date.day)]
        let mark: HTML? = date.isVerified ? nil : " \(unverifiedMark(t))"
        return """
            <li><b>\(t("{way}: counts as received on {date}.", values))</b>\(mark)
            <ol>\(steps)</ol></li>
            """
    }

    private func way(_ way: NoticeFact.Way) -> String {
        switch way {
        case .account: t("Account")
        case .email: t("E-mail")
        case .phone: t("Text message")
        case .letter: t("Letter by post")
        case .office: t("Office, or the page itself")
        }
    }

    private func what(_ what: NoticeFact.What) -> String {
        switch what {
        case .sent: t("sent")
        case .spooled: t("written to a file; nobody carries it")
        case .bounced: t("came back")
        case .failed: t("not delivered")
        case .read: t("opened")
        case .dispatched: t("taken by the post")
        case .delivered: t("delivered, as its carrier says")
        case .returned: t("brought back by the post")
        case .silent: t("no sign in its time; the next way was tried")
        case .reached: t("brought to the person")
        }
    }
}

extension CaseView {
    /// When somebody of the office sent a draft's letter as a registered one.
    fileprivate func registeredAt(_ letter: LetterID) -> Moment? {
        var drafts: [LetterID] = []
        var sent: Moment?
        for event in events {
            switch event.what {
            case .refusalProposed: drafts = []
            case .letterMade(let made) where LetterKind.drafts.contains(made.kind):
                drafts.append(made.id)
            case .hearingNotified(let notified) where notified.way == .registered:
                if drafts.contains(letter) { sent = event.at }
            case .letterReturned(let back) where back.letter == letter: sent = nil
            default: break
            }
        }
        return sent
    }
}
