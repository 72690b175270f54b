import Kernel
import Storage

/// A desk calls whoever stands first of those it may serve; whom it has served before is done with that.
struct CallNext: Sendable {
    let desk: DeskID
    let office: LocationID
    let zone: Zone

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        try Desk.check(desk, at: office, for: principal, in: db)
        let day = zone.day(of: now)
        try Ticket.endEarlier(at: office, before: day, in: db)
        let present = try Ticket.atDesk(desk, on: day, in: db)
        if let present {
            guard present.state == .serving else { throw TicketRefusal.somebodyIsHere }
            try MoveTicket(ticket: present, to: .done, zone: zone)
                .perform(by: principal, at: now, in: db, asks)
        }
        let queue = try OfficeQueue(office, zone, asks.day.rules, at: now, in: db)
        let row = try queue.row(of: desk).open(to: principal, at: now, asks, in: db)
        guard let next = row.first else {
            if present != nil { return }
            throw TicketRefusal.nobodyWaits
        }
        try call(next, by: principal, at: now, in: db)
        try tellNear(row.dropFirst().prefix(asks.day.rules.near), at: now, in: db, asks)
    }

    /// Another desk may have called it a moment ago: the update tells whether it still waited.
    private func call(
        _ next: Ticket, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        let changed = try db.run(
            """
            UPDATE ticket SET state = 'called', desk = \(desk), called = \(now)
            WHERE id = \(next.id) AND state = \(next.state)
            """)
        guard changed == 1 else { throw TicketRefusal.changed }
        try next.record("called", ["desk": desk.description], by: principal, at: now, in: db)
    }

    /// Two of one visit are one: whoever was told is not told again.
    private func tellNear(
        _ near: some Sequence<Ticket>, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        for id in near.compactMap(\.visit) {
            guard let visit = try Visit.stored(id, in: db) else { continue }
            try asks.day.near(
                VisitNews(
                    visit: id, kase: visit.caseID, start: visit.start, zone: zone, reason: nil),
                now, db)
        }
    }
}

extension [Ticket] {
    /// Without those whose file is closed to somebody: their own above all.
    func open(
        to principal: Principal, at now: Moment, _ asks: Asks, in db: Reader
    ) throws -> [Ticket] {
        let visits = compactMap(\.visit)
        if visits.isEmpty { return self }
        let rows = try db.all("SELECT id, case_id FROM visit WHERE id IN \(list: visits)")
        let cases = try Dictionary(
            uniqueKeysWithValues: rows.map { (try $0[0] as VisitID, try $0[1] as CaseID) })
        var closed = try asks.closed(principal, [CaseID](cases.values), db)
        if principal.person != nil {
            closed.formUnion(try asks.casesOf(principal, now, db).map(\.id))
        }
        return filter { ticket in
            ticket.visit.flatMap { cases[$0] }.map { !closed.contains($0) } ?? true
        }
    }
}

extension Desk {
    /// Refuses whoever does not work at the office, and a desk of another one.
    static func check(
        _ desk: DeskID, at office: LocationID, for principal: Principal, in db: Reader
    ) throws {
        let isThere = try db.count(
            """
            SELECT COUNT(*) FROM desk
            WHERE id = \(desk) AND location = \(office) AND id NOT IN (SELECT desk FROM desk_body)
            """)
        guard principal.serves(office), isThere == 1 else { throw Refused.notFound }
    }
}

extension Visit {
    static func stored(_ id: VisitID, in db: Reader) throws -> Visit? {
        try db.first("SELECT \(columns) FROM visit WHERE id = \(id)").map(Visit.init(row:))
    }
}
