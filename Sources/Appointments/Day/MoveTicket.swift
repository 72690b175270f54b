import Kernel
import Storage

/// What becomes of whom a desk called: they came, are done, go on to another desk, or did not come.
struct MoveTicket: Sendable {
    let ticket: Ticket
    let to: TicketState
    let zone: Zone
    /// The desk that goes on with it.
    var other: DeskID?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        guard principal.serves(ticket.location) else { throw Refused.notFound }
        guard ticket.state == .called || ticket.state == .serving else { throw TicketRefusal.over }
        switch to {
        case .waiting: throw TicketRefusal.changed
        case .called: try recall(at: now, in: db)
        case .serving: try begin(at: now, in: db)
        case .forwarded: try forward(by: principal, in: db)
        case .done: try end(at: now, in: db)
        case .left:
            guard ticket.state == .called else { throw TicketRefusal.changed }
            try end(at: now, in: db)
        }
        try ticket.record(to.rawValue, facts, by: principal, at: now, in: db)
        try noteVisit(by: principal, at: now, in: db, asks)
    }

    private var facts: [String: String] {
        guard let desk = other ?? ticket.desk else { return [:] }
        return ["desk": desk.description]
    }

    /// Called once more: the number stands on the screen as a new one.
    private func recall(at now: Moment, in db: Writer) throws {
        guard ticket.state == .called else { throw TicketRefusal.changed }
        try changed(db.run("UPDATE ticket SET called = \(now) WHERE \(asItWas)"))
    }

    private func begin(at now: Moment, in db: Writer) throws {
        guard ticket.state == .called else { throw TicketRefusal.changed }
        try changed(
            db.run("UPDATE ticket SET state = 'serving', begun = \(now) WHERE \(asItWas)"))
    }

    /// They stand in the row of that desk alone, as early as they came.
    private func forward(by principal: Principal, in db: Writer) throws {
        guard let other, other != ticket.desk else { throw TicketRefusal.sameDesk }
        try Desk.check(other, at: ticket.location, for: principal, in: db)
        try changed(
            db.run(
                "UPDATE ticket SET state = 'forwarded', desk = \(other), begun = NULL WHERE \(asItWas)"
            ))
    }

    /// What was said of priority goes with it.
    private func end(at now: Moment, in db: Writer) throws {
        try changed(
            db.run(
                "UPDATE ticket SET state = \(to), ended = \(now), priority = 'none' WHERE \(asItWas)"
            ))
    }

    private var asItWas: SQL { "id = \(ticket.id) AND state = \(ticket.state)" }

    private func changed(_ rows: Int) throws {
        guard rows == 1 else { throw TicketRefusal.changed }
    }

    /// The visit behind it took place, or nobody came; what the office noted before stands.
    private func noteVisit(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        guard !to.isOpen, let id = ticket.visit, let visit = try Visit.stored(id, in: db),
            visit.state == .booked, to == .done || visit.start <= now
        else { return }
        try NoteVisit(
            visit: visit, outcome: to == .done ? .attended : .missed, zone: zone,
            attended: asks.attended
        ).perform(by: principal, at: now, in: db)
    }
}

/// Whoever holds a number gives it back: nobody is called for nothing.
struct GiveTicketBack: Sendable {
    let code: Reference

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let ticket = try Ticket.find(code, in: db)
        let changed = try db.run(
            """
            UPDATE ticket SET state = 'left', ended = \(now), priority = 'none'
            WHERE id = \(ticket.id) AND state IN ('waiting', 'forwarded', 'called')
            """)
        guard changed == 1 else { throw TicketRefusal.over }
        try ticket.record("left", by: principal, at: now, in: db)
    }
}

extension Visit {
    /// A visit that ended elsewhere leaves no number in the queue.
    func endTicket(as end: VisitState, in db: Writer) throws {
        try db.run(
            """
            UPDATE ticket SET state = \(end == .attended ? TicketState.done : .left), priority = 'none'
            WHERE visit = \(id) AND state NOT IN ('done', 'left')
            """)
    }
}
