import Kernel
import Languages
import Storage
import Web

/// Where a household takes a time that is held for it, or lets it go.
struct OfferPages: Sendable {
    let database: Database
    let asks: Asks

    var routes: [Route] {
        [
            .get(
                "/visits/offers/{id}", may: .signedIn,
                "A time that is held for all people of a file until they answer.", show),
            .post(
                "/visits/offers/{id}/acceptance", may: .signedIn,
                "Take the time that is held: it becomes a visit.", accept),
            .post(
                "/visits/offers/{id}/letting-go", may: .signedIn,
                "Let the held time go; the place on the list stays.", decline),
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        try await page(exchange, nil)
    }

    private func page(_ exchange: Exchange, _ refusal: (any Refusal)?) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: OfferThing.self)
        let view = try await database.read { db in
            let (offer, file) = try TimeOffer.findWithFile(
                id, for: principal, to: .look(at: exchange.now), asks, in: db)
            return try OfferView(exchange, offer, file, asks, refusal, in: db)
        }
        try await asks.keepLook(at: view.file, exchange, by: principal, in: database)
        return .page(view.title, status: refusal == nil ? 200 : 409, view.html)
    }

    @Sendable private func accept(_ exchange: Exchange) async throws -> Reply {
        let asks = self.asks
        return try await answer(exchange) { offer, file, principal, db in
            let id =
                file.isOwn
                ? try AcceptTimeOffer(offer: offer, file: file, isLimited: exchange.hasLimits)
                    .perform(by: principal, at: exchange.now, in: db)
                : try AcceptForOffice(offer: offer, file: file)
                    .perform(by: principal, at: exchange.now, in: db, asks)
            // The time of a visit that this one replaces is free now.
            try OfferFreed(location: offer.location).perform(at: exchange.now, in: db, asks)
            return "/bookings/\(id)"
        }
    }

    @Sendable private func decline(_ exchange: Exchange) async throws -> Reply {
        let asks = self.asks
        return try await answer(exchange) { offer, file, principal, db in
            if !file.isOwn { try asks.acts(file.reference, principal, exchange.now, db) }
            try DeclineTimeOffer(offer: offer)
                .perform(by: principal, at: exchange.now, in: db, asks)
            return offerAddress(offer.id)
        }
    }

    /// Once, however often it is tapped; what came too late is explained beside how things stand now.
    private func answer(
        _ exchange: Exchange,
        _ act:
            @escaping @Sendable (TimeOffer, BookableCase, Principal, Writer) throws -> String
    ) async throws -> Reply {
        let principal = try exchange.signedIn()
        let id = try exchange.id("id", of: OfferThing.self)
        do {
            let next = try await database.write { db in
                try db.once(exchange.onceKey, at: exchange.now) {
                    let (offer, file) = try TimeOffer.findWithFile(
                        id, for: principal, to: .act(at: exchange.now), asks, in: db)
                    return try act(offer, file, principal, db)
                }
            }
            return .seeOther(next)
        } catch let refusal as OfferRefusal {
            return try await page(exchange, refusal)
        } catch let refusal as BookingRefusal where refusal.kind == .conflict {
            return try await page(exchange, refusal)
        }
    }
}
