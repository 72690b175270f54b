import Kernel
import Languages
import LegalTime
import Web

/// What a procedure asks, for everyone: the same text at the counter, on the phone and here.
struct GuidePages: Sendable {
    let cases: Cases

    var routes: [Route] {
        [
            .get("/guides", may: .everyone, "Everything that can be asked for here", list),
            .get(
                "/guides/{procedure}", may: .everyone,
                "What a procedure needs, who may ask, and when it is decided", show),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let service = cards(.service, t, under: "h3")
        let safe = cards(.protection, t, under: "h3")
        let invest = cards(.investment, t, under: "h3")
        let investment: HTML? =
            invest.isEmpty ? nil : "<h2>\(t("An investment from the diaspora"))</h2>\(invest)"
        let protection: HTML? = safe.isEmpty ? nil : "<h2>\(t("Protection"))</h2>\(safe)"
        let about: HTML? =
            service.isEmpty ? nil : "<h2>\(t("About the service and your data"))</h2>\(service)"
        return .page(
            t("What you can ask for"),
            """
            <h1>\(t("What you can ask for"))</h1>
            <p class="lead">\(t("Each page says who may ask, what you need and when it is decided."))</p>
            \(cards(.status, t, under: "h2"))\(protection)\(qualifications(t))\(investment)\(about)<p><a href="/check">\(t("Check what applies to you"))</a></p>
            """)
    }

    private func qualifications(_ t: Translator) -> HTML? {
        let found = cards(.qualification, t, under: "h3")
        if found.isEmpty { return nil }
        return """
            <h2>\(t("About your qualifications"))</h2>\(found)
            <p><a href="/recognition">\(t("Who recognises what, how long it takes, and earlier decisions"))</a></p>
            """
    }

    private func cards(_ concern: Concern, _ t: Translator, under level: HTML) -> HTML {
        cases.house.policy.procedures.filter { $0.concern == concern }.html { procedure in
            card(
                """
                <\(level)><a href="/guides/\(procedure.code)">\(term(t, procedure.title(t), official: procedure.official))</a></\(level)>
                <ul>\(procedure.whoMayApply.prefix(1).html { "<li>\($0.text(t))</li>" })</ul>
                """)
        }
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let procedure = try cases.house.procedure(exchange.parameters["procedure"] ?? "")
        let today = cases.house.zone.day(of: exchange.now)
        // Of a procedure that takes nothing new the last law is told: files under it go on.
        let day = procedure.isOpen(on: today) ? today : procedure.lastDay ?? today
        return .page(
            procedure.title(t),
            """
            <h1>\(term(t, procedure.title(t), official: procedure.official))</h1>
            \(closed(procedure, today, t))
            <div class="actions">\(if: procedure.isOpen(on: today), buttonLink(t("File a request now"), to: "/cases/new/\(procedure.code)"))
            \(quicker(procedure, t))\(checks(procedure, t))\(buttonLink(t("Find help near you"), to: "/help?need=\(procedure.service)", kind: .secondary))</div>
            <h2>\(t("Who may ask"))</h2>\(rules(procedure.whoMayApply, t))
            <h2>\(t("Good to know"))</h2>\(rules(procedure.guide, t))\(rights(procedure, t))
            <h2>\(t("What you need"))</h2>\(documents(procedure, day, t))
            <h2>\(t("When it is decided"))</h2>\(deadline(procedure, day, t))
            \(fees(procedure, t))
            <p class="quiet small">\(t("Rules last checked on {date}.", ["date": t.date(procedure.lastVerified)]))</p>
            """)
    }

    /// That nothing new is taken, and until when it was.
    private func closed(_ procedure: Procedure, _ today: Day, _ t: Translator) -> HTML? {
        if procedure.isOpen(on: today) { return nil }
        guard let last = procedure.lastDay, last < today else {
            return
                "<p class=\"lead\">\(t("This procedure takes no new requests. Files that were handed in before go on."))</p>"
        }
        let words = t(
            "New requests were taken until {date}. Files that were handed in by then go on.",
            ["date": t.date(last)])
        return "<p class=\"lead\">\(words)</p>"
    }

    /// Nothing that is about the service costs anything, so nothing is said of fees there.
    private func fees(_ procedure: Procedure, _ t: Translator) -> HTML? {
        if [.qualification, .investment].contains(procedure.concern) {
            let words = t(
                "No source that was read says what this costs: ask before you hand it in.")
            return "<h2>\(t("What it costs"))</h2><p>\(t("not known")). \(words)</p>"
        }
        guard procedure.concern == .status else { return nil }
        return """
            <p><a href="/fees">\(t("Fees: what it costs, and what the sources say"))</a></p>
            """
    }

    /// What the paper of somebody's rights says.
    private func rights(_ procedure: Procedure, _ t: Translator) -> HTML? {
        guard let letter = procedure.letter(.rights) else { return nil }
        return "<h2>\(t("What you have a right to"))</h2>\(rules(letter.says, t))"
    }

    /// What answers at once, without a request.
    private func quicker(_ procedure: Procedure, _ t: Translator) -> HTML? {
        procedure.quicker.map { buttonLink($0.title(t), to: $0.path, kind: .secondary) }
    }

    /// Where somebody finds out what of all this is theirs.
    private func checks(_ procedure: Procedure, _ t: Translator) -> HTML {
        cases.house.policy.wizards.filter { $0.procedure == procedure.code }.html { wizard in
            buttonLink(wizard.title(t), to: wizard.path, kind: .secondary)
        }
    }

    private func rules(_ rules: [StatedRule], _ t: Translator) -> HTML {
        let lines = rules.html { rule in
            let mark: HTML? = rule.verified ? nil : " \(unverifiedMark(t))"
            return """
                <li>\(rule.text(t)) <span class="quiet small" lang="pt">(\(rule.article))</span>\(mark)</li>
                """
        }
        return "<ul>\(lines)</ul>"
    }

    private func documents(_ procedure: Procedure, _ day: Day, _ t: Translator) -> HTML {
        let all = procedure.documents(on: day)
        let groups: [(String, DocumentKind.Owner)] = [
            (procedure.applicant?(t) ?? t("From the permit holder"), .holder),
            (t("For each member of the family"), .member),
            (t("For children"), .child),
        ]
        if procedure.family.isNone, procedure.documentsDecision != nil {
            return """
                <ul>\(lines(all, t))</ul>
                <p>\(t("Not everyone needs all of them. When you file, you see what you need."))</p>
                """
        }
        let lists = groups.html { title, owner -> HTML in
            let kinds = all.filter { $0.who == owner }
            return kinds.isEmpty ? HTML() : "<h3>\(title)</h3><ul>\(lines(kinds, t))</ul>"
        }
        if procedure.documentsDecision == nil {
            let words = t(
                "No source says who needs which of them: the office asks for what it needs.")
            return "\(lists)<p>\(words) \(unverifiedMark(t))</p>"
        }
        return """
            \(lists)<p>\(t("Not everyone needs all of them. When you file, you see what your family needs."))</p>
            """
    }

    private func lines(_ kinds: [DocumentKind], _ t: Translator) -> HTML {
        kinds.html { kind in
            let mark: HTML? = kind.verified ? nil : " \(unverifiedMark(t))"
            return "<li>\(kind.title(t))\(mark)</li>"
        }
    }

    private func deadline(_ procedure: Procedure, _ today: Day, _ t: Translator) -> HTML {
        guard let rule = procedure.clocks.rule("decision", on: today),
            let version = procedure.version(inForceOn: today)
        else { return "<p>\(t("No period is stored for this procedure."))</p>" }
        let note = version.note("decision")
        let mark: HTML? = rule.isVerified ? nil : " \(unverifiedMark(t))"
        let paused: HTML? = rule.suspensions.isEmpty ? nil : pause(note, t)
        let silent: HTML? = note.map { note in
            let open: HTML? = note.verified ? nil : " \(unverifiedMark(t))"
            return "<p><b>\(t("If nobody acts:"))</b> \(note.ifSilent(t))\(open)</p>"
        }
        return """
            <p>\(t("The office has {length} to decide, from the day after you file.", ["length": length(rule, t)])) \
            <span class="quiet small" lang="pt">(\(rule.article))</span>\(mark)</p>
            \(silent)\(paused)
            """
    }
}

/// That a request for papers stops the clock, where one does.
private func pause(_ note: ClockNote?, _ t: Translator) -> HTML {
    """
    <p>\(t("While you are asked for something that is missing, the clock of the office stands still."))\
    \(if: !(note?.pauseVerified ?? false), " \(unverifiedMark(t))")</p>
    """
}

/// A period of a case in words, with the days that the law adds for a person far from the office.
func length(_ rule: ClockRule, _ person: PersonPlace, at office: Place, _ t: Translator) -> String {
    guard let more = rule.dilation?.entry(for: person, serviceAt: office) else {
        return length(rule, t)
    }
    let days = more.inWorkingDays ? t.workingDays(more.length) : t.days(more.length)
    return t("{length} and {more} for the distance", ["length": length(rule, t), "more": days])
}

/// A period in words.
func length(_ rule: ClockRule, _ t: Translator) -> String {
    switch rule.unit {
    case .months: t.months(rule.length)
    case .years: t.plural("{n} year", "{n} years", rule.length)
    case .hours: t.plural("{n} hour", "{n} hours", rule.length)
    case .working: t.workingDays(rule.length)
    case .calendar: t.days(rule.length)
    }
}
