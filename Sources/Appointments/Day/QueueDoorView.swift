import Kernel
import Languages
import Storage
import Web

/// The queue of an office for whoever stands before it: how long each service takes, and a number; where there are no
/// more, what to do instead.
struct QueueDoorView: Sendable {
    let exchange: Exchange
    let office: LocationID
    let place: VisitPlace
    let lines: [Line]
    let next: Day?
    let rules: QueueRules
    let desks: [Desk]
    let named: @Sendable (String) -> String

    struct Line: Sendable {
        let service: String
        let estimate: WaitEstimate
        let places: Int
        /// The first time that one person could book, where no number is left.
        let free: Moment?
    }

    init(_ exchange: Exchange, _ office: LocationID, _ asks: Asks, in db: Reader) throws {
        guard let place = try asks.place(office, db) else { throw Refused.notFound }
        let queue = try OfficeQueue(office, place.zone, asks.day.rules, at: exchange.now, in: db)
        guard !queue.desks.isEmpty else { throw Refused.notFound }
        self.exchange = exchange
        self.office = office
        self.place = place
        rules = asks.day.rules
        desks = queue.desks
        named = { [asks] in asks.day.serviceTitle($0, exchange.t) }
        lines = try queue.offered.map { service in
            let times = try ServiceTimes.of(service, at: office, on: queue.day, in: db)
            let room = queue.walkIns(service, minutesEach: times.minutesEach)
            let horizon = exchange.now.adding(seconds: freeSeconds)
            let free = FreeTimes(office: office, service: service, people: 1, now: exchange.now)
            return Line(
                service: service,
                estimate: queue.estimate(before: queue.waiting(for: service), service, times),
                places: room.places,
                free: room.places > 0
                    ? nil
                    : try free.run(
                        from: exchange.now.adding(seconds: 1), to: horizon, in: db
                    ).first?.start)
        }
        next = try Desk.nextOpening(at: office, after: queue.day, in: db)
    }

    private var t: Translator { exchange.t }
    private var words: QueueWords { QueueWords(t: t) }
    private var times: TimeWords { TimeWords(t: t, zone: place.zone) }
    private var open: [Line] { lines.filter { $0.places > 0 } }

    var title: String { t("Queue of today") }

    var html: HTML {
        """
        <h1>\(title)</h1><p class="lead">\(placeWords(t, place))</p>
        \(demoHoursWords(t, desks))
        \(lines.html(line))
        \(open.isEmpty ? instead : form)
        """
    }

    private func line(_ line: Line) -> HTML {
        let name = named(line.service)
        if line.places > 0 {
            return card(
                """
                <h2>\(name)</h2><p>\(words.before(line.estimate.before)) \(words.wait(line.estimate))</p>
                """)
        }
        let free: HTML? = line.free.map {
            let when = times.day(of: $0) + ", " + times.clock($0)
            return "<p>\(t("The next free time to book is {when}.", ["when": when]))</p>"
        }
        return card("<h2>\(name) \(tag(t("No more numbers today"), .care))</h2>\(free)")
    }

    private var instead: HTML {
        let again: HTML? = next.map {
            "<p>\(t("There are numbers again on {date}.", ["date": times.day($0)]))</p>"
        }
        return """
            <p>\(t("Whoever comes now cannot be served before closing time. There are no more tickets today."))</p>\(again)
            <p>\(t("If you have a request with us you can book a time: then you need not stand in line."))</p>
            \(actions(buttonLink(t("Book a time"), to: "/bookings")))
            """
    }

    private var form: HTML {
        postForm(
            to: queueAddress(office), fields: exchange.formFields,
            """
            \(radioFields(t, name: "service", legend: t("What do you come for?"), options: open.map { Choice($0.service, named($0.service)) }, value: open.first?.service ?? ""))
            \(words.priorityFields(rules))
            \(actions(button(t("Take a number"))))
            """)
    }
}

extension Desk {
    /// The next day on which a desk of an office opens.
    static func nextOpening(
        at office: LocationID, after day: Day, in db: Reader
    ) throws -> Day? {
        let found: Day?? = try db.value(
            """
            SELECT MIN(o.day) FROM opening o JOIN desk d ON d.id = o.desk
            WHERE d.location = \(office) AND o.day > \(day)
            """)
        return found ?? nil
    }
}

/// Three weeks, as far as a page of free times looks.
private let freeSeconds: Int64 = 21 * 86_400
