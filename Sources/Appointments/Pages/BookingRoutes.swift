import Kernel
import Languages
import Storage
import Web

/// Where people book, see, change and give back their visits.
struct BookingRoutes: Sendable {
    let database: Database
    let asks: Asks
    let contested = ContestedTimes()

    var all: [Route] {
        [
            .get("/bookings", may: .signedIn, "The visits of one's own files.", list),
            .get("/bookings/new", may: .signedIn, "Free times for all people of a file.", choose),
            .post("/bookings", may: .signedIn, "Book one visit for all people of a file.", book),
            .get("/bookings/{id}", may: .signedIn, "One visit: when, where, what to bring.", show),
            .get(
                "/bookings/{id}/calendar.ics", may: .signedIn, "One visit for a calendar.",
                gives: "text/calendar",
                calendar),
            .post("/bookings/{id}/cancellation", may: .signedIn, "Give a visit back.", cancel),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let (html, mandates) = try await database.read { db in
            let view = try BookingListView(exchange, asks, for: principal, in: db)
            return (view.html, view.mandates)
        }
        // A look under a mandate is kept before anything is shown.
        if !mandates.isEmpty {
            try await database.write { db in
                try asks.looked(mandates, principal, exchange.now, db)
            }
        }
        return .page(exchange.t("Your visits"), html)
    }

    @Sendable private func choose(_ exchange: Exchange) async throws -> Reply {
        try await choices(
            exchange, reference: exchange.query["case"], from: exchange.query["from"], error: nil)
    }

    /// The page of free times; after a refusal with its words, and the times as they are now.
    private func choices(
        _ exchange: Exchange, reference: String?, from: String?, error: BookingRefusal?
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let reference = Reference(reference ?? "") else { throw Refused.notFound }
        let (html, file) = try await database.read { db in
            let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
            return (try timesPage(exchange, file, from: from, error: error, in: db), file)
        }
        try await asks.keepLook(at: file, exchange, by: principal, in: database)
        let status = error == nil ? 200 : error?.kind == .conflict ? 409 : 422
        return .page(exchange.t("Choose a day and time"), status: status, html)
    }

    private func timesPage(
        _ exchange: Exchange, _ file: BookableCase, from: String?, error: BookingRefusal?,
        in db: Reader
    ) throws -> HTML {
        guard file.awaitsVisit else { throw BookingRefusal.noVisitNeeded }
        if let refusal = try file.refusal(isLimited: exchange.hasLimits, in: db) { throw refusal }
        let page = try FreeTimesPage(
            file, from: from.flatMap(Day.init(iso:)), asks, at: exchange.now, in: db)
        let words = error.map { exchange.t($0.explanation) }
        return NewBookingView(exchange: exchange, page: page, error: words).html
    }

    @Sendable private func book(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let form = exchange.form
        guard let reference = Reference(form.text("case") ?? "") else { throw Refused.notFound }
        do {
            if let late = try await tooLate(exchange, reference, by: principal) { return late }
            return .seeOther(try await store(exchange, reference, by: principal))
        } catch let refusal as BookingRefusal where refusal.letsChooseAgain {
            if refusal == .taken, let start = form.wantedStart {
                contested.note(start, at: exchange.now)
            }
            return try await choices(
                exchange, reference: reference.text, from: form.text("from"), error: refusal)
        }
    }

    /// The page of times where others fight for the wanted one and it is gone; nil leaves the answer to `store`.
    private func tooLate(
        _ exchange: Exchange, _ reference: Reference, by principal: Principal
    ) async throws -> Reply? {
        let form = exchange.form
        guard let start = form.wantedStart, contested.has(start, at: exchange.now) else {
            return nil
        }
        let html: HTML? = try await database.read { db in
            if try db.answer(to: exchange.onceKey) != nil { return nil }
            let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
            guard file.isOwn, file.mandate == nil, file.awaitsVisit,
                try Visit.open(of: file.id, in: db) == nil,
                try FreeTimes(
                    office: file.office, service: file.service, people: file.people.count,
                    now: exchange.now
                ).desks(at: start, in: db).isEmpty
            else { return nil }
            return try timesPage(exchange, file, from: form.text("from"), error: .taken, in: db)
        }
        return html.map { .page(exchange.t("Choose a day and time"), status: 409, $0) }
    }

    private func store(
        _ exchange: Exchange, _ reference: Reference, by principal: Principal
    ) async throws -> String {
        guard let start = exchange.form.wantedStart else { throw BookingRefusal.noTimeChosen }
        let replacing = exchange.form.text("replaces").flatMap { VisitID($0) }
        return try await database.write(on: "start \(start)") { db in
            try db.once(exchange.onceKey, at: exchange.now) {
                let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
                let id = try bookVisit(
                    file, start, replacing, isLimited: exchange.hasLimits, by: principal,
                    at: exchange.now, in: db)
                if replacing != nil { try refill(file.office, at: exchange.now, in: db) }
                return "/bookings/\(id)"
            }
        }
    }

    private func bookVisit(
        _ file: BookableCase, _ start: Moment, _ replacing: VisitID?, isLimited: Bool,
        by principal: Principal, at now: Moment, in db: Writer
    ) throws -> VisitID {
        if file.isOwn {
            return try BookVisit(
                file: file, start: start, replacing: replacing, isLimited: isLimited
            ).perform(by: principal, at: now, in: db)
        }
        return try BookForOffice(file: file, start: start, replacing: replacing)
            .perform(by: principal, at: now, in: db, asks)
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let view = try await find(exchange, [])
        return .page(view.title, view.html)
    }

    @Sendable private func calendar(_ exchange: Exchange) async throws -> Reply {
        let view = try await find(exchange, [])
        return .download(
            Array(view.calendar.text.utf8), type: "text/calendar; charset=utf-8", name: "visit.ics")
    }

    private func find(
        _ exchange: Exchange, _ errors: [FieldError]
    ) async throws -> BookingView {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        let view = try await database.read { db in
            let (visit, file) = try Visit.findWithFile(
                id, for: principal, to: .look(at: exchange.now), asks, in: db)
            return try BookingView(exchange, visit, file, asks, errors: errors, in: db)
        }
        try await asks.keepLook(at: view.file, exchange, by: principal, in: database)
        return view
    }

    @Sendable private func cancel(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: VisitThing.self)
        var input = FormInput(exchange)
        let reason = input.optionalText("reason", max: reasonMax) ?? ""
        do {
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let office = try cancelVisit(
                        id, reason, by: principal, at: exchange.now, in: db)
                    try refill(office, at: exchange.now, in: db)
                    return "/bookings/\(id)"
                }
            }
            return .seeOther(next)
        } catch let refusal as BookingRefusal where refusal == .reasonMissing {
            input.refuse("reason", exchange.t(refusal.explanation))
            let view = try await find(exchange, input.errors)
            return .page(view.title, status: 422, view.html)
        }
    }

    /// A time that somebody gave back goes to those who wait, at once.
    private func refill(_ office: LocationID, at now: Moment, in db: Writer) throws {
        try OfferFreed(location: office).perform(at: now, in: db, asks)
    }

    /// The office whose time is free now.
    private func cancelVisit(
        _ id: VisitID, _ reason: String, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> LocationID {
        let (visit, file) = try Visit.findWithFile(
            id, for: principal, to: .act(at: now), asks, in: db)
        if file.isOwn {
            try CancelVisit(visit: visit, mandate: file.mandate)
                .perform(by: principal, at: now, in: db)
        } else {
            try CancelForOffice(visit: visit, reason: reason)
                .perform(by: principal, at: now, in: db, asks)
        }
        return visit.location
    }
}

extension FormData {
    /// The time that was chosen; nil for what nobody can come at.
    fileprivate var wantedStart: Moment? {
        text("start").flatMap(Int64.init).flatMap { seconds in
            (0...farSeconds).contains(seconds) ? Moment(secondsSince1970: seconds) : nil
        }
    }
}

/// A few sentences.
private let reasonMax = 500
/// The year 9999: a moment beyond it is not a time anybody can come.
let farSeconds: Int64 = 253_402_300_799
