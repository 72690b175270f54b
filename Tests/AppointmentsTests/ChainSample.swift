import Kernel
import Storage
import TestSupport
import Testing

@testable import Appointments

let taxBody = OrganisationID(102)
let healthBody = OrganisationID(231)

/// Somebody of a body at the counters of Lisbon, or of every place.
func clerk(_ body: OrganisationID, at place: LocationID? = lisbonCentre) -> Principal {
    let duty = Duty(role: .partner, organisation: body, location: place, purpose: .status)
    return Principal(
        account: AccountID(900 + body.value), person: nil, name: "Clerk \(body)", duties: [duty])
}

let chainCounters = [
    Counter(
        service: "nif", organisation: taxBody, title: { _ in "Tax number" }, body: { _ in "Tax" }),
    Counter(
        service: "patient-number", organisation: healthBody, after: ["nif"],
        title: { _ in "Patient number" }, body: { _ in "Health" }),
]

/// The sample with the desks 51 (taxBody) and 52 (healthBody), each of 10-minute times for whole households.
struct ChainSample: Sendable {
    let sample: Sample
    let asks: Asks

    /// From 09:00 on: the agency's desk as many 20-minute times, the others as many of 10.
    init(_ engine: Engine, own: Int = 6, others: Int = 12) async throws {
        sample = try await Sample(engine, times: own)
        var asks = Sample.asks
        asks.counters = { chainCounters }
        self.asks = asks
        try await sample.database.write { db in
            for (number, counter) in zip([51, 52] as [Int64], chainCounters) {
                try SetUpDesk(
                    id: DeskID(number), location: lisbonCentre, name: "C\(number)",
                    services: [counter.service],
                    timing: Service(step: 10, minutesFirst: 10, minutesEach: 10), isDemo: false,
                    body: counter.organisation
                ).perform(in: db)
                try OpenDesk(
                    desk: DeskID(number), day: tomorrow, minutes: nine..<(nine + others * 10),
                    zone: .utc
                ).perform(in: db)
            }
        }
    }

    func times(_ file: BookableCase) async throws -> [ChainTime] {
        try await sample.database.read { db in
            try ChainTimes(file: file, counters: chainCounters, zone: .utc).run(
                from: noon, to: Moment(tomorrow.adding(days: 1)), at: noon, in: db)
        }
    }

    @discardableResult
    func book(
        _ file: BookableCase, _ time: ChainTime, replacing: VisitID? = nil,
        by principal: Principal = ana, at now: Moment = noon
    ) async throws -> VisitID {
        try await sample.database.write { db in
            try BookChain(
                file: file, parts: time.parts, counters: chainCounters, replacing: replacing
            )
            .perform(by: principal, at: now, in: db)
        }
    }

    func legs(_ visit: VisitID) async throws -> [VisitLeg] {
        try await sample.database.read { db in try VisitLeg.of(visit, in: db) }
    }

    /// The slots that are held, by desk.
    func held() async throws -> [DeskID: Int] {
        try await sample.database.read { db in
            let desks: [DeskID] = try db.all(
                "SELECT desk FROM slot WHERE taken_by IS NOT NULL"
            ).map { try $0[0] }
            return Dictionary(grouping: desks) { $0 }.mapValues(\.count)
        }
    }

    func seen(by principal: Principal) async throws -> [CounterVisit] {
        try await sample.database.read { db in
            try CounterVisit.all(
                for: principal, in: Moment(tomorrow)..<Moment(tomorrow.adding(days: 1)), in: db)
        }
    }
}

func nineAnd(_ minute: Int) -> Moment { Moment(tomorrow, hour: 9, minute: minute) }
