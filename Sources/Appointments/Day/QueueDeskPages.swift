import Kernel
import Languages
import Storage
import Web

/// The queue for those who serve it: one form that the keyboard alone works, and numbers for whoever has no telephone.
struct QueueDeskPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        let officers = Permission.role(.officer, .supervisor)
        return [
            .get("/desk/queue", may: officers, "The queue at one's own desk.", show),
            .post(
                "/desk/queue", may: officers,
                "Call the next, call again, hand on, or say what became of whom was called.", act),
            .post(
                "/desk/queue/tickets", may: officers,
                "Check a visit in by its reference, or give a number.", give),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let view = try await view(exchange, exchange.query, [])
        return .page(view.title, width: .desk, view.html).renewedWhereIdle(view)
    }

    private func view(
        _ exchange: Exchange, _ asked: [String: String], _ errors: [FieldError]
    ) async throws -> QueueDeskView {
        let principal = try exchange.signedIn()
        return try await database.read { db in
            try QueueDeskView(exchange, asked, asks, errors, for: principal, in: db)
        }
    }

    @Sendable private func act(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (office, desk) = try standing(exchange)
        let form = exchange.form
        do {
            let next = try await database.write(on: "queue \(office)") { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    guard let place = try asks.place(office, db) else { throw Refused.notFound }
                    let order = DeskOrder(office: office, desk: desk, zone: place.zone, form)
                    try order.perform(by: principal, at: exchange.now, in: db, asks)
                    return deskQueueAddress(office, desk)
                }
            }
            return .seeOther(next)
        } catch let refusal as TicketRefusal {
            let error = FieldError(field: "act", message: exchange.t(refusal.explanation))
            let asked = ["location": office.description, "desk": desk.description]
            let view = try await view(exchange, asked, [error])
            return .page(
                view.title, status: refusal.kind == .conflict ? 409 : 422, width: .desk, view.html)
        }
    }

    @Sendable private func give(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (office, desk) = try standing(exchange)
        let form = exchange.form
        do {
            let next = try await database.write(on: "queue \(office)") { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let ticket = try ticket(
                        form, office, desk, exchange.t.language.code, by: principal,
                        at: exchange.now, in: db)
                    return "/tickets/\(ticket.code)"
                }
            }
            return .seeOther(next)
        } catch let refusal as any Refusal where refusal.isOfTheForm {
            let error = FieldError(field: "reference", message: exchange.t(refusal.explanation))
            let asked = ["location": office.description, "desk": desk.description]
            let view = try await view(exchange, asked, [error])
            return .page(view.title, status: 422, width: .desk, view.html)
        }
    }

    /// By the reference of a file its visit of today, by a code the number that there is; else a new number.
    private func ticket(
        _ form: FormData, _ office: LocationID, _ desk: DeskID, _ language: String,
        by principal: Principal, at now: Moment, in db: Writer
    ) throws -> Ticket {
        try Desk.check(desk, at: office, for: principal, in: db)
        guard let place = try asks.place(office, db) else { throw Refused.notFound }
        let typed = (form.text("reference") ?? "").filter { !$0.isWhitespace }
        if typed.isEmpty {
            return try TakeTicket(
                office: office, service: form.text("service") ?? "",
                priority: TicketPriority(form), language: language, zone: place.zone
            ).perform(by: principal, at: now, in: db, asks.day.rules)
        }
        guard let reference = Reference(typed) else { throw TicketRefusal.noVisitToday }
        if reference.text.hasPrefix("TK") {
            let known = try Ticket.find(reference, in: db)
            guard known.location == office else { throw Refused.notFound }
            return known
        }
        let file = try asks.bookable(reference, principal, .act(at: now), db)
        guard !file.isOwn, let visit = try Visit.open(of: file.id, in: db),
            visit.location == office
        else { throw TicketRefusal.noVisitToday }
        return try CheckIn(
            visit: visit, priority: TicketPriority(form), language: language, zone: place.zone
        ).perform(by: principal, at: now, in: db)
    }

    private func standing(_ exchange: Exchange) throws -> (LocationID, DeskID) {
        guard let office = LocationID(exchange.form.text("location") ?? ""),
            let desk = DeskID(exchange.form.text("desk") ?? "")
        else { throw Refused.notFound }
        return (office, desk)
    }
}

/// What a desk does next, as its form says it, with whom the page showed.
struct DeskOrder: Sendable {
    let office: LocationID
    let desk: DeskID
    let zone: Zone
    let act: String
    let shown: TicketID?
    let other: DeskID?

    init(office: LocationID, desk: DeskID, zone: Zone, _ form: FormData) {
        (self.office, self.desk, self.zone) = (office, desk, zone)
        act = form.text("act") ?? "next"
        shown = form.text("ticket").flatMap { TicketID($0) }
        other = form.text("to").flatMap { DeskID($0) }
    }

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        try Desk.check(desk, at: office, for: principal, in: db)
        let present = try Ticket.atDesk(desk, on: zone.day(of: now), in: db)
        // The page was of another moment: somebody else works at this desk too.
        guard present?.id == shown else { throw TicketRefusal.changed }
        if act == "next" {
            return try CallNext(desk: desk, office: office, zone: zone)
                .perform(by: principal, at: now, in: db, asks)
        }
        guard let present, let state = TicketState(rawValue: act) else {
            throw TicketRefusal.changed
        }
        try MoveTicket(
            ticket: present, to: state, zone: zone, other: state == .forwarded ? other : nil
        ).perform(by: principal, at: now, in: db, asks)
    }
}

extension Refusal {
    /// Whether whoever typed can mend it.
    fileprivate var isOfTheForm: Bool {
        self is TicketRefusal || self is BookingRefusal || kind == .notFound
    }
}

extension Reply {
    /// A desk that has nobody looks by itself whether somebody came.
    fileprivate func renewedWhereIdle(_ view: QueueDeskView) -> Reply {
        view.present == nil && view.row.isEmpty && view.desk != nil
            ? renewed(seconds: idleSeconds) : self
    }
}

func deskQueueAddress(_ office: LocationID, _ desk: DeskID?) -> String {
    Address("/desk/queue").setting("location", to: office.description)
        .setting("desk", to: desk?.description).text
}

private let idleSeconds = 20
