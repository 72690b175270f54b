public import Kernel
public import Storage

/// That a case waits on the list although nobody of it asked, for its person.
public struct ListNews: Sendable {
    public let kase: CaseID
    /// Why the office put it there; nil where the house did, because nothing is free.
    public let reason: String?
    /// Where it is seen, changed and left.
    public let link: String
    public let key: String

    init(_ demand: Demand, because reason: String? = nil) {
        kase = demand.caseID
        self.reason = reason
        link = waitingAddress(demand.reference)
        key = "demand/\(demand.id)"
    }
}

/// A case needs a visit now: where its office has desks for it and not one time in which all of its people fit, it goes
/// onto the list, for any hour. Whoever has a visit, had one that was enough, or waits already is let alone.
struct NeedVisit: Sendable {
    let file: BookableCase

    func perform(at now: Moment, in db: Writer, _ asks: Asks) throws {
        guard !file.people.isEmpty, file.people.count <= peopleMax,
            try file.comesAgain
                || Visit.of([file.id], in: db).allSatisfy({ $0.state == .cancelled }),
            try Visit.open(of: file.id, in: db) == nil,
            try !Desk.serving(file.service, at: file.office, in: db).isEmpty,
            try isScarce(at: now, in: db)
        else { return }
        let isNew = try JoinList(file: file, hours: .any)
            .performForHouse(since: now, by: .house, at: now, in: db, asks)
        guard isNew, let demand = try Demand.waiting(of: file.id, in: db) else { return }
        try asks.listed(ListNews(demand), now, db)
    }

    private func isScarce(at now: Moment, in db: Reader) throws -> Bool {
        try FreeTimes(
            office: file.office, service: file.service, people: file.people.count, now: now
        ).run(
            from: now.adding(seconds: offerLeadSeconds), to: now.adding(seconds: offerAheadSeconds),
            in: db
        ).isEmpty
    }
}

extension Appointments {
    /// A case needs a visit from now on; asked again it changes nothing.
    public func needsVisit(_ caseID: CaseID, in db: Writer, at now: Moment) throws {
        guard let file = try asks.needing(caseID, db), file.awaitsVisit else { return }
        try NeedVisit(file: file).perform(at: now, in: db, asks)
    }
}
