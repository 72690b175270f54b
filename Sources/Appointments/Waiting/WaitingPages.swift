import Kernel
import Languages
import Storage
import Web

/// Where a household waits for a time for its visit: it says when it can come, sees its place, and leaves.
struct WaitingPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        [
            .get(
                "/bookings/waiting", may: .signedIn,
                "The place of a file on the waiting list, and when its people can come.", show),
            .post(
                "/bookings/waiting", may: .signedIn,
                "Wait for a time, or change when one can come.", join),
            .post(
                "/bookings/waiting/leaving", may: .signedIn, "Wait for a time no longer.", leave),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, exchange.query["case"], [])
    }

    private func page(
        _ exchange: Exchange, _ reference: String?, _ errors: [FieldError]
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let reference = Reference(reference ?? "") else { throw Refused.notFound }
        let view = try await database.read { db in
            let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
            return try WaitingView(exchange, file, asks, errors, in: db)
        }
        try await asks.keepLook(at: view.file, exchange, by: principal, in: database)
        return .page(view.title, status: errors.isEmpty ? 200 : 422, view.html)
    }

    @Sendable private func join(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try reference(exchange)
        var input = FormInput(exchange)
        let reason = input.optionalText("reason", max: reasonMax) ?? ""
        let hours = ComingHours(exchange.form)
        guard input.isValid else { return try await page(exchange, reference.text, input.errors) }
        do {
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
                    if file.isOwn {
                        try JoinList(file: file, hours: hours, isLimited: exchange.hasLimits)
                            .perform(by: principal, at: exchange.now, in: db, asks)
                    } else {
                        try JoinForOffice(file: file, hours: hours, reason: reason)
                            .perform(by: principal, at: exchange.now, in: db, asks)
                    }
                    return waitingAddress(reference)
                }
            }
            return .seeOther(next)
        } catch let refusal as ListRefusal {
            let field = refusal == .reasonMissing ? "reason" : "weekday"
            input.refuse(field, exchange.t(refusal.explanation, refusal.values))
            return try await page(exchange, reference.text, input.errors)
        }
    }

    @Sendable private func leave(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let reference = try reference(exchange)
        return .seeOther(
            try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
                    try LeaveList(file: file).perform(
                        by: principal, at: exchange.now, in: db, asks)
                    return waitingAddress(reference)
                }
            })
    }

    private func reference(_ exchange: Exchange) throws -> Reference {
        guard let reference = Reference(exchange.form.text("case") ?? "") else {
            throw Refused.notFound
        }
        return reference
    }
}

extension ComingHours {
    /// As a form sends them; what cannot be read is no hour at all, which the rule refuses.
    init(_ form: FormData) {
        let days = (form.fields["weekday"] ?? []).compactMap { Int($0) }
        let (from, to) = (Int(form.text("from") ?? "") ?? 0, Int(form.text("to") ?? "") ?? 0)
        let isSpan = 0 <= from && from < to && to <= minutesOfDay
        self.init(days: days, minutes: isSpan ? from..<to : 0..<0)
    }
}

let minutesOfDay = 24 * 60
/// A few sentences.
private let reasonMax = 500
