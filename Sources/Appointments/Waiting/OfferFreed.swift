import Kernel
import Storage

/// What is free at an office goes to those who wait there, in the published order: each gets the first time that fits
/// all of them and lies within the hours in which they can come. Nobody is asked twice for the same time.
struct OfferFreed: Sendable {
    let location: LocationID

    func perform(at now: Moment, in db: Writer, _ asks: Asks) throws {
        let waiting = try Demand.waiting(at: location, in: db)
        guard !waiting.isEmpty, let place = try asks.place(location, db) else { return }
        let asked = try Asked(waiting.map(\.caseID), at: now, in: db)
        var free: [Need: [FreeStart]] = [:]
        for demand in waiting where !asked.now.contains(demand.caseID) {
            let need = Need(service: demand.service, people: demand.people)
            let starts = try free[need] ?? times(need, at: now, in: db)
            free[need] = starts
            let before = asked.starts[demand.caseID] ?? []
            let found = starts.first { one in
                !before.contains(one.start)
                    && demand.hours.fit(one.start, minutes: one.minutes, in: place.zone)
            }
            guard let found else { continue }
            try MakeOffer(
                file: demand.asFile, start: found.start,
                until: lastMoment(for: found.start, at: now),
                because: .freed
            ).perform(by: .house, at: now, in: db)
            free = [:]
        }
    }

    private struct Need: Hashable {
        let service: String
        let people: Int
    }

    private func times(_ need: Need, at now: Moment, in db: Reader) throws -> [FreeStart] {
        try FreeTimes(office: location, service: need.service, people: need.people, now: now).run(
            from: now.adding(seconds: offerLeadSeconds), to: now.adding(seconds: offerAheadSeconds),
            in: db)
    }
}

/// Until when somebody may answer: a day, and half of what is left where the time is nearer than two days. Whoever did not
/// ask for another time, as their office closed, has longer.
func lastMoment(for start: Moment, at now: Moment, because: OfferCause = .freed) -> Moment {
    let hold = because == .closure ? closureHoldSeconds : offerHoldSeconds
    return now.adding(seconds: min(hold, start.seconds(since: now) / 2))
}

/// Which households have an offer now, and for which times they had one before.
private struct Asked {
    private(set) var now: Set<CaseID> = []
    private(set) var starts: [CaseID: Set<Moment>] = [:]

    init(_ cases: [CaseID], at moment: Moment, in db: Reader) throws {
        let rows = try db.all(
            """
            SELECT case_id, start, state, until FROM offer
            WHERE case_id IN \(list: cases) AND start > \(moment)
            """)
        for row in rows {
            let (one, start): (CaseID, Moment) = (try row[0], try row[1])
            let (state, until): (OfferState, Moment) = (try row[2], try row[3])
            starts[one, default: []].insert(start)
            if state == .open, moment < until { now.insert(one) }
        }
    }
}

extension Demand {
    /// What an offer needs to know of its file; the people are counted, not named.
    var asFile: BookableCase {
        BookableCase(
            id: caseID, reference: reference, service: service, office: location,
            people: Array(repeating: "", count: people))
    }
}

/// How long a time is held for somebody who waited: a choice of this installation, and of no rule of law.
let offerHoldSeconds: Int64 = 86_400
/// Three days, a choice of this installation too.
private let closureHoldSeconds: Int64 = 3 * offerHoldSeconds
/// Nobody is offered what begins sooner: they could hardly answer and come. A choice of this installation.
let offerLeadSeconds: Int64 = 4 * 3_600
/// Six weeks.
let offerAheadSeconds: Int64 = 42 * 86_400
