import Kernel
import Languages
import Storage
import Web

/// What a closure would do, and the button that does it.
struct ClosingView: Sendable {
    let exchange: Exchange
    let form: ClosingForm
    let office: LocationID
    let place: VisitPlace
    let desks: [Desk]
    /// What it would do; nil until days are chosen that can be closed.
    let seen: Seen?
    let errors: [FieldError]

    struct Seen: Sendable {
        let visits: [Visit]
        let whatIf: WhatIf
        /// The new times of the visits that are shown.
        let moved: [VisitID: Moment]
    }

    init(
        _ exchange: Exchange, _ form: ClosingForm, _ asks: Asks, _ errors: [FieldError],
        for principal: Principal, in db: Reader
    ) throws {
        let own = try Desk.supervised(by: principal, in: db)
        guard let office = form.office ?? own.first, principal.supervises(office),
            let place = try asks.place(office, db)
        else { throw Refused.notFound }
        self.exchange = exchange
        self.form = form
        self.office = office
        self.place = place
        desks = try Desk.own(at: office, in: db)
        let today = place.zone.day(of: exchange.now)
        let refusal =
            form.closing.map { $0.refusal(today: today) }
            ?? (form.text("from").isEmpty ? nil : .daysMissing)
        if let refusal, errors.isEmpty {
            let words = exchange.t(refusal.explanation, refusal.values)
            self.errors = [FieldError(field: "from", message: words)]
        } else {
            self.errors = errors
        }
        guard let closing = form.closing, refusal == nil else {
            seen = nil
            return
        }
        let (visits, whatIf) = try Foresee(closing: closing, zone: place.zone)
            .run(at: exchange.now, in: db)
        let pairs = zip(visits, whatIf.moved).compactMap { visit, next in
            next.map { (visit.id, $0) }
        }
        seen = Seen(
            visits: try visits.open(to: principal, at: exchange.now, asks, in: db), whatIf: whatIf,
            moved: Dictionary(pairs) { first, _ in first })
    }

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: place.zone) }

    var title: String { t("Close a day") }

    var html: HTML {
        let main: HTML =
            "<h1>\(title)</h1><p class=\"lead\">\(place.name)</p>\(demoHoursWords(t, desks))\(choices)\(preview)"
        return withErrors(t, errors, main)
    }

    private var choices: HTML {
        let all =
            [Choice("", t("The whole office"))]
            + desks.map { Choice($0.id.description, t("Desk {desk}", ["desk": $0.name])) }
        return """
            <form method="get" action="/desk/supervision/closures" class="filters">\(hiddenField("location", office.description))
            \(selectField(t, name: "desk", label: t("What closes"), options: all, value: form.text("desk"), required: false))
            \(dateField(t, name: "from", label: t("First closed day"), value: form.text("from"), error: errors.first { $0.field == "from" }?.message))
            \(dateField(t, name: "to", label: t("Last closed day"), value: form.text("to"), required: false))
            \(dateField(t, name: "exchange", label: t("Day that opens in exchange"), hint: t("With the hours of the first closed day."), value: form.text("exchange"), required: false))
            \(actions(button(t("See what would happen"), kind: .secondary)))</form>
            """
    }

    private var preview: HTML? {
        guard let seen, let closing = form.closing else { return nil }
        let count = t.plural(
            "{n} visit would end.", "{n} visits would end.", seen.visits.count)
        return """
            <section aria-label="\(t("What it would do"))"><h2>\(spanWords(t, closing.days)): \(count)</h2>
            \(definitionList(t, facts(seen.whatIf)))
            \(seen.visits.isEmpty ? HTML() : table(seen))\(confirmation)</section>
            """
    }

    private func facts(_ whatIf: WhatIf) -> [Fact] {
        [
            Fact(
                t("Free times"),
                "\(t("{now} now, {then} then", ["now": t.number(whatIf.freeNow), "then": t.number(whatIf.freeThen)]))"
            ),
            Fact(t("First free time now"), "\(moment(whatIf.firstNow))"),
            Fact(t("First free time then"), "\(moment(whatIf.firstThen))"),
        ]
    }

    private func moment(_ moment: Moment?) -> String {
        moment.map { words.day(of: $0) + ", " + words.clock($0) } ?? t("none")
    }

    private func table(_ seen: Seen) -> HTML {
        let columns = [
            Column(t("File")), Column(t("When")), Column(t("People"), numeric: true),
            Column(t("Next time that fits them all")),
        ]
        let rows = seen.visits.prefix(shownMax).map { visit -> [HTML] in
            [
                "<a href=\"/desk/cases/\(visit.reference)\">\(visit.reference)</a>",
                "\(moment(visit.start))", "\(t.number(visit.people))",
                "\(moment(seen.moved[visit.id]))",
            ]
        }
        return sortableTable(
            t, caption: t("Whose visit would end"), columns: columns, rows: Array(rows))
    }

    private var confirmation: HTML {
        let names = ["desk", "from", "to", "exchange"]
        let hidden = names.map { hiddenField($0, form.text($0)) }.html { $0 }
        return postForm(
            to: "/desk/supervision/closures", fields: exchange.formFields,
            """
            \(hiddenField("location", office.description))\(hidden)
            \(textField(t, name: "reason", label: t("Why it is closed"), hint: t("The people read it."), value: form.text("reason"), error: errors.first { $0.field == "reason" }?.message))
            \(actions(button(t("Close, tell everybody and hold a new time for them"))))
            """)
    }
}

/// A closure that was made: whose visit it ended, the time that was held for them, and what became of it.
struct ClosureView: Sendable {
    let exchange: Exchange
    let closure: Closure
    let place: VisitPlace
    let ended: [(visit: Visit, offered: Moment?, became: Became)]

    init(
        _ exchange: Exchange, _ id: ClosureID, _ asks: Asks, for principal: Principal,
        in db: Reader
    ) throws {
        closure = try Closure.find(id, for: principal, in: db)
        guard let place = try asks.place(closure.office, db) else { throw Refused.notFound }
        self.exchange = exchange
        self.place = place
        let all = try closure.ended(in: db)
        let open = Set(
            try all.map(\.visit).open(to: principal, at: exchange.now, asks, in: db).map(\.id))
        ended = try all.filter { open.contains($0.visit.id) }.map { visit, offered in
            (visit, offered, try Became(of: visit, at: exchange.now, in: db))
        }
    }

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: place.zone) }

    var title: String { t("Closed: {days}", ["days": spanWords(t, closure.days)]) }

    var html: HTML {
        let columns = [
            Column(t("File")), Column(t("Visit that ended")), Column(t("Time that was held")),
            Column(t("What became of it")),
        ]
        let rows = ended.map { visit, offered, became -> [HTML] in
            [
                "<a href=\"/desk/cases/\(visit.reference)\">\(visit.reference)</a>",
                "\(moment(visit.start))",
                offered.map { "\(moment($0))" } ?? "\(t("none"))", outcome(became),
            ]
        }
        let count = t.plural(
            "{n} visit ended, and its people were told.",
            "{n} visits ended, and their people were told.", ended.count)
        return """
            <h1>\(title)</h1><p class="lead">\(place.name): \(closure.reason)</p><p>\(count)</p>
            \(ended.isEmpty ? HTML() : sortableTable(t, caption: t("Whose visit ended"), columns: columns, rows: rows))
            <p><a href="\(Address("/desk/supervision").setting("location", to: closure.office.description).text)">\(t("How the office stands"))</a></p>
            """
    }

    private func outcome(_ became: Became) -> HTML {
        switch became {
        case .visit(let visit): "\(moment(visit.start)) \(stateTag(t, visit))"
        case .held(let until): "\(t("Held until {when}", ["when": moment(until)]))"
        case .waits: "\(t("Waits on the list"))"
        case .nothing: "\(t("Has no time and waits for none"))"
        }
    }

    private func moment(_ moment: Moment) -> String {
        words.day(of: moment) + ", " + words.clock(moment)
    }
}

/// What one can read before a decision; the closure's own page holds all.
private let shownMax = 100
