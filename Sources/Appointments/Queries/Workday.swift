import Kernel
import Storage

/// A day at an office for somebody who works there; the visits of their own files are not theirs to work on.
struct Workday: Sendable {
    let day: Day
    let office: LocationID
    let zone: Zone

    func run(
        for principal: Principal, at now: Moment, _ asks: Asks, in db: Reader
    ) throws -> [Visit] {
        guard principal.serves(office) else { throw Refused.notFound }
        let visits = try Visit.day(day, at: office, zone, in: db)
        if principal.person == nil { return visits }
        let own = Set(try asks.casesOf(principal, now, db).map(\.id))
        return visits.filter { !own.contains($0.caseID) }
    }
}
