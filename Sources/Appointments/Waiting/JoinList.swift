import Kernel
import Storage

/// A household waits for a time, or says anew when it can come; its place stays.
struct JoinList: Sendable {
    let file: BookableCase
    let hours: ComingHours
    /// Why the office puts it there, for its person to read; nil where somebody of the file asks.
    var because: String?
    /// Whether one person waits with only so many files at once.
    var isLimited = true

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        guard file.awaitsVisit, !file.people.isEmpty else { throw BookingRefusal.noVisitNeeded }
        guard file.people.count <= peopleMax else { throw BookingRefusal.tooManyPeople }
        guard hours.weekdays > 0, !hours.minutes.isEmpty else { throw ListRefusal.neverComes }
        if try Visit.open(of: file.id, in: db) != nil { throw BookingRefusal.alreadyBooked }
        let changed = try db.run(
            """
            UPDATE demand SET weekdays = \(hours.weekdays), from_minute = \(hours.minutes.lowerBound),
                to_minute = \(hours.minutes.upperBound), people = \(file.people.count)
            WHERE case_id = \(file.id) AND state = 'waiting'
            """)
        // Whoever waits already may change it, also where the house put more files on the list.
        if changed == 0, isLimited, try othersWaiting(in: db) >= visitsAtOnceMax {
            throw ListRefusal.tooMany
        }
        if changed == 0 { try insert(since: now, at: now, in: db, asks) }
        try record(changed == 0 ? "joined" : "changed", by: principal, at: now, in: db)
        try OfferFreed(location: file.office).perform(at: now, in: db, asks)
    }

    /// Each of them may have a time held, which it keeps from others.
    private func othersWaiting(in db: Reader) throws -> Int {
        if file.others.isEmpty { return 0 }
        return try db.count(
            "SELECT COUNT(*) FROM demand WHERE case_id IN \(list: file.others) AND state = 'waiting'"
        )
    }

    /// The house puts a household on the list that has no time and waits for none yet; it asks nobody, so nothing refuses it.
    ///
    /// Returns whether it did.
    @discardableResult
    func performForHouse(
        since: Moment, by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws -> Bool {
        guard try Demand.waiting(of: file.id, in: db) == nil else { return false }
        try insert(since: since, at: now, in: db, asks)
        try record("joined", by: principal, at: now, in: db)
        return true
    }

    private func record(
        _ what: String, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        var facts = ["weekdays": String(hours.weekdays)]
        facts["mandate"] = file.mandate
        facts["because"] = because
        try db.record(
            JournalEvent("demand.\(what)", subject: "case/\(file.id)", facts), by: principal,
            at: now)
    }

    private func insert(
        since: Moment, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        let urgency = try asks.urgency([file.id], db)[file.id] ?? Urgency()
        try db.run(
            """
            INSERT INTO demand (id, case_id, reference, service, location, people, state, since, class, legal_date,
                weekdays, from_minute, to_minute)
            VALUES (\(DemandID.new(at: now)), \(file.id), \(file.reference), \(file.service), \(file.office),
                \(file.people.count), \(DemandState.waiting), \(since), \(urgency.priorityClass),
                \(urgency.legalDate), \(hours.weekdays), \(hours.minutes.lowerBound),
                \(hours.minutes.upperBound))
            """)
    }
}

/// Somebody of the office puts a household on the list: not while a colleague has its file, and its person reads why.
struct JoinForOffice: Sendable {
    let file: BookableCase
    let hours: ComingHours
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks) throws {
        if reason.isEmpty { throw ListRefusal.reasonMissing }
        try asks.acts(file.reference, principal, now, db)
        let isNew = try Demand.waiting(of: file.id, in: db) == nil
        try JoinList(file: file, hours: hours, because: reason)
            .perform(by: principal, at: now, in: db, asks)
        guard isNew, let demand = try Demand.waiting(of: file.id, in: db) else { return }
        try asks.listed(ListNews(demand, because: reason), now, db)
    }
}

/// A household waits no longer; a time that is held for it goes to the next.
struct LeaveList: Sendable {
    let file: BookableCase

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ asks: Asks
    ) throws {
        if !file.isOwn { try asks.acts(file.reference, principal, now, db) }
        try Demand.end(of: file.id, as: .left, by: principal, at: now, in: db)
        try TimeOffer.drop(of: file.id, as: .declined, by: principal, at: now, in: db)
        try OfferFreed(location: file.office).perform(at: now, in: db, asks)
    }
}

enum ListRefusal: Refusal, Equatable {
    case neverComes
    case reasonMissing
    case tooMany

    var kind: RefusalKind { self == .tooMany ? .conflict : .invalid }
    var values: [String: String] { self == .tooMany ? ["max": String(visitsAtOnceMax)] : [:] }
    var explanation: String {
        switch self {
        case .neverComes:
            t("Choose at least one weekday, and hours that end after they begin.")
        case .reasonMissing: t("Write why the file waits: the person reads it.")
        case .tooMany:
            t(
                "You wait with {max} files already. Leave the list with one of them first, or ask the office to put this one on it."
            )
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
