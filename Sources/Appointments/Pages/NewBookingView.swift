import Kernel
import Languages
import Storage
import Web

/// The free times of an office for one household, three weeks or two hundred times at once.
struct FreeTimesPage: Sendable {
    let file: BookableCase
    let place: VisitPlace
    let open: Visit?
    let standing: Standing
    let desks: [Desk]
    /// The counters of other bodies at the same place; none for the office, whose errand they are not.
    let counters: [Counter]
    let days: [(day: Day, starts: [Moment])]
    let today: Day
    let from: Day
    /// The first day that is not shown.
    let next: Day

    init(_ file: BookableCase, from asked: Day?, _ asks: Asks, at now: Moment, in db: Reader) throws
    {
        guard let place = try asks.place(file.office, db) else { throw Refused.notFound }
        self.file = file
        self.place = place
        open = try Visit.open(of: file.id, in: db)
        standing = try Standing(of: file.id, at: now, in: db)
        desks = try Desk.serving(file.service, at: file.office, in: db)
        counters =
            file.isOwn
            ? try Counter.standing(at: file.office, of: asks.counters(), in: db) : []
        today = place.zone.day(of: now)
        let first = max(today, min(asked ?? today, today.adding(days: aheadDaysMax)))
        from = first
        let last = first.adding(days: windowDays)
        let begin = max(place.zone.moment(first), now.adding(seconds: 1))
        let times = FreeTimes(
            office: file.office, service: file.service, people: file.people.count, now: now)
        let starts = try times.run(from: begin, to: place.zone.moment(last), in: db).map(\.start)
        (days, next) = shownDays(starts, place.zone, end: last)
    }
}

/// Whole days, as many as fit; the rest stands on the next page.
private func shownDays(
    _ starts: [Moment], _ zone: Zone, end: Day
) -> ([(day: Day, starts: [Moment])], Day) {
    let byDay = Dictionary(grouping: starts) { zone.day(of: $0) }.sorted { $0.key < $1.key }
    var shown: [(day: Day, starts: [Moment])] = []
    var count = 0
    for (day, starts) in byDay {
        if count > 0, count + starts.count > startsMax { return (shown, day) }
        shown.append((day, starts))
        count += starts.count
    }
    return (shown, end)
}

/// Where a household chooses its day and time.
struct NewBookingView {
    let exchange: Exchange
    let page: FreeTimesPage
    let error: String?

    private var t: Translator { exchange.t }
    private var words: TimeWords { TimeWords(t: t, zone: page.place.zone) }

    var html: HTML {
        withErrors(t, error.map { [FieldError(field: "start", message: $0)] } ?? [], main)
    }

    private var main: HTML {
        """
        <h1>\(page.open == nil ? t("Choose a day and time") : t("Choose another day and time"))</h1>
        \(head.lead)\(head.facts)\(demoHoursWords(t, page.desks))\(head.replaced)\(chainCard(t, page.file.reference, page.counters))
        \(list.card(page.standing))\(page.days.isEmpty ? nothing : form)
        \(paging)\(waiting)
        """
    }

    private var list: StandingWords { StandingWords(t: t, zone: page.place.zone) }

    /// Whoever finds no time that fits waits for one instead of looking again and again.
    private var waiting: HTML? {
        guard page.open == nil, case .none = page.standing else { return nil }
        let address = waitingAddress(page.file.reference)
        return """
            <h2>\(t("No time that suits you?"))</h2>
            <p>\(t("Say when you can come. As soon as a time fits all of you, it is held for you and we tell you."))</p>
            \(actions(buttonLink(t("Wait for a time"), to: address, kind: .secondary)))
            """
    }

    private var head: BookingHead {
        BookingHead(t: t, file: page.file, place: page.place, open: page.open)
    }

    private var form: HTML {
        let replaces: HTML? = page.open.map { hiddenField("replaces", $0.id.description) }
        return """
            <form method="post" action="/bookings" id="field-start" novalidate>\(exchange.formFields)
            \(hiddenField("case", page.file.reference.text))\(hiddenField("from", page.from.description))\(replaces)
            \(page.days.enumerated().html { dayChoices($1, isOpen: $0 == 0) })
            \(actions(button(t("Book this time"))))</form>
            """
    }

    /// A day opens to its times; the first one is open.
    private func dayChoices(_ day: (day: Day, starts: [Moment]), isOpen: Bool) -> HTML {
        let choices = day.starts.html { start -> HTML in
            let value = String(start.secondsSince1970)
            return """
                <div class="choice"><input type="radio" name="start" id="start-\(value)" value="\(value)" required>\
                <label for="start-\(value)">\(words.clock(start))</label></div>
                """
        }
        let count = t.plural("{n} free time", "{n} free times", day.starts.count)
        return """
            <details class="day"\(if: isOpen, " open")><summary>\(words.day(day.day)) <span>· \(count)</span></summary>\
            <fieldset><legend class="visually-hidden">\(words.day(day.day))</legend>\
            <div class="times">\(choices)</div></fieldset></details>
            """
    }

    private var nothing: HTML {
        emptyState(
            title: t("No free time in these weeks"),
            words: t(
                "Look at later weeks, or wait on the list: times that others give back go to those who wait."
            ))
    }

    private var paging: HTML {
        let earlier = page.from.adding(days: -windowDays)
        let before: HTML? =
            page.from > page.today
            ? "<a href=\"\(address(max(earlier, page.today)))\">\(t("Earlier times"))</a>" : nil
        let after: HTML? =
            page.next.days(since: page.today) <= aheadDaysMax
            ? "<a href=\"\(address(page.next))\">\(t("Later times"))</a>" : nil
        return "<nav class=\"pager\" aria-label=\"\(t("Weeks"))\">\(before) \(after)</nav>"
    }

    private func address(_ day: Day) -> String {
        Address("/bookings/new").setting("case", to: page.file.reference.text)
            .setting("from", to: day.description).text
    }
}

private let windowDays = 21
/// Two hundred radio buttons are some 30 KB; more are no choice any longer.
private let startsMax = 200
/// No office opens its calendar for longer than a year.
private let aheadDaysMax = 365
