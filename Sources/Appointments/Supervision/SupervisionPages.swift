import Kernel
import Languages
import Storage
import Web

/// What supervisors see and do with an office: its load, and days that close.
struct SupervisionPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        let supervisors = Permission.role(.supervisor)
        return [
            .get(
                "/desk/supervision", may: supervisors,
                "Load, absences and free times of an office.", show),
            .get(
                "/desk/supervision/closures", may: supervisors,
                "What closing a desk or an office would do, before it is done.", preview),
            .post(
                "/desk/supervision/closures", may: supervisors,
                "Close a desk or an office: everybody is told, and a new time is held for them.",
                close),
            .get(
                "/desk/supervision/closures/{id}", may: supervisors,
                "A closure, and whose visits it ended.", closure),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let view = try await database.read { db in
            try SupervisionView(exchange, asks, for: principal, in: db)
        }
        return .page(view.title, width: .desk, view.html)
    }

    @Sendable private func preview(_ exchange: Exchange) async throws -> Reply {
        let view = try await closingView(exchange, ClosingForm(exchange.query), [])
        return .page(view.title, width: .desk, view.html)
    }

    private func closingView(
        _ exchange: Exchange, _ form: ClosingForm, _ errors: [FieldError]
    ) async throws -> ClosingView {
        let principal = try exchange.signedIn()
        return try await database.read { db in
            try ClosingView(exchange, form, asks, errors, for: principal, in: db)
        }
    }

    @Sendable private func close(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        var input = FormInput(exchange)
        let reason = input.optionalText("reason", max: reasonMax) ?? ""
        let form = ClosingForm(exchange.form.fields.compactMapValues(\.first))
        do {
            guard input.isValid else { throw ClosureRefusal.reasonMissing }
            guard let closing = form.closing else { throw ClosureRefusal.daysMissing }
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    guard let place = try asks.place(closing.office, db) else {
                        throw Refused.notFound
                    }
                    let id = try CloseDays(closing: closing, reason: reason, zone: place.zone)
                        .perform(by: principal, at: exchange.now, in: db, asks)
                    return "/desk/supervision/closures/\(id)"
                }
            }
            return .seeOther(next)
        } catch let refusal as ClosureRefusal {
            let values = refusal.values
            let field = refusal == .reasonMissing ? "reason" : "from"
            let error = FieldError(field: field, message: exchange.t(refusal.explanation, values))
            let view = try await closingView(exchange, form, [error])
            return .page(view.title, status: 422, width: .desk, view.html)
        }
    }

    @Sendable private func closure(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: ClosureThing.self)
        let view = try await database.read { db in
            try ClosureView(exchange, id, asks, for: principal, in: db)
        }
        return .page(view.title, width: .desk, view.html)
    }
}

/// A closure as it stands in a form or an address.
struct ClosingForm: Sendable {
    let values: [String: String]

    init(_ values: [String: String]) {
        self.values = values
    }

    var office: LocationID? { values["location"].flatMap { LocationID($0) } }

    /// Nil until both days are there; one day alone is its own end.
    var closing: Closing? {
        guard let office, let from = day("from") else { return nil }
        let to = day("to") ?? from
        guard from <= to else { return nil }
        return Closing(
            office: office, desk: values["desk"].flatMap { DeskID($0) }, days: from...to,
            exchange: day("exchange"))
    }

    func text(_ name: String) -> String { values[name] ?? "" }

    private func day(_ name: String) -> Day? { values[name].flatMap(Day.init(iso:)) }
}

extension Desk {
    /// The offices that somebody supervises.
    static func supervised(by principal: Principal, in db: Reader) throws -> [LocationID] {
        try offices(
            of: Principal(
                account: principal.account, person: nil, name: principal.name,
                duties: principal.duties(.supervisor)), in: db)
    }
}

extension [Visit] {
    /// Without those of files that are closed to somebody, their own above all.
    func open(
        to principal: Principal, at now: Moment, _ asks: Asks, in db: Reader
    ) throws -> [Visit] {
        var closed = try asks.closed(principal, map(\.caseID), db)
        if principal.person != nil {
            closed.formUnion(try asks.casesOf(principal, now, db).map(\.id))
        }
        return filter { !closed.contains($0.caseID) }
    }
}

/// A few sentences.
private let reasonMax = 500
