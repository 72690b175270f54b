import Allocation
import Kernel
import Languages
import Storage
import Web

/// The rounds of the offices that somebody supervises, and the form for a new one.
struct RoundDeskList: Sendable {
    let exchange: Exchange
    let form: RoundForm
    let errors: [FieldError]
    private let offices: [Choice]
    private let services: [Choice]
    private let rounds: [RoundWords]

    init(
        _ exchange: Exchange, _ form: RoundForm, _ errors: [FieldError], _ asks: Asks,
        for principal: Principal, in db: Reader
    ) throws {
        let own = try Desk.supervised(by: principal, in: db)
        if own.isEmpty { throw Refused.notFound }
        let t = exchange.t
        (self.exchange, self.form, self.errors) = (exchange, form, errors)
        offices = try own.compactMap { id in
            try asks.place(id, db).map { Choice(id.description, $0.name) }
        }
        let codes = try own.reduce(into: Set<String>()) { found, office in
            for codes in try Desk.services(at: office, in: db).values { found.formUnion(codes) }
        }
        services =
            [Choice("", t("everything that people wait for"))]
            + codes.subtracting([informationService]).sorted().map {
                Choice($0, asks.day.serviceTitle($0, t))
            }
        let supervised = try VisitRound.all(in: db).filter {
            $0.plan.offices.allSatisfy(principal.supervises)
        }
        rounds = try RoundWords.all(supervised, t, asks, in: db)
    }

    private var t: Translator { exchange.t }

    var title: String { t("Rounds of allocation") }

    var html: HTML {
        let known: HTML =
            rounds.isEmpty
            ? "<p>\(t("No round was announced for your offices."))</p>"
            : RoundWords.table(rounds, t, roundDeskAddress)
        return withErrors(
            t, errors,
            """
            <h1>\(title)</h1><p><a href="/visits/how">\(t("How times are given out"))</a></p>\(known)
            <h2>\(t("Announce a round"))</h2>
            <p>\(t("The promise of the lot is published at once, and the free times of these days are kept for the round."))</p>\(fields)
            """)
    }

    private var fields: HTML {
        postForm(
            to: "/desk/supervision/rounds", fields: exchange.formFields,
            """
            \(checkboxFields(t, name: "offices", legend: t("Offices"), options: offices, values: Set(form.offices.map(\.description)), error: message("offices")))
            \(selectField(t, name: "service", label: t("Service"), options: services, value: form.text("service"), error: message("service"), required: false))
            \(dateField(t, name: "from", label: t("First day whose times are given out"), value: form.text("from"), error: message("from")))
            \(dateField(t, name: "to", label: t("Last day whose times are given out"), value: form.text("to")))
            \(dateField(t, name: "closes", label: t("Last day to join the list"), hint: t("At least one day before the first of those days."), value: form.text("closes"), error: message("closes")))
            \(textField(t, name: "points", label: t("Points for each day after the first"), value: form.text("points").isEmpty ? "5" : form.text("points"), error: message("points"), type: .number, short: true))
            \(actions(button(t("Announce the round"))))
            """)
    }

    private func message(_ field: String) -> String? { Web.message(for: field, in: errors) }
}

/// One round for those who supervise its offices: what it would do now, and what can be done with it.
struct RoundDeskView: Sendable {
    let exchange: Exchange
    let errors: [FieldError]
    private let words: RoundWords
    private let file: RoundFile?
    /// What a draw would bring with the times and people of now; nil where too many wait, or where it is over.
    private let preview: WorkedRound?

    init(
        _ exchange: Exchange, _ id: RoundID, _ errors: [FieldError], _ asks: Asks,
        for principal: Principal, in db: Reader
    ) throws {
        let round = try VisitRound.find(id, for: principal, in: db)
        self.exchange = exchange
        words = try RoundWords(round, exchange.t, asks, in: db)
        file = try RoundFile.find(id, in: db)
        var errors = errors
        var preview: WorkedRound?
        if round.state == .announced {
            do {
                preview = try WorkedRound.preview(round, at: exchange.now, in: db, asks)
            } catch let refusal as RoundRefusal {
                let error = FieldError(
                    field: refusal.field, message: exchange.t(refusal.explanation))
                if !errors.contains(error) { errors.append(error) }
            }
        }
        (self.errors, self.preview) = (errors, preview)
    }

    private var t: Translator { words.t }
    private var round: VisitRound { words.round }

    var title: String { words.title }

    var html: HTML {
        let facts =
            words.facts + [
                Fact(
                    t("Promise (SHA-256 of the secret)"),
                    "<code class=\"long\">\(round.commitment)</code>")
            ]
        let next: HTML = round.state == .announced ? "\(preview.map(whatIf))\(deeds)" : HTML()
        return withErrors(
            t, errors,
            """
            <h1>\(title)</h1>\(words.demo)\(definitionList(t, facts))\(file.map(result))\(next)
            <p><a href="/visits/rounds/\(round.id)">\(t("As everybody sees it"))</a> · <a href="/desk/supervision/rounds">\(t("Rounds of allocation"))</a></p>
            """)
    }

    private func result(_ file: RoundFile) -> HTML {
        definitionList(
            t,
            [
                Fact(t("Households that took part"), "\(t.number(file.asked))"),
                Fact(t("Have a time"), "\(t.number(file.served))"),
            ])
    }

    private func whatIf(_ worked: WorkedRound) -> HTML {
        let outcome = worked.outcome
        func unserved(_ reason: UnservedReason) -> HTML {
            "\(t.number(outcome.unassigned.count { $0.reason == reason }))"
        }
        let facts = [
            Fact(
                t("Households that would take part"), "\(t.number(worked.demand.applicants.count))"),
            Fact(t("Would have a time"), "\(t.number(outcome.assigned.count))"),
            Fact(t("Times all go to those before them"), unserved(.passed)),
            Fact(t("No time is long enough for them"), unserved(.noLength)),
            Fact(t("No day or hour on which they can come"), unserved(.noReach)),
        ]
        return """
            <section aria-label="\(t("What it would do"))"><h2>\(t("If it were drawn now"))</h2>
            <p>\(t("With the people and times of now, and a lot of its own: the real one stays sealed."))</p>
            \(definitionList(t, facts))</section>
            """
    }

    private var deeds: HTML {
        let mayDraw = exchange.now >= round.plan.closes
        let draw: HTML =
            mayDraw
            ? postForm(
                to: roundDeskAddress(round.id) + "/draw", fields: exchange.formFields,
                actions(button(t("Draw the round"))))
            : "<p>\(t("It is drawn by itself when the list has closed: {when}.", ["when": words.closes]))</p>"
        let cancel = postForm(
            to: roundDeskAddress(round.id) + "/cancel", fields: exchange.formFields,
            """
            \(textField(t, name: "reason", label: t("Why it is cancelled"), hint: t("Everybody can read it."), error: Web.message(for: "reason", in: errors)))
            \(actions(button(t("Cancel the round"), kind: .secondary)))
            """)
        return "\(draw)<h2>\(t("Cancel the round"))</h2>\(cancel)"
    }
}
