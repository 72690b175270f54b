import Allocation
import Kernel
import Storage

/// Who takes part in a round: households that joined before the list closed and have neither a visit nor an open offer.
struct RoundDemand: Sendable {
    private(set) var demands: [Int64: Demand] = [:]
    private(set) var applicants: [Applicant] = []

    init(_ round: VisitRound, _ supply: RoundSupply, at now: Moment, in db: Reader) throws {
        for demand in try RoundDemand.waiting(round, supply, at: now, in: db) {
            guard let place = supply.number(of: demand.location) else { continue }
            let zone = supply.places[Int(place) - 1].place.zone
            let number = demand.number(db.keys)
            demands[number] = demand
            applicants.append(demand.applicant(number, place, zone))
        }
    }

    private static func waiting(
        _ round: VisitRound, _ supply: RoundSupply, at now: Moment, in db: Reader
    ) throws -> [Demand] {
        let services = supply.supply.lengths.keys.sorted()
        if services.isEmpty { return [] }
        let found = try db.all(
            """
            SELECT \(Demand.columns) FROM demand
            WHERE location IN \(list: round.plan.offices) AND service IN \(list: services)
                AND state = 'waiting' AND since <= \(round.plan.closes)
                AND NOT EXISTS (SELECT 1 FROM offer o
                    WHERE o.case_id = demand.case_id AND o.state = 'open' AND o.until > \(now))
                AND NOT EXISTS (SELECT 1 FROM visit v
                    WHERE v.case_id = demand.case_id AND v.state = 'booked')
            ORDER BY id LIMIT \(roundApplicantsMax + 1)
            """
        ).map(Demand.init)
        guard found.count <= roundApplicantsMax else { throw RoundRefusal.tooManyWait }
        return found
    }
}

extension Demand {
    /// The number of the household on published lists. It hangs on its place on the list alone, is there before any secret
    /// is shown, and tells nobody else who they are or when they joined.
    func number(_ keys: Keys) -> Int64 {
        keys.lookup(id.description, use: "round-number").prefix(6).reduce(0) { $0 << 8 | Int64($1) }
    }

    /// Its file is seen at its office alone, so its reach is that office.
    fileprivate func applicant(_ number: Int64, _ place: Int64, _ zone: Zone) -> Applicant {
        Applicant(
            name: number, persons: people, service: service,
            priorityClass: urgency.priorityClass, legalDate: urgency.legalDate,
            waitingSince: zone.day(of: since),
            reach: Reach(
                kilometres: [place: 0], minutes: hours.minutes,
                weekdays: Set((1...7).filter(hours.has))))
    }
}

/// All are read, solved and offered in one transaction, which takes a few seconds of the one writer.
private let roundApplicantsMax = 5_000
