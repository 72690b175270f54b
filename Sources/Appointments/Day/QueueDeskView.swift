import Kernel
import Languages
import Storage
import Web

/// A desk: who sits before it, who comes next, and one form for all that can be done.
struct QueueDeskView: Sendable {
    let exchange: Exchange
    let office: LocationID
    let place: VisitPlace
    let queue: OfficeQueue
    /// Nil until somebody says at which desk they sit.
    let desk: Desk?
    let present: Ticket?
    /// The file of whom is here, where they came by a booked visit.
    let file: Reference?
    let row: [Ticket]
    let rules: QueueRules
    let named: @Sendable (String) -> String
    let errors: [FieldError]

    init(
        _ exchange: Exchange, _ asked: [String: String], _ asks: Asks, _ errors: [FieldError],
        for principal: Principal, in db: Reader
    ) throws {
        let own = try Desk.offices(of: principal, in: db)
        guard let office = asked["location"].flatMap({ LocationID($0) }) ?? own.first,
            principal.serves(office), let place = try asks.place(office, db)
        else { throw Refused.notFound }
        self.exchange = exchange
        self.office = office
        self.place = place
        self.errors = errors
        rules = asks.day.rules
        named = { [asks] in asks.day.serviceTitle($0, exchange.t) }
        let queue = try OfficeQueue(
            office, place.zone, asks.day.rules, at: exchange.now, in: db)
        self.queue = queue
        let sat = asked["desk"].flatMap { DeskID($0) }
        desk = queue.desks.first { $0.id == sat }
        let seen = try queue.tickets.open(to: principal, at: exchange.now, asks, in: db)
        let here = seen.first { $0.desk == sat && !$0.state.waits }
        present = here
        let ids = Set(seen.map(\.id))
        row = sat.map { queue.row(of: $0) }?.filter { ids.contains($0.id) } ?? []
        let visit = try (here?.visit).flatMap { try Visit.stored($0, in: db) }
        file = visit?.reference
    }

    private var t: Translator { exchange.t }
    private var words: QueueWords { QueueWords(t: t) }
    private var times: TimeWords { TimeWords(t: t, zone: place.zone) }

    var title: String {
        desk.map { t("Desk {desk}", ["desk": $0.name]) } ?? t("At which desk do you sit?")
    }

    var html: HTML {
        let main: HTML = desk.map { "\(work($0))\(next)\(give($0))" } ?? choices
        return withErrors(
            t, errors,
            """
            <h1>\(title)</h1><p class="lead">\(place.name)</p>\(demoHoursWords(t, queue.desks))\(main)
            """)
    }

    private var choices: HTML {
        let links = queue.desks.html {
            "<li><a href=\"\(deskQueueAddress(office, $0.id))\">\(t("Desk {desk}", ["desk": $0.name]))</a></li>"
        }
        return "<ul>\(links)</ul>\(pages)"
    }

    /// The one form: what comes next as a rule stands first and has the focus.
    private func work(_ desk: Desk) -> HTML {
        let hidden =
            hiddenField("location", office.description)
            + hiddenField("desk", desk.id.description)
            + (present.map { hiddenField("ticket", $0.id.description) } ?? HTML())
        return """
            <section class="card" id="field-act" tabindex="-1" aria-live="polite">\(person)
            \(postForm(to: "/desk/queue", fields: exchange.formFields, "\(hidden)\(buttons(desk))"))</section>\(keys)
            """
    }

    private var person: HTML {
        guard let present else {
            return "<h2>\(t("Nobody is at your desk"))</h2>"
        }
        let link: HTML? = file.map { " <a href=\"/desk/cases/\($0)\">\($0)</a>" }
        return """
            <h2 class="called">\(present.shown)</h2>
            <p>\(words.state(present.state)) \(marks(present)) \(named(present.service))\(link)</p>
            """
    }

    private func buttons(_ desk: Desk) -> HTML {
        let others = queue.desks.filter { $0.id != desk.id }.map {
            Choice($0.id.description, $0.name)
        }
        let forward: HTML =
            others.isEmpty
            ? HTML()
            : """
            \(selectField(t, name: "to", label: t("Another desk"), options: others))\
            \(press("forwarded", t("Hand on to this desk"), key: "o"))
            """
        switch present?.state {
        case .called:
            return """
                \(press("serving", t("They are here"), key: "n", isMain: true))\(press("called", t("Call again"), key: "r"))\
                \(press("left", t("Did not come"), key: "x"))\(forward)
                """
        case .serving:
            return """
                \(press("next", t("Done, call the next"), key: "n", isMain: true))\(press("done", t("Done, call nobody"), key: "d"))\
                \(forward)
                """
        default: return press("next", t("Call the next"), key: "n", isMain: true)
        }
    }

    private func press(_ act: String, _ label: String, key: String, isMain: Bool = false) -> HTML {
        """
        <button class="button\(if: !isMain, " secondary")" name="act" value="\(act)" accesskey="\(key)"\
        \(if: isMain, " autofocus")>\(label)</button>
        """
    }

    private var keys: HTML {
        keyHints(
            t,
            [
                ("Enter", t("go on with the first button")),
                (
                    "N R X D O",
                    t(
                        "access keys of the browser, in the order: go on, call again, did not come, done, hand on"
                    )
                ),
            ])
    }

    private func marks(_ ticket: Ticket) -> HTML {
        let booked: HTML =
            ticket.booked.map { tag(t("Booked for {time}", ["time": times.clock($0)])) }
            ?? tag(t("Without a booked time"))
        return "\(booked) \(ticket.hasPriority ? tag(t("Has priority"), .care) : HTML())"
    }

    private var next: HTML {
        if row.isEmpty {
            return emptyState(
                title: t("Nobody waits"), words: t("Whoever takes a number stands here at once."))
        }
        let columns = [
            Column(t("Number")), Column(t("For what")), Column(t("Came")), Column(t("Language")),
            Column(t("How")),
        ]
        let rows = row.prefix(rowShownMax).map { ticket -> [HTML] in
            [
                "\(ticket.shown)", "\(named(ticket.service))", "\(times.clock(ticket.taken))",
                "\(ticket.language)", marks(ticket),
            ]
        }
        return sortableTable(
            t, caption: t("Who comes next"), columns: columns, rows: Array(rows))
    }

    private func give(_ desk: Desk) -> HTML {
        let services = queue.offered.map { Choice($0, named($0)) }
        return """
            <details\(if: errors.contains { $0.field == "reference" }, " open")><summary>\(t("Check somebody in, or give a number"))</summary>
            \(postForm(to: "/desk/queue/tickets", fields: exchange.formFields, """
            \(hiddenField("location", office.description))\(hiddenField("desk", desk.id.description))
            \(textField(t, name: "reference", label: t("Reference of the file, or code of the number"), hint: t("Leave it empty for somebody without a booked time."), value: exchange.form.text("reference") ?? "", error: errors.first { $0.field == "reference" }?.message, required: false, short: true))
            \(selectField(t, name: "service", label: t("For what"), options: services))
            \(words.priorityFields(rules))
            \(actions(button(t("Give a number"), kind: .secondary)))
            """))</details>\(pages)
            """
    }

    private var pages: HTML {
        """
        <p class="no-print"><a href="\(queueAddress(office))">\(t("The queue as people see it"))</a> · \
        <a href="\(queueAddress(office))/display">\(t("Numbers that are called"))</a> · \
        <a href="\(dayAddress(office, queue.day))">\(t("Visits of the day"))</a></p>
        """
    }
}

/// More than one desk calls in an hour.
private let rowShownMax = 30
