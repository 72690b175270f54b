import Kernel
import Languages
import Storage
import Web

/// One day at one office: who comes when, and what became of it.
struct DayView {
    let exchange: Exchange
    let office: LocationID
    let offices: [(id: LocationID, name: String)]
    let place: VisitPlace
    let day: Day
    let visits: [Visit]
    let desks: [Desk]

    init(_ exchange: Exchange, _ asks: Asks, for principal: Principal, in db: Reader) throws {
        let own = try Desk.offices(of: principal, in: db)
        let asked = exchange.query["location"].flatMap { LocationID($0) }
        guard let office = asked ?? own.first, principal.serves(office),
            let place = try asks.place(office, db)
        else { throw Refused.notFound }
        self.exchange = exchange
        self.office = office
        self.place = place
        day = exchange.query["day"].flatMap(Day.init(iso:)) ?? place.zone.day(of: exchange.now)
        visits = try Workday(day: day, office: office, zone: place.zone).run(
            for: principal, at: exchange.now, asks, in: db)
        desks = try Desk.all(at: office, in: db)
        offices = try own.compactMap { id in try asks.place(id, db).map { (id, $0.name) } }
    }

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: place.zone) }

    var html: HTML {
        """
        <h1>\(place.name)</h1><p class="lead">\(words.day(day))</p>
        \(demoHoursWords(t, desks))\(chooser)
        \(visits.isEmpty ? nothing : table)
        """
    }

    private var chooser: HTML {
        let options = offices.map { Choice($0.id.description, $0.name) }
        let places: HTML =
            offices.count < 2
            ? hiddenField("location", office.description)
            : selectField(
                t, name: "location", label: t("Office"), options: options, value: office.description
            )
        return """
            <nav class="pager" aria-label="\(t("Days"))">
            <a href="\(dayAddress(office, day.adding(days: -1)))">\(t("Day before"))</a>
            <a href="\(dayAddress(office, day.adding(days: 1)))">\(t("Day after"))</a></nav>
            <form method="get" action="/desk/day" class="filters">\(places)
            \(dateField(t, name: "day", label: t("Day"), value: day.description))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            <p class="no-print"><a href="\(deskQueueAddress(office, nil))">\(t("The queue at your desk"))</a></p>
            """
    }

    private var nothing: HTML {
        emptyState(
            title: t("No visits on this day"),
            words: t("Nobody has booked a time at this office for this day."))
    }

    private var table: HTML {
        let columns = [
            Column(t("Time")), Column(t("File")), Column(t("People"), numeric: true),
            Column(t("Desk")),
            Column(t("State")), Column(t("Note")),
        ]
        let names = Dictionary(desks.map { ($0.id, $0.name) }) { first, _ in first }
        let rows = visits.map { visit -> [HTML] in
            [
                "\(words.span(visit))",
                "<a href=\"/desk/cases/\(visit.reference)\">\(visit.reference)</a>",
                "\(t.number(visit.people))", "\(names[visit.desk] ?? "")", stateTag(t, visit),
                outcomes(visit),
            ]
        }
        return sortableTable(t, caption: t("Visits of the day"), columns: columns, rows: rows)
    }

    /// Only what can be noted now.
    private func outcomes(_ visit: Visit) -> HTML {
        let today = place.zone.day(of: exchange.now)
        let possible = VisitOutcome.allCases.filter { outcome in
            if outcome == .arrived, visit.arrived != nil { return false }
            return visit.refusal(of: outcome, today: today, visitDay: day, at: exchange.now) == nil
        }
        if possible.isEmpty { return HTML() }
        let buttons = possible.html {
            button(label($0), kind: .secondary, name: "outcome", value: $0.rawValue)
        }
        return """
            <form method="post" action="/desk/visits/\(visit.id)/outcome">\(exchange.formFields)\(buttons)</form>
            """
    }

    private func label(_ outcome: VisitOutcome) -> String {
        switch outcome {
        case .arrived: t("Arrived")
        case .attended: t("Attended")
        case .missed: t("Did not come")
        }
    }
}
