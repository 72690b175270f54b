import Kernel
import Languages
import LegalTime
import Storage
import Web

/// Parts that several pages of a sealed room show.
enum SealedParts {
    /// The key names the account of a signed-in visitor: only its keyed hash is stored here.
    static func hidden(_ key: OnceKey, _ keys: Keys) -> OnceKey {
        let hash = keys.lookup(key.text, use: "once").map { String($0, radix: 36) }
        return OnceKey(hash.joined(separator: "-"), contents: key.contents)
    }

    static func kept(
        _ t: Translator, _ kept: SealedKeepsake, _ procedure: SealedProcedure
    ) -> Reply {
        .page(
            t("It is in"),
            """
            <h1>\(t("It is in"))</h1>
            <p>\(t("Keep both. We show them only now, and nobody can find them again for you."))</p>
            \(definitionList(t, [
                Fact(t("Reference"), "<span class=\"code\">\(kept.reference)</span>"),
                Fact(t("Your secret code"), "<span class=\"code\">\(kept.code)</span>"),
            ]))
            \(statusLink(procedure, t))\(printButton(t))
            """)
    }

    static func statusLink(_ procedure: SealedProcedure, _ t: Translator) -> HTML? {
        procedure.intake == .desk
            ? nil
            : "<p><a href=\"/\(procedure.path)/status\">\(t("See where it stands, or add to it"))</a></p>"
    }

    static func intro(_ procedure: SealedProcedure, _ t: Translator) -> HTML {
        "<p>\(procedure.intro(t))</p>\(basis(procedure, t))"
    }

    /// The law that it rests on, marked where no source confirms it.
    static func basis(_ procedure: SealedProcedure, _ t: Translator) -> HTML {
        let lines = procedure.basis.html { one -> HTML in
            let mark: HTML? = one.rule.verified ? nil : " \(unverifiedMark(t))"
            return
                "<li>\(one.rule.text(t)) <span class=\"quiet\">\(one.rule.article)</span>\(mark)</li>"
        }
        return """
            <details><summary>\(t("On what law this rests"))</summary><ul>\(lines)</ul>\(kept(procedure, t))</details>
            """
    }

    /// How long it is kept, and that nobody knows where no source says so.
    private static func kept(_ procedure: SealedProcedure, _ t: Translator) -> HTML {
        let own =
            procedure.isErasable
            ? t("With reference and code you can have all of it erased at any time.") : ""
        guard let rule = procedure.retention else {
            return """
                <p>\(t("We found no source that says how long this is kept. Until one does, nothing is erased by age."))
                \(unverifiedMark(t)) \(own)</p>
                """
        }
        let words = t.plural(
            "Kept for {n} year after it has ended.", "Kept for {n} years after it has ended.",
            rule.years)
        let mark: HTML? = rule.verified ? nil : unverifiedMark(t)
        return "<p>\(words) <span class=\"quiet\">\(rule.source)</span> \(mark) \(own)</p>"
    }

    static func answers(_ words: AnswerWords) -> HTML {
        words.sections.html { section -> HTML in
            let facts = section.lines.map { Fact($0.title, "\($0.answer)") }
            return "<h2>\(section.title)</h2>\(definitionList(words.t, facts))"
        }
    }

    /// Periods that run, the limitation first.
    static func clocks(
        _ view: SealedView, _ exchange: Exchange, _ house: SealedHouse, isOwn: Bool
    ) -> HTML {
        let t = exchange.t
        let today = house.zone.day(of: exchange.now)
        let open = view.stage.turn == .none ? [] : view.periods.filter(\.derivation.isOpen)
        return open.sorted { $0.isLimit && !$1.isLimit }.html { period -> HTML in
            let words = ClockWords(
                t: t, date: LegalDate(derivation: period.derivation, note: nil), today: today,
                calendar: house.calendar, isOwn: isOwn)
            let rule = period.derivation.rule
            return "<p><b>\(ruleTitle(rule, t))</b></p>\(words.html)"
        }
    }

    /// What was done, oldest first: all of it for the desk, for the person what the file lets them read.
    static func course(
        _ view: SealedView, _ t: Translator, _ house: SealedHouse, isOwn: Bool
    ) -> HTML {
        let filed = TimelineStep(
            .done, t("Handed in"), when: t.date(house.zone.day(of: view.history.filedAt)))
        let done = view.history.acts.compactMap { one -> TimelineStep? in
            guard let act = view.procedure.act(one.act.act),
                let title = isOwn ? act.shown : act.title
            else { return nil }
            let detail = answers(of: one.act, isOwn ? act.toldForm : act.form, t, house)
            return TimelineStep(.done, title(t), when: t.date(one.act.day), detail: detail)
        }
        return timeline(t, steps: [filed] + done)
    }

    private static func answers(
        of done: SealedEvent.Acted, _ form: FilingForm, _ t: Translator, _ house: SealedHouse
    ) -> HTML? {
        guard
            let sheet = try? FormSheet(
                form, household: SealedFacts.sample, typed: done.answers, nil),
            !sheet.answers.isEmpty
        else { return nil }
        let words = AnswerWords(t: t, sheet: sheet, names: house.names)
        let lines = words.sections.flatMap(\.lines).map { Fact($0.title, "\($0.answer)") }
        return definitionList(t, lines)
    }

    static func messages(_ view: SealedView, _ t: Translator, _ house: SealedHouse) -> HTML {
        let lines = view.history.messages.html { one -> HTML in
            let who = one.said.isDesk ? t("The body") : t("The person")
            let day = t.date(house.zone.day(of: one.at))
            return "<li><p><b>\(who)</b>, \(day)</p><p>\(one.said.text)</p></li>"
        }
        return view.history.messages.isEmpty ? HTML() : "<ul>\(lines)</ul>"
    }

    static func sayForm(_ path: String, _ exchange: Exchange, _ hidden: HTML) -> HTML {
        let t = exchange.t
        let content: HTML = """
            \(hidden)\(textArea(t, name: "message", label: t("Your message")))
            \(actions(button(t("Send the message"), kind: .secondary)))
            """
        return postForm(to: path, fields: exchange.formFields, content)
    }

    static func evidenceForm(_ path: String, _ exchange: Exchange, _ hidden: HTML) -> HTML {
        let t = exchange.t
        let content: HTML = """
            \(hidden)\(fileField(t, name: "file", label: t("The file"),
                hint: t("A PDF or a photo (JPEG, PNG), at most {n} MB.", ["n": String(evidenceFileBytesMax / 1_048_576)]),
                accept: FileKind.allCases.map(\.rawValue).joined(separator: ",")))
            \(actions(button(t("Hand in the evidence"), kind: .secondary)))
            """
        return postForm(to: path, fields: exchange.formFields, files: true, content)
    }

    /// What one side may do now, each act folded with its questions.
    static func acts(
        _ view: SealedView, _ doer: SealedAct.Doer, to path: String, _ exchange: Exchange,
        _ house: SealedHouse, _ hidden: HTML, wrong: SealedWrong? = nil
    ) throws -> HTML {
        let t = exchange.t
        let facts = try SealedFacts.of(view.history, view.procedure)
        return try view.procedure.offers(doer, view.history).html { act -> HTML in
            let isWrong = wrong?.act == act.code
            let sheet = try FormSheet(act.form, household: facts, typed: [:], nil)
            let fields = sheet.asked.html { asked -> HTML in
                FormFieldsView(
                    t: t, asked: asked, names: house.names,
                    values: isWrong ? wrong?.typed ?? [:] : [:],
                    complaints: isWrong ? wrong?.complaints ?? [] : []
                ).html
            }
            let content: HTML = "\(hidden)\(fields)\(actions(button(act.title(t))))"
            return """
                <details\(if: isWrong, " open")><summary>\(act.title(t))</summary>
                \(postForm(to: path + "/act/" + act.code, fields: exchange.formFields, content))</details>
                """
        }
    }
}

/// An act whose answers could not be taken.
struct SealedWrong: Sendable {
    let act: String
    let typed: [String: String]
    let complaints: [FormSheet.Complaint]

    /// Nil where the answers are good, or the act is not offered: then the action itself refuses.
    init?(
        _ code: String, on view: SealedView, _ doer: SealedAct.Doer, _ exchange: Exchange,
        _ house: SealedHouse
    ) throws {
        let offers = try view.procedure.offers(doer, view.history)
        guard let act = offers.first(where: { $0.code == code }) else { return nil }
        let typed = typedAnswers(act.section, in: exchange.form)
        let sheet = try FormSheet(
            act.form(after: view.history),
            household: try SealedFacts.of(view.history, view.procedure), typed: typed,
            house.world(at: exchange.now))
        if sheet.complaints.isEmpty { return nil }
        self.act = code
        self.typed = typed
        complaints = sheet.complaints
    }
}
