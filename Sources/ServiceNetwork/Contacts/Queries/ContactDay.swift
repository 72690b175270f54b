import Kernel
import Storage

/// A contact that somebody logged.
struct LoggedContact: Sendable {
    let id: ID<ServiceContactThing>
    let topic: String
    let language: String
    let channel: ContactChannel
    let outcome: ContactOutcome
    let madeAt: Moment
    let receivedAt: Moment

    func canBeUndone(at now: Moment) -> Bool {
        now.seconds(since: receivedAt) <= contactUndoMinutes * 60
    }

    init(row: Row) throws {
        id = try row["id"]
        topic = try row["topic"]
        language = try row["language"]
        channel = try row["channel"]
        outcome = try row["outcome"]
        madeAt = try row["made_at"]
        receivedAt = try row["received_at"]
    }
}

/// A centre's day so far: how many came, and what one logged oneself. What colleagues logged is not shown in single.
struct ContactDay: Sendable {
    let centre: ContactCentre
    let count: Int
    let own: [LoggedContact]

    init(_ centre: ContactCentre, of principal: Principal, at now: Moment, in db: Reader) throws {
        self.centre = centre
        let today = centre.zone.day(of: now)
        count = try db.count(
            """
            SELECT COUNT(*) FROM service_contact
            WHERE day = \(today) AND location = \(centre.id) AND undone_at IS NULL
            """)
        own = try db.all(
            """
            SELECT id, topic, language, channel, outcome, made_at, received_at FROM service_contact
            WHERE day = \(today) AND location = \(centre.id) AND account = \(principal.account)
                AND undone_at IS NULL
            ORDER BY id DESC LIMIT \(shownMax)
            """
        ).map(LoggedContact.init)
    }
}

/// What the form of a mediator needs.
struct ContactDesk: Sendable {
    let days: [ContactDay]
    let topics: [ContactTopic]
    /// Language and channel of one's last contact: the next is often alike.
    let last: (language: String, channel: ContactChannel)?

    init(
        of principal: Principal, _ civil: CivilTimes, at now: Moment, in db: Reader
    ) throws {
        days = try ContactCentre.all(for: principal, civil, in: db).map {
            try ContactDay($0, of: principal, at: now, in: db)
        }
        topics = try ContactTopic.all(in: db)
        last = try db.first(
            """
            SELECT language, channel FROM service_contact WHERE account = \(principal.account)
            ORDER BY id DESC LIMIT 1
            """
        ).map { (language: try $0["language"], channel: try $0["channel"]) }
    }
}

/// Long enough to see a slip of the finger, short enough to be over before a month is told.
let contactUndoMinutes: Int64 = 10
/// An hour's work at a busy desk.
private let shownMax = 20
