import Kernel
import Languages
import Storage
import Web

/// A number as its holder sees it, on a telephone or on paper.
struct TicketView: Sendable {
    let exchange: Exchange
    let ticket: Ticket
    let place: VisitPlace
    let desk: Desk?
    let estimate: WaitEstimate
    let service: String
    let isDemo: Bool

    init(_ exchange: Exchange, _ ticket: Ticket, _ asks: Asks, in db: Reader) throws {
        guard let place = try asks.place(ticket.location, db) else { throw Refused.notFound }
        let queue = try OfficeQueue(
            ticket.location, place.zone, asks.day.rules, at: exchange.now, in: db)
        let times = try ServiceTimes.of(
            ticket.service, at: ticket.location, on: ticket.day, in: db)
        self.exchange = exchange
        self.ticket = ticket
        self.place = place
        desk = try ticket.desk.flatMap { try Desk.find($0, in: db) }
        estimate = queue.estimate(before: queue.before(ticket), ticket.service, times)
        service = asks.day.serviceTitle(ticket.service, exchange.t)
        isDemo = queue.desks.contains(where: \.isDemo)
    }

    private var t: Translator { exchange.t }
    private var words: QueueWords { QueueWords(t: t) }
    private var times: TimeWords { TimeWords(t: t, zone: place.zone) }

    var title: String { t("Your number: {number}", ["number": ticket.shown]) }

    var html: HTML {
        """
        \(isDemo ? demoNote(t) : HTML())<h1>\(title)</h1>
        <p class="lead" role="status">\(words.state(ticket.state)) \(standing)</p>
        \(definitionList(t, facts))
        \(ticket.state.isOpen ? ways : HTML())
        """
    }

    private var standing: String {
        let name = ["desk": desk?.name ?? ""]
        switch ticket.state {
        case .waiting: return words.before(estimate.before) + " " + words.wait(estimate)
        case .called: return t("It is your turn. Go to desk {desk}.", name)
        case .serving: return t("You are at desk {desk}.", name)
        case .forwarded: return t("Desk {desk} goes on with it and calls you.", name)
        case .done: return t("You were served. Thank you.")
        case .left: return t("This number is not called any more.")
        }
    }

    private var facts: [Fact] {
        let booked = ticket.booked.map { Fact(t("Booked for"), "\(times.clock($0))") }
        return [Fact(t("Where"), placeWords(t, place)), Fact(t("For what"), "\(service)")]
            + [booked].compactMap(\.self) + [
                Fact(t("Taken at"), "\(times.day(of: ticket.taken)), \(times.clock(ticket.taken))"),
                Fact(t("Code of this number"), "<span class=\"code\">\(ticket.code)</span>"),
            ]
    }

    private var ways: HTML {
        let canLeave = ticket.state != .serving
        let leave: HTML = """
            <form method="post" action="/tickets/\(ticket.code)/leaving">\(exchange.formFields)\
            \(button(t("Give the number back"), kind: .secondary))</form>
            """
        return """
            <p class="no-print">\(t("This page renews itself. Keep it open, or note its code."))</p>
            \(actions(
                buttonLink(t("Look again"), to: "/tickets/\(ticket.code)", kind: .secondary), printButton(t),
                buttonLink(t("Numbers that are called"), to: queueAddress(ticket.location) + "/display", kind: .secondary)))
            \(canLeave ? leave : HTML())
            """
    }
}

/// The screen on the wall: numbers and desks, as large as they can be, and nobody's name.
struct CallDisplayView {
    let exchange: Exchange
    let office: LocationID
    let place: VisitPlace
    let queue: OfficeQueue
    let address: String

    init(_ exchange: Exchange, _ office: LocationID, _ asks: Asks, in db: Reader) throws {
        guard let place = try asks.place(office, db) else { throw Refused.notFound }
        queue = try OfficeQueue(office, place.zone, asks.day.rules, at: exchange.now, in: db)
        guard !queue.desks.isEmpty else { throw Refused.notFound }
        self.exchange = exchange
        self.office = office
        self.place = place
        address = asks.day.address(queueAddress(office))
    }

    private var t: Translator { exchange.t }

    /// Whoever was called last stands first.
    private var called: [Ticket] {
        queue.tickets.filter { !$0.state.waits }.sorted {
            ($0.called ?? $0.taken, $0.id) > ($1.called ?? $1.taken, $1.id)
        }
    }

    var html: HTML {
        let names = Dictionary(queue.desks.map { ($0.id, $0.name) }) { first, _ in first }
        let rows = called.map { ticket -> [HTML] in
            [
                "\(ticket.shown)", "\(ticket.desk.flatMap { names[$0] } ?? "")",
                QueueWords(t: t).state(ticket.state),
            ]
        }
        let columns = [Column(t("Number")), Column(t("Desk")), Column(t("State"))]
        let nothing = emptyState(
            title: t("Nobody is called now"), words: t("This page renews itself."))
        return """
            \(demoHoursWords(t, queue.desks))<h1>\(place.name)</h1>
            <div class="calls">\(called.isEmpty ? nothing : sortableTable(t, caption: t("Numbers that are called"), captionHidden: true, columns: columns, rows: rows))</div>
            <p>\(t.plural("{n} person waits.", "{n} people wait.", queue.row.count))
            \(t("Take a number on your telephone:")) <a href="\(queueAddress(office))">\(address)</a></p>
            """
    }
}
