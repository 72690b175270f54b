import Kernel
import Languages
import Storage
import Web

/// The page of a request that was heard: why it was written down, and who asks or what it became.
struct HeardView: Sendable {
    private let heard: HeardRequest
    private let procedure: Procedure
    private let kase: Case?
    private let office: String
    /// Whether whoever heard it works on the case that it became.
    private let isTheirs: Bool

    init(
        _ id: HeardRequestID, for principal: Principal, in db: Reader, _ house: CaseHouse
    ) throws {
        heard = try HeardRequest.find(id, for: principal, in: db)
        procedure = try house.procedure(heard.procedure)
        let kase = try heard.kase.map { try Case.stored($0, in: db) }
        self.kase = kase
        office = try kase.flatMap { try house.neighbours.placeName($0.office, db) } ?? ""
        isTheirs = kase?.access(of: principal) == .staff
    }

    func reply(_ exchange: Exchange, _ form: HeardForm, _ house: CaseHouse) -> Reply {
        let t = exchange.t
        let title = t("A request was heard")
        let content = kase == nil ? fields(exchange, form, house) : became(t)
        return .page(
            title, status: form.errors.isEmpty ? 200 : 422, width: .desk,
            withErrors(
                t, form.errors,
                """
                \(HeardView.crumbs(t, title))<h1>\(title)</h1>\(duty(t))
                \(definitionList(t, facts(house, t)))\(content)
                """))
    }

    static func crumbs(_ t: Translator, _ title: String?) -> HTML {
        let list = t("Requests that were heard")
        var items = [
            NavItem(t("Queue"), path: "/desk"),
            NavItem(list, path: "/desk/heard", current: title == nil),
        ]
        if let title { items.append(NavItem(title, path: "/desk/heard", current: true)) }
        return breadcrumbs(t, items)
    }

    static func moment(_ at: Moment, _ house: CaseHouse, _ t: Translator) -> String {
        t.date(house.zone.day(of: at)) + ", " + t.time(house.zone.minuteOfDay(of: at))
    }

    private func duty(_ t: Translator) -> HTML {
        guard let rule = procedure.heard?.duty else { return HTML() }
        let mark: HTML? = rule.verified ? nil : " \(unverifiedMark(t))"
        return """
            <p>\(rule.text(t)) <span class="quiet small" lang="pt">(\(rule.article))</span>\(mark)</p>
            """
    }

    private func facts(_ house: CaseHouse, _ t: Translator) -> [Fact] {
        let own = [
            Fact(t("Request"), "\(procedure.title(t))"),
            Fact(t("Heard"), "\(HeardView.moment(heard.heardAt, house, t))"),
            Fact(t("Heard by"), "\(heard.name)"),
        ]
        guard let kase else { return own }
        let reference: HTML =
            isTheirs
            ? "<a href=\"/desk/cases/\(kase.reference)\">\(kase.reference)</a>"
            : "\(kase.reference)"
        return own + [Fact(t("Case"), reference), Fact(t("Office"), "\(office)")]
    }

    private func became(_ t: Translator) -> HTML {
        let words =
            isTheirs
            ? t("It is a case now, and counts from when it was heard.")
            : t(
                "It is a case now, and counts from when it was heard. Another office works on it: give the person its reference."
            )
        return "<p role=\"status\">\(words)</p>"
    }

    private func fields(_ exchange: Exchange, _ form: HeardForm, _ house: CaseHouse) -> HTML {
        let (t, errors) = (exchange.t, form.errors)
        func value(_ name: String) -> String { exchange.form.text(name) ?? "" }
        let places =
            [Choice("", t("Choose"))]
            + house.neighbours.municipalities.map { Choice($0.code.text, $0.name) }
        let languages =
            [Choice("", t("Not known yet"))]
            + house.neighbours.spokenLanguages.map {
                Choice($0.code, $0.name(t))
            }
        let content: HTML = """
            \(textField(t, name: "name", label: t("Name, as the person says it"), value: value("name"),
                error: message(for: "name", in: errors)))
            \(dateField(t, name: "birth", label: t("Date of birth"),
                hint: t("As the person says it: it can be put right later."), value: value("birth"),
                error: message(for: "birth", in: errors)))
            \(selectField(t, name: "municipality", label: t("Municipality where the person is"), options: places,
                value: value("municipality"), error: message(for: "municipality", in: errors)))
            \(selectField(t, name: "language", label: t("Language that the person understands"),
                options: languages, value: value("language"), required: false))
            \(radioFields(t, name: "alone", legend: t("Under 18: is the child alone here?"),
                hint: t("Without an adult who answers for the child by law."),
                options: [Choice("yes", t("Yes")), Choice("no", t("No"))], value: value("alone"),
                error: message(for: "alone", in: errors), required: false))
            \(actions(button(t("Note who asks"))))
            """
        return """
            <p role="status">\(t("It is written down and counts from now on. Note who asks when you can."))</p>
            \(postForm(to: "/desk/heard/\(heard.id)/registration", fields: exchange.formFields, content))
            """
    }
}

extension CaseParts {
    /// In which languages the rights exist as text, and which one the person understands; empty once they were handed over.
    var rightsLanguages: HTML {
        let step = view.procedure.steps.first { $0.letter?.kind == .rights }
        guard let step, !view.history.isDone(step.code), !view.kase.isDecided else { return HTML() }
        let written = t.list(LetterBook.languages.map(languageName))
        let known = view.procedure.heard.flatMap { view.history.answers[$0.language] }
        let words: String
        if let known, LetterBook.languages.contains(known) {
            words = t("The person understands {language}.", ["language": languageName(known)])
        } else if let known {
            words = t(
                "There is no text in {language}: an interpreter tells the rights, and it is noted who.",
                ["language": languageName(known)])
        } else {
            words = t("Which language the person understands is not noted.")
        }
        let texts = t("The rights exist here in writing in {languages}.", ["languages": written])
        return "<p>\(texts) \(words)</p>"
    }

    private func languageName(_ code: String) -> String {
        let named = house.neighbours.spokenLanguages.first { $0.code == code }
        return named.map { $0.name(t) } ?? code
    }

    /// Who of the staff heard the request.
    var heard: HTML? {
        view.history.filed.heard.map { heard in
            let values = ["name": heard.name, "date": t.date(house.zone.day(of: heard.at))]
            return
                "<p>\(icon(.person))\(t("Heard by {name} on {date}, who wrote it down", values))</p>"
        }
    }

    /// What became of the notice to a body outside.
    func told(_ told: CaseEvent.BodyTold) -> HTML {
        let name = view.procedure.bodies.first { $0.code == told.body }?.title(t) ?? told.body
        return "<p>\(name): \(told.words)</p>"
    }
}
