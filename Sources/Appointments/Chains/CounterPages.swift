import Kernel
import Languages
import Storage
import Web

/// What is booked at one counter, as its body sees it: neither whose visit it is nor where else they go.
struct CounterVisit: Sendable, Equatable {
    let place: LocationID
    let desk: String
    let service: String
    let start: Moment
    let minutes: Int
    let people: Int
    let word: String
    let isDemo: Bool

    var end: Moment { start.adding(seconds: Int64(minutes) * 60) }

    /// The legs at the desks of somebody's own body that begin within a span; found from their duties alone.
    static func all(
        for principal: Principal, in span: Range<Moment>, in db: Reader
    ) throws -> [CounterVisit] {
        try db.all(
            """
            SELECT d.location, d.name, l.service, l.start, l.minutes, v.people, l.word, d.demo
            FROM visit_leg l JOIN visit v ON v.id = l.visit JOIN desk d ON d.id = l.desk
                JOIN desk_body b ON b.desk = d.id
            WHERE \(principal.ownCounters) AND l.start >= \(span.lowerBound) AND l.start < \(span.upperBound)
                AND v.state <> 'cancelled'
            ORDER BY l.start, d.id LIMIT \(countersMax)
            """
        ).map { row in
            CounterVisit(
                place: try row[0], desk: try row[1], service: try row[2], start: try row[3],
                minutes: try row[4], people: try row[5], word: try row[6], isDemo: try row[7])
        }
    }
}

extension Principal {
    /// The desks of the bodies for which somebody works, at their place where the duty names one.
    fileprivate var ownCounters: SQL {
        let mine = duties(.partner).filter { $0.purpose == .status }
        let parts = mine.map { duty -> SQL in
            let there: SQL = duty.location.map { " AND d.location = \($0)" } ?? ""
            return "(b.organisation = \(duty.organisation)\(there))"
        }
        guard let first = parts.first else { return "1 = 0" }
        return "(\(parts.dropFirst().reduce(first) { "\($0) OR \($1)" }))"
    }
}

/// The day of a body's counters, for its own people.
struct CounterPages: Sendable {
    let database: Database
    let asks: Asks
    /// The civil time by which a day begins.
    let zone: Zone

    var routes: [Route] {
        [
            .get(
                "/counter", may: .role(.partner),
                "What is booked at the counters of one's own body on a day.", show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let (t, principal) = (exchange.t, try exchange.signedIn())
        let day = exchange.query["day"].flatMap(Day.init(iso:)) ?? zone.day(of: exchange.now)
        let span = zone.moment(day)..<zone.moment(day.adding(days: 1))
        let found = try await database.read { db in
            try CounterVisit.all(for: principal, in: span, in: db).compactMap { visit in
                try asks.place(visit.place, db).map { (visit, $0) }
            }
        }
        let title = t("Visits at our counters")
        return .page(
            title, width: .desk,
            """
            <h1>\(title)</h1><p class="lead">\(TimeWords(t: t, zone: zone).day(day))</p>
            \(found.contains { $0.0.isDemo } ? demoNote(t) : HTML())
            <p class="quiet">\(t("People say their word here. Whose file it is and where else they go is not ours to know."))</p>
            <form method="get" action="/counter" class="filters">
            \(dateField(t, name: "day", label: t("Day"), value: day.description))
            \(actions(button(t("Show"), kind: .secondary)))</form>
            \(found.isEmpty ? nothing(t) : table(t, found))
            """)
    }

    private func nothing(_ t: Translator) -> HTML {
        emptyState(
            title: t("No visits on this day"),
            words: t("Nobody has booked a time at a counter of yours for this day."))
    }

    private func table(_ t: Translator, _ visits: [(CounterVisit, VisitPlace)]) -> HTML {
        let columns = [
            Column(t("Time")), Column(t("Word")), Column(t("What is needed")),
            Column(t("People"), numeric: true), Column(t("Desk")), Column(t("Where")),
        ]
        let titles = asks.counters()
        let rows = visits.map { visit, place -> [HTML] in
            let words = TimeWords(t: t, zone: place.zone)
            let title = titles.first { $0.service == visit.service }?.title(t) ?? visit.service
            return [
                "\(words.clock(visit.start))\u{2013}\(words.clock(visit.end))",
                "<span class=\"code\">\(visit.word)</span>", "\(title)",
                "\(t.number(visit.people))", "\(visit.desk)", "\(place.name)",
            ]
        }
        return sortableTable(t, caption: t("Visits of the day"), columns: columns, rows: rows)
    }
}

/// More than a body's counters see in a day.
private let countersMax = 500
