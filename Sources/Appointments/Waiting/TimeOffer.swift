import Kernel
import Storage

enum OfferThing {}
typealias OfferID = ID<OfferThing>

enum OfferState: String, Sendable, Storable { case open, accepted, declined, lapsed }

/// Why a time is offered: the first two come from this room, the third from an office that had to cancel.
enum OfferCause: String, Sendable, Storable { case freed, round, closure }

/// A time that is held for one household until it answers.
struct TimeOffer: Sendable, Equatable {
    let id: OfferID
    let caseID: CaseID
    let reference: Reference
    let service: String
    let location: LocationID
    let desk: DeskID
    let start: Moment
    let minutes: Int
    let people: Int
    let state: OfferState
    let until: Moment
    let because: OfferCause

    func isOpen(at now: Moment) -> Bool { state == .open && now < until }

    static let columns: SQL = """
        id, case_id, reference, service, location, desk, start, minutes, people, state, until, because
        """

    init(row: Row) throws {
        id = try row[0]
        caseID = try row[1]
        reference = try row[2]
        service = try row[3]
        location = try row[4]
        desk = try row[5]
        start = try row[6]
        minutes = try row[7]
        people = try row[8]
        state = try row[9]
        until = try row[10]
        because = try row[11]
    }

    /// The one way to an offer: for whoever may see its case.
    static func findWithFile(
        _ id: OfferID, for principal: Principal, to intent: Asks.Intent, _ asks: Asks, in db: Reader
    ) throws -> (offer: TimeOffer, file: BookableCase) {
        let row = try db.first("SELECT \(columns) FROM offer WHERE id = \(id)")
        guard let offer = try row.map(TimeOffer.init) else { throw Refused.notFound }
        let file = try asks.bookable(offer.reference, principal, intent, db)
        guard file.id == offer.caseID else { throw Refused.notFound }
        return (offer, file)
    }

    /// The offer that a case has not answered; its moment may be over.
    static func open(of caseID: CaseID, in db: Reader) throws -> TimeOffer? {
        try db.first("SELECT \(columns) FROM offer WHERE case_id = \(caseID) AND state = 'open'")
            .map(TimeOffer.init)
    }

    /// Nothing is held any longer for a case that has a visit, needs none, or comes with more people; what has lapsed at
    /// its moment has lapsed.
    static func drop(
        of caseID: CaseID, as state: OfferState, by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        guard let offer = try open(of: caseID, in: db) else { return }
        if offer.isOpen(at: now) { return try offer.end(as: state, by: principal, at: now, in: db) }
        try offer.end(as: .lapsed, by: .house, at: now, in: db)
    }

    /// What is held at an office on a day of its own, for the queue: none of it is a walk-in's.
    static func held(
        on day: Day, at office: LocationID, _ zone: Zone, now: Moment, in db: Reader
    ) throws -> [TimeOffer] {
        try db.all(
            """
            SELECT \(columns) FROM offer
            WHERE location = \(office) AND state = 'open' AND until > \(now)
                AND start >= \(zone.moment(day)) AND start < \(zone.moment(day.adding(days: 1)))
            """
        ).map(TimeOffer.init)
    }

    /// From open to something else: its times are nobody's, and the file's journal says so.
    func end(as next: OfferState, by principal: Principal, at now: Moment, in db: Writer) throws {
        // A lapse is told; who answers knows what they did.
        let told: SQL = next == .lapsed ? ", told = 0" : ""
        let changed = try db.run(
            "UPDATE offer SET state = \(next)\(told) WHERE id = \(id) AND state = 'open'")
        guard changed == 1 else { throw OfferRefusal.over }
        try db.run("UPDATE slot SET offer = NULL, held_until = NULL WHERE offer = \(id)")
        try record(next.rawValue, by: principal, at: now, in: db)
    }

    func record(_ what: String, by principal: Principal, at now: Moment, in db: Writer) throws {
        let facts = [
            "offer": id.description, "start": start.description, "because": because.rawValue,
        ]
        try db.record(
            JournalEvent("offer.\(what)", subject: "case/\(caseID)", facts), by: principal, at: now)
    }
}

/// Whether a time is nobody's: no visit has it, and no offer holds it any longer.
func isFree(at now: Moment) -> SQL {
    "(taken_by IS NULL AND (held_until IS NULL OR held_until <= \(now)))"
}

/// Why an offer cannot be made or taken.
enum OfferRefusal: Refusal, Equatable {
    case over, alreadyOffered, tooLate

    var kind: RefusalKind { self == .tooLate ? .invalid : .conflict }

    var explanation: String {
        switch self {
        case .over:
            t(
                "This offer is over: it was answered, or its time has passed. You keep your place on the list."
            )
        case .alreadyOffered: t("A time is offered to this file already. Answer that offer first.")
        case .tooLate: t("There is no time left to answer such an offer.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }
