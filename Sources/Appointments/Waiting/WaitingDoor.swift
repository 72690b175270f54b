public import Kernel
import Storage

/// What became of a time that is held for a household, for the person of its case.
public struct OfferNews: Sendable {
    public let kase: CaseID
    public let start: Moment
    /// The civil time of the place.
    public let zone: Zone
    /// Until when it is held; nil where it lapsed.
    public let until: Moment?
    /// Where it is answered.
    public let link: String
    public let key: String
}

extension Appointments {
    /// Every minute: what nobody answered lapses, what is free goes to those who wait, and people are told; asked again it
    /// changes nothing.
    public func keepList(at now: Moment) async throws {
        let asks = self.asks
        let places: [LocationID] = try await database.read { db in
            try db.all(
                "SELECT DISTINCT location FROM demand WHERE state = 'waiting' ORDER BY location"
            ).map { try $0[0] }
        }
        try await database.write { db in
            try LapseOffers().perform(at: now, in: db, asks)
        }
        for place in places {
            try await database.write { db in
                try RankDemands(location: place).perform(in: db, asks)
                try OfferFreed(location: place).perform(at: now, in: db, asks)
            }
        }
        while try await database.write({ db in
            try TellOffers().perform(at: now, in: db, asks)
        }) > 0 {}
    }
}

/// The order follows the files: a legal date comes near, a child is added, somebody has waited for a year.
struct RankDemands: Sendable {
    let location: LocationID

    func perform(in db: Writer, _ asks: Asks) throws {
        let waiting = try Demand.waiting(at: location, in: db)
        let current = try asks.urgency(waiting.map(\.caseID), db)
        for demand in waiting {
            guard let urgency = current[demand.caseID], urgency != demand.urgency else { continue }
            try db.run(
                """
                UPDATE demand SET class = \(urgency.priorityClass), legal_date = \(urgency.legalDate)
                WHERE id = \(demand.id)
                """)
        }
    }
}

/// Tells the people of cases of offers that were made or lapsed; says how many.
struct TellOffers: Sendable {
    func perform(at now: Moment, in db: Writer, _ asks: Asks) throws -> Int {
        let untold = try db.all(
            """
            SELECT \(TimeOffer.columns) FROM offer WHERE told = 0 ORDER BY id LIMIT \(toldAtOnceMax)
            """
        ).map(TimeOffer.init)
        for offer in untold {
            try db.run("UPDATE offer SET told = 1 WHERE id = \(offer.id)")
            try tell(offer, at: now, in: db, asks)
        }
        return untold.count
    }

    private func tell(_ offer: TimeOffer, at now: Moment, in db: Writer, _ asks: Asks) throws {
        // Whoever answered before they were told knows of it.
        guard offer.isOpen(at: now) || offer.state == .lapsed,
            let place = try asks.place(offer.location, db)
        else { return }
        let isOpen = offer.state == .open
        let news = OfferNews(
            kase: offer.caseID, start: offer.start, zone: place.zone,
            until: isOpen ? offer.until : nil,
            link: isOpen ? "/visits/offers/\(offer.id)" : "/bookings",
            key: "offer/\(offer.id)/\(offer.state.rawValue)")
        try asks.offered(news, now, db)
    }
}

/// The rest comes with the next transaction.
private let toldAtOnceMax = 100
