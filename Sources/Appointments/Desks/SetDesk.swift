import Allocation
import Kernel
import Storage

/// A supervisor adds a desk to their office; it opens by a rule.
struct AddDesk: Sendable {
    let office: LocationID
    let setting: DeskSetting

    @discardableResult
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> DeskID {
        guard principal.supervises(office), try asks.place(office, db) != nil else {
            throw Refused.notFound
        }
        if let refusal = setting.refusal(offered: asks.day.services()) { throw refusal }
        try setting.checkName(at: office, in: db)
        let id = DeskID.new(at: now)
        try SetUpDesk(
            id: id, location: office, name: setting.name, services: setting.services.sorted(),
            timing: setting.timing, isDemo: false
        ).perform(in: db)
        try setting.record("added", id, office, by: principal, at: now, in: db)
        return id
    }
}

/// A desk has another name, serves other things or needs other minutes from now on. Its step stays, as its times do, and
/// no visit is touched; a time that is held for an answer and that the desk could not keep any more lapses.
struct ChangeDesk: Sendable {
    let desk: KeptDesk
    let setting: DeskSetting

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        guard principal.supervises(desk.office) else { throw Refused.notFound }
        // What it serves already may stay, whether or not the list still has it.
        let offered = asks.day.services().union(desk.services)
        if let refusal = setting.refusal(offered: offered) { throw refusal }
        if setting.name != desk.desk.name { try setting.checkName(at: desk.office, in: db) }
        try db.run(
            """
            UPDATE desk SET name = \(setting.name), minutes_first = \(setting.timing.minutesFirst),
                minutes_each = \(setting.timing.minutesEach)
            WHERE id = \(desk.id)
            """)
        try db.run("DELETE FROM desk_service WHERE desk = \(desk.id)")
        for code in setting.services.sorted() {
            try db.run("INSERT INTO desk_service (desk, service) VALUES (\(desk.id), \(code))")
        }
        try setting.record("changed", desk.id, desk.office, by: principal, at: now, in: db)
        try desk.endOffers(at: now, in: db, asks) { offer in
            let needed = setting.timing.length.minutes(persons: offer.people)
            return !setting.services.contains(offer.service) || needed > offer.minutes
        }
    }
}

/// A desk opens no more: its free times are gone, its visits stay until a closure moves them.
struct RetireDesk: Sendable {
    let desk: KeptDesk

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        guard principal.supervises(desk.office), let place = try asks.place(desk.office, db) else {
            throw Refused.notFound
        }
        let changed = try db.run(
            "UPDATE desk SET retired = \(now) WHERE id = \(desk.id) AND retired IS NULL")
        if changed == 0 { return }
        try db.run("DELETE FROM opening_rule_desk WHERE desk = \(desk.id)")
        // Today goes on: its hours say how long the queue has a desk.
        let today = place.zone.day(of: now)
        try db.run("DELETE FROM opening WHERE desk = \(desk.id) AND day > \(today)")
        try db.run(
            "DELETE FROM slot WHERE desk = \(desk.id) AND start > \(now) AND taken_by IS NULL")
        try db.record(
            JournalEvent(
                "desk.retired", subject: "desk/\(desk.id)", ["location": "\(desk.office)"]),
            by: principal, at: now)
        try desk.endOffers(at: now, in: db, asks) { _ in true }
    }
}

extension DeskSetting {
    fileprivate func checkName(at office: LocationID, in db: Reader) throws {
        let known = try db.count(
            "SELECT COUNT(*) FROM desk WHERE location = \(office) AND name = \(name)")
        if known > 0 { throw DeskRefusal.nameTaken }
    }

    fileprivate func record(
        _ what: String, _ desk: DeskID, _ office: LocationID, by principal: Principal,
        at now: Moment, in db: Writer
    ) throws {
        let facts = [
            "location": "\(office)", "name": name,
            "services": services.sorted().joined(separator: " "), "step": String(timing.step),
            "first": String(timing.minutesFirst), "each": String(timing.minutesEach),
        ]
        try db.record(
            JournalEvent("desk.\(what)", subject: "desk/\(desk)", facts), by: principal, at: now)
    }
}

extension KeptDesk {
    /// Offers that the desk cannot keep lapse, and their people are told; the list is asked anew.
    fileprivate func endOffers(
        at now: Moment, in db: Writer, _ asks: Asks, where isLost: (TimeOffer) -> Bool
    ) throws {
        let offers = try db.all(
            """
            SELECT \(TimeOffer.columns) FROM offer WHERE desk = \(id) AND state = 'open' ORDER BY id
            """
        ).map(TimeOffer.init).filter(isLost)
        for offer in offers { try offer.end(as: .lapsed, by: .house, at: now, in: db) }
        if !offers.isEmpty { try OfferFreed(location: office).perform(at: now, in: db, asks) }
    }
}
