import Kernel
import Languages
import Storage
import Web

/// Where a household books several counters of one centre at once.
struct ChainRoutes: Sendable {
    let database: Database
    let asks: Asks

    var all: [Route] {
        [
            .get(
                "/bookings/chain", may: .signedIn, "Times at several counters of one centre.",
                choose),
            .post(
                "/bookings/chain", may: .signedIn,
                "Book several counters of one centre as one visit.", book),
        ]
    }

    @Sendable private func choose(_ exchange: Exchange) async throws -> Reply {
        try await choices(exchange, exchange.query, error: nil)
    }

    /// The page of times; after a refusal with its words, and the times as they are now.
    private func choices(
        _ exchange: Exchange, _ asked: [String: String], error: BookingRefusal?
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        guard let reference = Reference(asked["case"] ?? "") else { throw Refused.notFound }
        let page = try await database.read { db in
            let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
            if let refusal = try file.refusal(isLimited: exchange.hasLimits, in: db) {
                throw refusal
            }
            return try ChainPage(
                file, with: asked["with"], from: asked["from"].flatMap(Day.init(iso:)), asks,
                at: exchange.now, in: db)
        }
        try await asks.keepLook(at: page.file, exchange, by: principal, in: database)
        let view = ChainView(
            exchange: exchange, page: page, error: error.map { exchange.t($0.explanation) })
        let status = error == nil ? 200 : error?.kind == .conflict ? 409 : 422
        return .page(view.title, status: status, view.html)
    }

    @Sendable private func book(_ exchange: Exchange) async throws -> Reply {
        let principal = try exchange.signedIn()
        let form = exchange.form
        guard let reference = Reference(form.text("case") ?? "") else { throw Refused.notFound }
        do {
            return .seeOther(try await store(exchange, reference, by: principal))
        } catch let refusal as BookingRefusal where refusal.letsChooseAgain {
            let asked = ["case", "with", "from"].reduce(into: [:]) { $0[$1] = form.text($1) }
            return try await choices(exchange, asked, error: refusal)
        }
    }

    private func store(
        _ exchange: Exchange, _ reference: Reference, by principal: Principal
    ) async throws -> String {
        guard let parts = chainParts(exchange.form.text("chain") ?? ""), let first = parts.first
        else { throw BookingRefusal.noTimeChosen }
        let replacing = exchange.form.text("replaces").flatMap { VisitID($0) }
        return try await database.write(on: "start \(first.start.secondsSince1970)") { db in
            try db.once(exchange.onceKey, at: exchange.now) {
                let file = try asks.bookable(reference, principal, .act(at: exchange.now), db)
                // What other bodies do for somebody is their own errand, not one of the office.
                guard file.isOwn else { throw Refused.notFound }
                let standing = try Counter.standing(
                    at: file.office, of: asks.counters(), in: db)
                let id = try BookChain(
                    file: file, parts: parts, counters: standing, replacing: replacing,
                    isLimited: exchange.hasLimits
                ).perform(by: principal, at: exchange.now, in: db)
                if replacing != nil {
                    try OfferFreed(location: file.office).perform(at: exchange.now, in: db, asks)
                }
                return "/bookings/\(id)"
            }
        }
    }
}

extension Asks {
    /// A look of staff or under a mandate is kept before anything is shown.
    func keepLook(
        at file: BookableCase?, _ exchange: Exchange, by principal: Principal,
        in database: Database
    ) async throws {
        guard let file, !file.isOwn || file.mandate != nil else { return }
        try await database.write { db in
            try lookedAt(file.reference, principal, exchange.now, db)
        }
    }
}
