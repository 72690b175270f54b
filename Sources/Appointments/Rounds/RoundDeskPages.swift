import Kernel
import Languages
import Storage
import Web

/// Where supervisors announce a round, see what it would do, draw it after its list closed, or cancel it.
struct RoundDeskPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        let supervisors = Permission.role(.supervisor)
        return [
            .get(
                "/desk/supervision/rounds", may: supervisors,
                "Rounds of one's own offices, and a new one.", list),
            .post(
                "/desk/supervision/rounds", may: supervisors,
                "Announce a round: its promise is published, its times are kept.", announce),
            .get(
                "/desk/supervision/rounds/{id}", may: supervisors,
                "A round, and how many it would serve now.", show),
            .post(
                "/desk/supervision/rounds/{id}/draw", may: supervisors,
                "Draw a round whose list has closed.", draw),
            .post(
                "/desk/supervision/rounds/{id}/cancel", may: supervisors,
                "Cancel a round, with a reason that everybody reads.", cancel),
        ]
    }

    @Sendable private func list(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, RoundForm(exchange.query), [])
    }

    private func page(
        _ exchange: Exchange, _ form: RoundForm, _ errors: [FieldError]
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let view = try await database.read { db in
            try RoundDeskList(exchange, form, errors, asks, for: principal, in: db)
        }
        return .page(view.title, status: errors.isEmpty ? 200 : 422, width: .desk, view.html)
    }

    @Sendable private func announce(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let fields = exchange.form.fields
        let form = RoundForm(
            fields.compactMapValues(\.first), offices: fields["offices"] ?? [])
        do {
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    guard let office = form.offices.first else {
                        throw RoundRefusal.officesMissing
                    }
                    guard let place = try asks.place(office, db) else { throw Refused.notFound }
                    let id = try AnnounceRound(plan: try form.plan(place.zone))
                        .perform(by: principal, at: exchange.now, in: db, asks)
                    return roundDeskAddress(id)
                }
            }
            return .seeOther(next)
        } catch let refusal as RoundRefusal {
            return try await page(exchange, form, [refusal.error(exchange.t)])
        }
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, [])
    }

    private func page(_ exchange: Exchange, _ errors: [FieldError]) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: RoundThing.self)
        let view = try await database.read { db in
            try RoundDeskView(exchange, id, errors, asks, for: principal, in: db)
        }
        return .page(view.title, status: errors.isEmpty ? 200 : 422, width: .desk, view.html)
    }

    @Sendable private func draw(_ exchange: Exchange) async throws -> Reply {
        try await act(exchange) { round, principal, now, db in
            try RunRound(round: round).perform(by: principal, at: now, in: db, asks)
        }
    }

    @Sendable private func cancel(_ exchange: Exchange) async throws -> Reply {
        var input = FormInput(exchange)
        let reason = input.optionalText("reason", max: reasonMax) ?? ""
        let isValid = input.isValid
        return try await act(exchange) { round, principal, now, db in
            guard isValid else { throw RoundRefusal.reasonMissing }
            try CancelRound(round: round, reason: reason).perform(by: principal, at: now, in: db)
        }
    }

    private func act(
        _ exchange: Exchange,
        _ deed: @escaping @Sendable (VisitRound, Principal, Moment, Writer) throws -> Void
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: RoundThing.self)
        do {
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let round = try VisitRound.find(id, for: principal, in: db)
                    try deed(round, principal, exchange.now, db)
                    return roundDeskAddress(id)
                }
            }
            return .seeOther(next)
        } catch let refusal as RoundRefusal {
            return try await page(exchange, [refusal.error(exchange.t)])
        }
    }
}

/// A plan as it stands in a form.
struct RoundForm: Sendable {
    let values: [String: String]
    let offices: [LocationID]

    init(_ values: [String: String], offices: [String] = []) {
        self.values = values
        self.offices = offices.compactMap { LocationID($0) }
    }

    func text(_ name: String) -> String { values[name] ?? "" }

    /// The list closes at the end of the day that was chosen.
    func plan(_ zone: Zone) throws -> RoundPlan {
        guard let from = Day(iso: text("from")), let to = Day(iso: text("to")), from <= to else {
            throw RoundRefusal.daysMissing
        }
        guard let last = Day(iso: text("closes")) else { throw RoundRefusal.closesMissing }
        guard let points = Int(text("points")), (0...1_000).contains(points) else {
            throw RoundRefusal.pointsWrong
        }
        return RoundPlan(
            service: text("service").isEmpty ? nil : text("service"),
            offices: Set(offices).sorted(), days: from...to,
            closes: zone.moment(last.adding(days: 1)), pointsPerDay: points)
    }
}

extension RoundRefusal {
    fileprivate func error(_ t: Translator) -> FieldError {
        FieldError(field: field, message: t(explanation, values))
    }
}

func roundDeskAddress(_ id: RoundID) -> String { "/desk/supervision/rounds/\(id)" }

/// A few sentences.
private let reasonMax = 500
