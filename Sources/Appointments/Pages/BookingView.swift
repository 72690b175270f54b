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
            <p class="lead">\(words.day(of: visit.start)), \(words.span(visit)) \(stateTag(t, visit))</p>
            \(demoHoursWords(t, desk.map { [$0] } ?? []))
            \(definitionList(t, facts))
            \(visit.state == .booked ? bring : HTML())
            \(here)\(explained)\(ways)
            """)
    }

    private var facts: [Fact] {
        [
            Fact(t("Where"), placeWords(t, place)),
            Fact(t("Desk"), "\(desk?.name ?? "")"),
            Fact(
                t("Who comes"),
                "\(t.list(file.people)) (\(t("all at the same desk, at one time")))"),
            Fact(t("File"), "<a href=\"/cases/\(visit.reference)\">\(visit.reference)</a>"),
        ]
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
        if visit.refusalToCancel(at: exchange.now) != nil { return actions(printButton(t)) }
        let change = Address("/bookings/new").setting("case", to: visit.reference.text).text
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
        let lines = [t("File {reference}", ["reference": visit.reference.text])] + file.people
        return ICalendar(
            identifier: "visit-\(visit.id)@cais", start: visit.start, end: visit.end,
            stamp: exchange.now,
            summary: t("Visit: {place}", ["place": place.name]),
            place: ([place.name, place.address, place.municipality] as [String?]).compactMap(\.self)
                .joined(separator: ", "),
            details: lines.joined(separator: "\n"), isCancelled: visit.state == .cancelled)
    }
}
