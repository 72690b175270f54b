import Kernel
import Languages
import Storage
import Web

/// A visit as its people see it, made to be printed and photographed.
struct BookingView {
    let exchange: Exchange
    let visit: Visit
    let file: BookableCase
    let place: VisitPlace
    let desk: Desk?
    /// Every counter of a visit over several, for its people alone: the office sees its own desk.
    let legs: [VisitLeg]
    let counters: [Counter]
    let deskNames: [DeskID: String]
    /// What is wrong with what was sent.
    let errors: [FieldError]
    let rules: QueueRules
    /// Whether somebody said why nobody came.
    let isExplained: Bool

    init(
        _ exchange: Exchange, _ visit: Visit, _ file: BookableCase, _ asks: Asks,
        errors: [FieldError], in db: Reader
    ) throws {
        guard let place = try asks.place(visit.location, db) else { throw Refused.notFound }
        self.exchange = exchange
        self.visit = visit
        self.file = file
        self.place = place
        self.errors = errors
        rules = asks.day.rules
        isExplained = try AbsenceCause.isKnown(of: visit.id, in: db)
        desk = try Desk.find(visit.desk, in: db)
        legs = file.isOwn ? try VisitLeg.of(visit.id, in: db) : []
        counters = asks.counters()
        deskNames =
            legs.isEmpty
            ? [:]
            : Dictionary(
                try Desk.all(at: visit.location, in: db).map { ($0.id, $0.name) }
            ) { first, _ in first }
    }

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: place.zone) }

    var title: String {
        switch visit.state {
        case .booked: t("Your visit is booked")
        case .cancelled: t("This visit was cancelled")
        case .attended: t("This visit took place")
        case .missed: t("Nobody came to this visit")
        }
    }

    var html: HTML {
        withErrors(
            t, errors,
            """
            <h1>\(title)</h1>
            <p class="lead">\(words.day(of: begins)), \(words.clock(begins))–\(words.clock(ends)) \(stateTag(t, visit))</p>
            \(demoHoursWords(t, desk.map { [$0] } ?? []))
            \(definitionList(t, facts))\(way)
            \(visit.state == .booked ? bring : HTML())
            \(here)\(explained)\(ways)\(presenceForm(exchange, visit, file.people))
            """)
    }

    private var facts: [Fact] {
        [Fact(t("Where"), placeWords(t, place))]
            + (legs.isEmpty ? [Fact(t("Desk"), "\(desk?.name ?? "")")] : [])
            + [
                Fact(
                    t("Who comes"),
                    "\(t.list(file.people)) (\(together))"),
                Fact(t("File"), "<a href=\"/cases/\(visit.reference)\">\(visit.reference)</a>"),
            ]
    }

    private var together: String {
        legs.isEmpty
            ? t("all at the same desk, at one time")
            : t("all together, from one counter to the next")
    }

    private var begins: Moment { legs.first?.start ?? visit.start }
    private var ends: Moment { legs.last?.end ?? visit.end }

    /// The counters in the order of the clock, with what is said at each.
    private var way: HTML? {
        if legs.isEmpty { return nil }
        let columns = [
            Column(t("Time")), Column(t("Counter")), Column(t("Desk")), Column(t("Say this word")),
        ]
        let rows = legs.map { leg -> [HTML] in
            [
                "\(words.clock(leg.start))–\(words.clock(leg.end))", "\(name(of: leg))",
                "\(deskNames[leg.desk] ?? "")", "<span class=\"code\">\(leg.word)</span>",
            ]
        }
        return sortableTable(t, caption: t("Your counters"), columns: columns, rows: rows)
    }

    private func name(of leg: VisitLeg) -> String {
        guard let counter = counters.first(where: { $0.service == leg.service }) else {
            return t("Your file {reference}", ["reference": visit.reference.text])
        }
        return counter.title(t) + ", " + counter.body(t)
    }

    private var bring: HTML {
        let own = file.bring.html { "<li>\($0)</li>" }
        return """
            <h2>\(t("What to bring"))</h2><ul>\(own)
            <li>\(t("The passport or identity document of each person who comes"))</li>
            <li>\(t("The originals of the documents that you sent"))</li>
            <li>\(t("This page, on paper or on your telephone"))</li></ul>
            """
    }

    /// On the day itself: whoever is there says so and gets a number.
    private var here: HTML? {
        guard
            visit.refusal(
                of: .arrived, today: place.zone.day(of: exchange.now),
                visitDay: place.zone.day(of: visit.start), at: exchange.now) == nil
        else { return nil }
        return postForm(
            to: "/bookings/\(visit.id)/arrival", fields: exchange.formFields,
            """
            <h2>\(t("Are you at the office?"))</h2>\(QueueWords(t: t).priorityFields(rules))
            \(actions(button(t("We are here: give us a number"))))
            """)
    }

    /// After a miss, until somebody has said why.
    private var explained: HTML? {
        guard visit.state == .missed else { return nil }
        if isExplained { return "<p>\(t("Thank you for saying why nobody came."))</p>" }
        return absenceForm(exchange, visit)
    }

    private var ways: HTML {
        if visit.refusalToCancel(at: exchange.now) != nil || begins <= exchange.now {
            return actions(printButton(t))
        }
        let others = legs.map(\.service).filter { $0 != visit.service }
        let change =
            legs.isEmpty
            ? Address("/bookings/new").setting("case", to: visit.reference.text).text
            : chainAddress(visit.reference, with: others)
        let changing =
            file.awaitsVisit
            ? buttonLink(t("Change the time"), to: change, kind: .secondary) : HTML()
        return """
            \(actions(
                printButton(t),
                buttonLink(t("Put it in your calendar"), to: "/bookings/\(visit.id)/calendar.ics", kind: .secondary),
                changing))
            <form method="post" action="/bookings/\(visit.id)/cancellation" novalidate>\(exchange.formFields)
            \(file.isOwn ? plea : reason)
            \(button(t("Cancel this visit"), kind: .secondary))</form>
            """
    }

    private var plea: HTML {
        "<p>\(t("If you cannot come, give the time back: somebody else needs it."))</p>"
    }

    /// Of the office: the person reads it.
    private var reason: HTML {
        textField(
            t, name: "reason", label: t("Why the visit is cancelled"),
            hint: t("The person reads it."), value: exchange.form.text("reason") ?? "",
            error: errors.first { $0.field == "reason" }?.message)
    }

    var calendar: ICalendar {
        let lines =
            [t("File {reference}", ["reference": visit.reference.text])] + file.people
            + legs.map { words.clock($0.start) + " " + name(of: $0) + ": " + $0.word }
        return ICalendar(
            identifier: "visit-\(visit.id)@cais", start: begins, end: ends,
            stamp: exchange.now,
            summary: t("Visit: {place}", ["place": place.name]),
            place: ([place.name, place.address, place.municipality] as [String?]).compactMap(\.self)
                .joined(separator: ", "),
            details: lines.joined(separator: "\n"), isCancelled: visit.state == .cancelled)
    }
}
