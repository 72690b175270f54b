import Kernel
import Languages
import Statistics
import Storage
import Web

/// An office on one page: now, the last weeks, the days that come.
struct SupervisionView: Sendable {
    let exchange: Exchange
    let office: LocationID
    let offices: [(id: LocationID, name: String)]
    let place: VisitPlace
    let load: OfficeLoad
    let waiting: [Ticket]
    let closures: [Closure]
    let desks: [Desk]

    init(_ exchange: Exchange, _ asks: Asks, for principal: Principal, in db: Reader) throws {
        let own = try Desk.supervised(by: principal, in: db)
        guard let office = exchange.query["location"].flatMap({ LocationID($0) }) ?? own.first,
            principal.supervises(office), let place = try asks.place(office, db)
        else { throw Refused.notFound }
        self.exchange = exchange
        self.office = office
        self.place = place
        offices = try own.compactMap { id in try asks.place(id, db).map { (id, $0.name) } }
        load = try OfficeLoad(office, place.zone, at: exchange.now, in: db)
        let queue = try OfficeQueue(
            office, place.zone, asks.day.rules, at: exchange.now, in: db)
        waiting = try queue.row.open(to: principal, at: exchange.now, asks, in: db)
        desks = queue.desks
        closures = try Closure.of(office, in: db)
    }

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: place.zone) }

    var title: String { t("How the office stands") }

    var html: HTML {
        """
        <h1>\(title)</h1><p class="lead">\(place.name)</p>\(demoHoursWords(t, desks))\(chooser)
        \(definitionList(t, now))
        \(actions(
            buttonLink(t("Close a day, or see what it would do"), to: closuresAddress(office)),
            buttonLink(t("Rounds of allocation"), to: "/desk/supervision/rounds", kind: .secondary),
            buttonLink(t("The queue at your desk"), to: deskQueueAddress(office, nil), kind: .secondary),
            buttonLink(t("Visits of the day"), to: dayAddress(office, load.today), kind: .secondary)))
        <h2>\(t("By day"))</h2>\(byDay)
        <h2>\(t("Why people did not come"))</h2>\(causes)
        <h2>\(t("Closed days"))</h2>\(closed)
        """
    }

    private var chooser: HTML? {
        officeChooser(t, to: "/desk/supervision", offices, chosen: office)
    }

    private var now: [Fact] {
        let longest = waiting.map(\.taken).min().map { exchange.now.seconds(since: $0) / 60 }
        let minutes: HTML? = longest.map {
            " (\(t("the longest for {n} minutes", ["n": t.number(Int($0))])))"
        }
        return [
            Fact(t("Waiting now"), "\(t.number(waiting.count))\(minutes)"),
            Fact(t("Did not come, of the last quarter"), noShows),
            Fact(t("Advice on overbooking"), advice),
            Fact(t("Free times"), forecast),
        ]
    }

    private var noShows: HTML {
        guard let rate = load.noShows.rate else {
            return "\(t("Too few visits to say: {n}", ["n": t.number(load.noShows.all)]))"
        }
        let values = [
            "share": percent(rate.share), "low": percent(rate.low), "high": percent(rate.high),
            "n": t.number(load.noShows.all),
        ]
        return "\(t("{share} percent of {n} visits (plausibly {low} to {high})", values))"
    }

    /// A number for a person to weigh: nothing is booked by it.
    private var advice: HTML {
        guard let next = load.days.first(where: { $0.day > load.today && $0.booked > 0 }),
            let expected = load.noShows.expected(of: next.booked)
        else { return "\(t("None: too little is measured, or nothing is booked."))" }
        let values = [
            "date": t.date(next.day), "n": t.number(next.booked),
            "low": t.number(expected.lowerBound), "high": t.number(expected.upperBound),
        ]
        return
            "\(t("Of {n} visits on {date} {low} to {high} will probably not take place. So many more could be booked; nothing is done by itself.", values))"
    }

    private var forecast: HTML {
        guard let last = load.lastFree else { return "\(t("None is left."))" }
        let values = ["n": t.number(load.forecast.free), "date": t.date(last)]
        let free = t("{n}, the last on {date}.", values)
        guard let days = load.forecast.daysLeft else { return "\(free)" }
        return
            "\(free) \(t.plural("If people book on as in the last four weeks, they end in {n} day.", "If people book on as in the last four weeks, they end in {n} days.", days))"
    }

    private var byDay: HTML {
        let columns = [
            Column(t("Day")), Column(t("Times to book"), numeric: true),
            Column(t("Held"), numeric: true),
            Column(t("Use"), numeric: true), Column(t("Came"), numeric: true),
            Column(t("Did not come"), numeric: true), Column(t("To come"), numeric: true),
        ]
        let rows = load.days.map { day -> [HTML] in
            let use = day.slots == 0 ? "" : percent(Double(day.taken) / Double(day.slots)) + " %"
            return [
                "<a href=\"\(dayAddress(office, day.day))\">\(t.date(day.day))</a>",
                "\(t.number(day.slots))", "\(t.number(day.taken))", "\(use)",
                "\(t.number(day.attended))", "\(t.number(day.missed))", "\(t.number(day.booked))",
            ]
        }
        return sortableTable(
            t, caption: t("By day"), captionHidden: true, columns: columns, rows: rows)
    }

    private var causes: HTML {
        let said = AbsenceCause.allCases.filter { load.causes[$0] != nil }
        if said.isEmpty { return "<p>\(t("Nobody has said why yet."))</p>" }
        return definitionList(
            t, said.map { Fact($0.words(t), "\(t.number(load.causes[$0] ?? 0))") })
    }

    private var closed: HTML {
        if closures.isEmpty { return "<p>\(t("No day was closed."))</p>" }
        let lines = closures.html { one -> HTML in
            """
            <li><a href="/desk/supervision/closures/\(one.id)">\(spanWords(t, one.days))</a>: \(one.reason)</li>
            """
        }
        return "<ul>\(lines)</ul>"
    }

    private func percent(_ share: Double) -> String { t.number(Int((share * 100).rounded())) }
}

func closuresAddress(_ office: LocationID) -> String {
    Address("/desk/supervision/closures").setting("location", to: office.description).text
}

/// One day, or from one to another.
func spanWords(_ t: Translator, _ days: ClosedRange<Day>) -> String {
    days.lowerBound == days.upperBound
        ? t.date(days.lowerBound) : t.date(days.lowerBound) + "\u{2013}" + t.date(days.upperBound)
}
