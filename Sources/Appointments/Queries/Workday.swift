import Kernel
import Storage

/// A day at an office for somebody who works there; visits of files that are closed to them, their own
/// above all, are not theirs to work on.
struct Workday: Sendable {
    let day: Day
    let office: LocationID
    let zone: Zone

    func run(
        for principal: Principal, at now: Moment, _ asks: Asks, in db: Reader
    ) throws -> [Visit] {
        guard principal.serves(office) else { throw Refused.notFound }
        let visits = try Visit.day(day, at: office, zone, in: db)
        var closed = try asks.closed(principal, visits.map(\.caseID), db)
        if principal.person != nil {
            closed.formUnion(try asks.casesOf(principal, now, db).map(\.id))
        }
        return visits.filter { !closed.contains($0.caseID) }
    }
}
