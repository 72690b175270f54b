public import Kernel
import Storage

/// What became of a visit that more people come to.
public enum GrownVisit: Sendable, Equatable {
    /// None is to come, or it had room already.
    case unchanged
    /// At the same time, and longer.
    case longer
    /// No desk has so long a time then: it was given back, and would have begun then.
    case givenBack(Moment)
}

/// More people come to a visit: it stays at its time where a desk can take all of them, at the same desk if that one
/// can; nobody is ever left out of the visit of their own household.
struct GrowVisit: Sendable {
    let caseID: CaseID
    let people: Int

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> GrownVisit {
        try growWait(at: now, in: db)
        guard let visit = try Visit.open(of: caseID, in: db), visit.people < people,
            visit.refusalToCancel(at: now) == nil
        else { return .unchanged }
        let desks = try visit.desks(in: db)
        let grown = try grow(visit, by: principal, at: now, in: db)
        try BusyTime.close(desks, after: now, in: db)
        return grown
    }

    private func grow(
        _ visit: Visit, by principal: Principal, at now: Moment, in db: Writer
    ) throws -> GrownVisit {
        // Its own times count as free: it may keep them and take the next ones.
        try db.run("UPDATE slot SET taken_by = NULL WHERE taken_by = \(visit.id)")
        let legs = try VisitLeg.of(visit.id, in: db)
        if !legs.isEmpty, try visit.growLegs(legs, to: people, at: now, in: db) {
            try record(visit, by: principal, at: now, in: db)
            return .longer
        }
        let times = FreeTimes(
            office: visit.location, service: visit.service, people: people, now: now)
        let desks =
            people <= peopleMax && legs.isEmpty ? try times.desks(at: visit.start, in: db) : []
        guard let chosen = desks.first(where: { $0.desk == visit.desk }) ?? desks.first else {
            try visit.release(
                to: .cancelled, reason: "no-room", nil, by: principal, at: now, in: db)
            return .givenBack(visit.start)
        }
        try hold(chosen, for: visit, by: principal, at: now, in: db)
        return .longer
    }

    /// Who waits, waits for all of them; a time that is held for fewer is held no longer.
    private func growWait(at now: Moment, in db: Writer) throws {
        try db.run(
            "UPDATE demand SET people = \(people) WHERE case_id = \(caseID) AND state = 'waiting'")
        if let offer = try TimeOffer.open(of: caseID, in: db), offer.people < people {
            try TimeOffer.drop(of: caseID, as: .lapsed, by: .house, at: now, in: db)
        }
    }

    private func hold(
        _ chosen: FreeStart, for visit: Visit, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try chosen.hold(for: visit.id, at: now, in: db)
        try db.run(
            """
            UPDATE visit SET desk = \(chosen.desk), minutes = \(chosen.minutes), people = \(people)
            WHERE id = \(visit.id)
            """)
        try record(visit, by: principal, at: now, in: db)
    }

    private func record(
        _ visit: Visit, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        let facts = ["visit": visit.id.description, "people": String(people)]
        try db.record(
            JournalEvent("visit.grown", subject: "case/\(caseID)", facts), by: principal, at: now)
    }
}
