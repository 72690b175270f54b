import Kernel
import Storage

/// A household takes the time that is held for it: it becomes a visit by the rules of any other.
struct AcceptTimeOffer: Sendable {
    let offer: TimeOffer
    let file: BookableCase
    /// Whether one person holds only so many times at once.
    var isLimited = true

    @discardableResult
    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> VisitID {
        guard offer.isOpen(at: now) else { throw OfferRefusal.over }
        try offer.end(as: .accepted, by: principal, at: now, in: db)
        // A visit that it has already is changed for this one.
        let replacing = try Visit.open(of: file.id, in: db)?.id
        return try BookVisit(
            file: file, start: offer.start, replacing: replacing, isLimited: isLimited
        ).perform(by: principal, at: now, in: db)
    }
}

/// Somebody of the office takes it for a household: not while a colleague has its file, and its person is told.
struct AcceptForOffice: Sendable {
    let offer: TimeOffer
    let file: BookableCase

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> VisitID {
        try asks.acts(file.reference, principal, now, db)
        let id = try AcceptTimeOffer(offer: offer, file: file).perform(
            by: principal, at: now, in: db)
        guard let place = try asks.place(offer.location, db) else { throw Refused.notFound }
        let news = VisitNews(
            visit: id, kase: file.id, start: offer.start, zone: place.zone, reason: nil)
        try asks.told(news, now, db)
        return id
    }
}

/// A household does not want the time: the next on the list is asked, and it keeps its own place.
struct DeclineTimeOffer: Sendable {
    let offer: TimeOffer

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        guard offer.isOpen(at: now) else { throw OfferRefusal.over }
        try offer.end(as: .declined, by: principal, at: now, in: db)
        try OfferFreed(location: offer.location).perform(at: now, in: db, asks)
    }
}

/// Offers that nobody answered in time lapse, and those whose time an office took away; their times go to the next on the list.
struct LapseOffers: Sendable {
    func perform(at now: Moment, in db: Writer, _ asks: Asks) throws {
        let late = try db.all(
            """
            SELECT \(TimeOffer.columns) FROM offer o
            WHERE state = 'open'
                AND (until <= \(now) OR NOT EXISTS (SELECT 1 FROM slot s WHERE s.offer = o.id))
            ORDER BY until, id LIMIT \(lapsedAtOnceMax)
            """
        ).map(TimeOffer.init)
        for offer in late { try offer.end(as: .lapsed, by: .house, at: now, in: db) }
        for location in Set(late.map(\.location)).sorted() {
            try OfferFreed(location: location).perform(at: now, in: db, asks)
        }
    }
}

/// The rest comes a minute later.
private let lapsedAtOnceMax = 500
