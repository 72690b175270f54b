import Kernel
import Languages
import Storage
import Web

/// The desks of one office, and the form of another one.
struct DeskListView: Sendable {
    let exchange: Exchange
    let office: LocationID
    let place: VisitPlace
    let offices: [(id: LocationID, name: String)]
    let desks: [KeptDesk]
    let fields: DeskFields

    init(
        _ exchange: Exchange, _ asked: String?, _ asks: Asks, _ errors: [FieldError],
        for principal: Principal, in db: Reader
    ) throws {
        let own = try Desk.supervised(by: principal, in: db)
        guard let office = asked.flatMap({ LocationID($0) }) ?? own.first,
            principal.supervises(office), let place = try asks.place(office, db)
        else { throw Refused.notFound }
        self.exchange = exchange
        self.office = office
        self.place = place
        offices = try own.compactMap { id in try asks.place(id, db).map { (id, $0.name) } }
        desks = try KeptDesk.all(at: office, at: exchange.now, in: db)
        fields = DeskFields(exchange, asks, errors)
    }

    private var t: Translator { exchange.t }

    var title: String { t("Desks of the office") }

    var html: HTML {
        withErrors(
            t, fields.errors,
            """
            <h1>\(title)</h1><p class="lead">\(place.name)</p>\(chooser)
            \(demoHoursWords(t, desks.map(\.desk)))
            \(desks.isEmpty ? nothing : table)
            <p><a href="\(Address("/desk/hours").setting("location", to: office.description).text)">\(t("Opening weeks"))</a></p>
            <h2>\(t("Another desk"))</h2>\(form)
            """)
    }

    private var chooser: HTML? {
        officeChooser(t, to: "/desk/desks", offices, chosen: office)
    }

    private var nothing: HTML {
        emptyState(
            title: t("This office has no desk"),
            words: t("Without a desk nobody can book a time here."))
    }

    private var table: HTML {
        let columns = [
            Column(t("Desk")), Column(t("Services")), Column(t("Times every"), numeric: true),
            Column(t("First person"), numeric: true), Column(t("Each further one"), numeric: true),
            Column(t("Visits to come"), numeric: true),
        ]
        let rows = desks.map { kept -> [HTML] in
            let timing = kept.desk.service
            let name: HTML =
                kept.desk.isRetired
                ? "\(kept.desk.name) \(tag(t("Opens no more"), .care))"
                : "<a href=\"/desk/desks/\(kept.id)\">\(kept.desk.name)</a>"
            return [
                name, "\(t.list(kept.services.sorted().map(fields.named)))",
                "\(minutes(timing.step))", "\(minutes(timing.minutesFirst))",
                "\(minutes(timing.minutesEach))", "\(t.number(kept.visits))",
            ]
        }
        return sortableTable(t, caption: t("Desks of the office"), columns: columns, rows: rows)
    }

    private func minutes(_ count: Int) -> String {
        t.plural("{n} minute", "{n} minutes", count)
    }

    private var form: HTML {
        postForm(
            to: "/desk/desks", fields: exchange.formFields,
            """
            \(hiddenField("location", office.description))
            \(fields.html(of: nil))
            \(fields.step)
            \(actions(button(t("Add the desk"))))
            """)
    }
}

/// One desk: how it is set up, what another setting would change, and its end.
struct DeskView: Sendable {
    let exchange: Exchange
    let desk: KeptDesk
    let whatIf: [DeskWhatIf]
    let fields: DeskFields

    init(
        _ exchange: Exchange, _ desk: KeptDesk, _ wanted: DeskSetting?, _ asks: Asks,
        _ errors: [FieldError], in db: Reader
    ) throws {
        self.exchange = exchange
        self.desk = desk
        whatIf = try wanted.map { try desk.whatIf($0, at: exchange.now, in: db) } ?? []
        fields = DeskFields(exchange, asks, errors, also: desk.services)
    }

    private var t: Translator { exchange.t }

    var title: String { t("Desk {desk}", ["desk": desk.desk.name]) }

    var html: HTML {
        withErrors(
            t, fields.errors,
            """
            <h1>\(title)</h1>\(demoHoursWords(t, [desk.desk]))
            <p>\(t("A change counts for what is booked from now on. No visit is touched; a time that is held for an answer and no longer fits lapses."))</p>
            \(postForm(to: "/desk/desks/\(desk.id)", fields: exchange.formFields, form))
            <h2>\(t("The desk opens no more"))</h2>
            <p>\(t("Its free times vanish and no rule opens it. Visits that are booked stay until you close the day.")) \(visits)</p>
            \(postForm(to: "/desk/desks/\(desk.id)/retirement", fields: exchange.formFields, actions(button(t("Open this desk no more"), kind: .secondary))))
            <p><a href="\(desksAddress(desk.office))">\(t("Desks of the office"))</a></p>
            """)
    }

    private var visits: String {
        t.plural("{n} visit is booked.", "{n} visits are booked.", desk.visits)
    }

    private var form: HTML {
        """
        \(fields.html(of: desk.setting))\(preview)
        \(actions(
            button(t("See what would change"), kind: .secondary, name: "act", value: "look"),
            button(t("Set the desk so"), name: "act", value: "keep")))
        """
    }

    private var preview: HTML? {
        if whatIf.isEmpty { return nil }
        let facts = whatIf.map { one in
            Fact(
                t.plural(
                    "Free times for {n} person", "Free times for {n} people", one.people),
                "\(t("{now} now, {then} then", ["now": t.number(one.now), "then": t.number(one.then)]))"
            )
        }
        return """
            <section aria-label="\(t("What it would do"))"><h2>\(t("What it would do"))</h2>\
            \(definitionList(t, facts))</section>
            """
    }
}

/// What is said of a desk, as a form.
struct DeskFields: Sendable {
    let errors: [FieldError]
    let named: @Sendable (String) -> String
    private let exchange: Exchange
    private let offered: [String]

    init(
        _ exchange: Exchange, _ asks: Asks, _ errors: [FieldError], also known: Set<String> = []
    ) {
        self.exchange = exchange
        self.errors = errors
        named = { [asks] in asks.day.serviceTitle($0, exchange.t) }
        offered = asks.day.services().union(known).sorted()
    }

    private var t: Translator { exchange.t }

    /// Filled with what was sent, else with what is kept.
    func html(of kept: DeskSetting?) -> HTML {
        let sent = exchange.form.fields["service"].map(Set.init)
        let isSent = exchange.form.text("name") != nil
        let services = isSent ? sent ?? [] : kept?.services ?? []
        return """
            \(textField(t, name: "name", label: t("Name of the desk"), hint: t("As people read it there, such as a number or a letter."),
                value: value("name", kept?.name), error: error("name"), short: true))
            \(checkboxFields(t, name: "service", legend: t("Services"), options: offered.map { Choice($0, named($0)) },
                values: services, error: error("service")))
            \(number("first", t("Minutes for the first person"), kept?.timing.minutesFirst))
            \(number("each", t("Minutes for each further one"), kept?.timing.minutesEach))
            """
    }

    var step: HTML {
        textField(
            t, name: "step", label: t("Minutes from one time to the next"),
            hint: t("It stays: a desk with other times is another desk."),
            value: value("step", nil), error: error("step"), short: true)
    }

    private func number(_ name: String, _ label: String, _ kept: Int?) -> HTML {
        textField(
            t, name: name, label: label, value: value(name, kept.map(String.init)),
            error: error(name), short: true)
    }

    private func value(_ name: String, _ kept: String?) -> String {
        exchange.form.text(name) ?? kept ?? ""
    }

    private func error(_ name: String) -> String? { errors.first { $0.field == name }?.message }
}
