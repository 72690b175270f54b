import Kernel
import Languages
import Storage
import Web

/// The queue of an office as people stand in it: the door, the number, the screen on the wall. Nobody is named, in the
/// journal of a number neither.
struct QueuePages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        [
            .get("/queue/{location}", may: .everyone, "The queue of an office today.", door),
            .post(
                "/queue/{location}", may: .everyone, "Take a number without a booked time.", take),
            .get(
                "/queue/{location}/display", may: .everyone,
                "The numbers that are called, for the screen of an office.", display),
            .get(
                "/tickets/{code}", may: .everyone, "One number: how long it waits, where it goes.",
                show),
            .post("/tickets/{code}/leaving", may: .everyone, "Give a number back.", leave),
            .post(
                "/bookings/{id}/arrival", may: .signedIn,
                "Say that the people of a visit are there, and get a number.", arrive),
        ]
    }

    @Sendable private func door(_ exchange: Exchange) async throws -> Reply {
        let view = try await doorView(exchange)
        return .page(view.title, view.html)
    }

    private func doorView(_ exchange: Exchange) async throws -> QueueDoorView {
        let office = try exchange.id("location", of: LocationThing.self)
        return try await database.read { db in
            try QueueDoorView(exchange, office, asks, in: db)
        }
    }

    @Sendable private func take(_ exchange: Exchange) async throws -> Reply {
        let office = try exchange.id("location", of: LocationThing.self)
        guard exchange.mayTry(in: "ticket " + RateLimiter.key(of: exchange.address)) else {
            throw Refused(
                .tooMany, "Many numbers were taken from your connection. Try again in a minute.")
        }
        let form = exchange.form
        do {
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    guard let place = try asks.place(office, db) else { throw Refused.notFound }
                    let ticket = try TakeTicket(
                        office: office, service: form.text("service") ?? "",
                        priority: TicketPriority(form), language: exchange.t.language.code,
                        zone: place.zone
                    ).perform(by: .house, at: exchange.now, in: db, asks.day.rules)
                    return "/tickets/\(ticket.code)"
                }
            }
            return .seeOther(next)
        } catch let refusal as TicketRefusal where refusal == .noMoreToday {
            // The page says it too, and what to do instead.
            let view = try await doorView(exchange)
            return .page(view.title, status: 409, view.html)
        }
    }

    @Sendable private func display(_ exchange: Exchange) async throws -> Reply {
        let office = try exchange.id("location", of: LocationThing.self)
        let html = try await database.read { db in
            try CallDisplayView(exchange, office, asks, in: db).html
        }
        return Reply.page(exchange.t("Numbers that are called"), width: .desk, html)
            .renewed(seconds: displaySeconds)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let code = try exchange.reference("code")
        let view = try await database.read { db in
            try TicketView(exchange, try Ticket.find(code, in: db), asks, in: db)
        }
        let page = Reply.page(view.title, view.html)
        return view.ticket.state.isOpen ? page.renewed(seconds: ticketSeconds) : page
    }

    @Sendable private func leave(_ exchange: Exchange) async throws -> Reply {
        let code = try exchange.reference("code")
        let action = GiveTicketBack(code: code)
        let next = try await database.write { db in
            try db.once(exchange.onceKey, at: exchange.now) {
                try action.perform(by: .house, at: exchange.now, in: db)
                return "/tickets/\(code)"
            }
        }
        return .seeOther(next)
    }

    @Sendable private func arrive(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        let form = exchange.form
        let next = try await database.write { db in
            try db.once(exchange.onceKey, at: exchange.now) {
                let (visit, file) = try Visit.findWithFile(
                    id, for: principal, to: .act(at: exchange.now), asks, in: db)
                guard file.isOwn || principal.serves(visit.location),
                    let place = try asks.place(visit.location, db)
                else { throw Refused.notFound }
                let ticket = try CheckIn(
                    visit: visit, priority: TicketPriority(form),
                    language: exchange.t.language.code, zone: place.zone
                ).perform(by: principal, at: exchange.now, in: db)
                return "/tickets/\(ticket.code)"
            }
        }
        return .seeOther(next)
    }
}

extension TicketPriority {
    /// What a form names; none where it names nothing known.
    init(_ form: FormData) {
        self = TicketPriority(rawValue: form.text("priority") ?? "") ?? .none
    }
}

extension Reply {
    /// The same page, asked for again by the browser itself: no script is needed.
    func renewed(seconds: Int) -> Reply {
        var copy = self
        copy.headers.append(("refresh", String(seconds)))
        return copy
    }
}

/// Somebody who looks up sees the call; a desk waits no longer for them.
private let displaySeconds = 10
/// Nobody is served faster, and a telephone's battery lasts.
private let ticketSeconds = 30
