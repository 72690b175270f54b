import Kernel
import Storage

enum RoundThing {}
typealias RoundID = ID<RoundThing>

enum RoundState: String, Sendable, Storable { case announced, drawn, cancelled }

/// What a round is to be: of which service, at which offices, for which days, and until when one may join the list.
struct RoundPlan: Sendable, Equatable {
    /// Nil for everything that people wait for.
    let service: String?
    let offices: [LocationID]
    /// The days whose free times are given out.
    let days: ClosedRange<Day>
    let closes: Moment
    /// What a day of waiting weighs between two ways to serve the same households.
    var pointsPerDay = 5

    /// Why it cannot be announced; `zone` is that of an office.
    func refusal(_ zone: Zone, at now: Moment) -> RoundRefusal? {
        if offices.isEmpty { return .officesMissing }
        if offices.count > roundOfficesMax { return .tooManyOffices }
        if days.upperBound.days(since: days.lowerBound) >= roundDaysMax { return .tooManyDays }
        if closes <= now { return .closesInThePast }
        // Whoever is drawn has a day to answer.
        if closes.adding(seconds: answerSeconds) > zone.moment(days.lowerBound) {
            return .closesTooLate
        }
        return nil
    }
}

/// A round of allocation: announced with its promise, then drawn or cancelled.
struct VisitRound: Sendable {
    let id: RoundID
    let state: RoundState
    let plan: RoundPlan
    /// SHA-256 of the secret, in hexadecimal.
    let commitment: String
    /// The secret itself; nil until the round is drawn.
    let seed: String?
    let reason: String?
    let endedAt: Moment?
    let isDemo: Bool

    private static let columns: SQL = """
        id, state, service, first_day, last_day, closes, points_per_day, commitment, seed, reason, ended_at, demo
        """

    private init(row: Row, _ offices: [LocationID]) throws {
        (id, state) = (try row[0], try row[1])
        let (first, last): (Day, Day) = (try row[3], try row[4])
        plan = RoundPlan(
            service: try row[2], offices: offices, days: first...last, closes: try row[5],
            pointsPerDay: try row[6])
        (commitment, seed) = (try row[7], try row[8])
        (reason, endedAt, isDemo) = (try row[9], try row[10], try row[11])
    }

    /// Rounds with the offices of all of them in one question.
    private static func all(_ rows: [Row], in db: Reader) throws -> [VisitRound] {
        if rows.isEmpty { return [] }
        let ids: [RoundID] = try rows.map { try $0[0] }
        var offices: [RoundID: [LocationID]] = [:]
        let places = try db.all(
            "SELECT round, location FROM round_place WHERE round IN \(list: ids) ORDER BY location")
        for row in places { offices[try row[0], default: []].append(try row[1]) }
        return try zip(ids, rows).map { try VisitRound(row: $1, offices[$0] ?? []) }
    }

    /// As everybody may see it.
    static func find(_ id: RoundID, in db: Reader) throws -> VisitRound {
        let rows = try db.all("SELECT \(columns) FROM visit_round WHERE id = \(id)")
        guard let round = try all(rows, in: db).first else { throw Refused.notFound }
        return round
    }

    /// For those who supervise all its offices; to other staff there is only the public page.
    static func find(_ id: RoundID, for principal: Principal, in db: Reader) throws -> VisitRound {
        let round = try find(id, in: db)
        guard round.plan.offices.allSatisfy(principal.supervises) else { throw Refused.notFound }
        return round
    }

    /// The newest first.
    static func all(in db: Reader) throws -> [VisitRound] {
        try all(
            db.all(
                "SELECT \(columns) FROM visit_round ORDER BY closes DESC, id DESC LIMIT \(roundsShownMax)"
            ), in: db)
    }

    /// Those that are announced, the first to close first.
    static func announced(in db: Reader) throws -> [VisitRound] {
        try all(
            db.all(
                "SELECT \(columns) FROM visit_round WHERE state = 'announced' ORDER BY closes, id"
            ), in: db)
    }

    /// From announced to something else; whoever comes second finds it over.
    func end(
        as next: RoundState, seed: String?, reason: String?, at now: Moment, in db: Writer
    )
        throws
    {
        let changed = try db.run(
            """
            UPDATE visit_round SET state = \(next), seed = \(seed), reason = \(reason), ended_at = \(now)
            WHERE id = \(id) AND state = 'announced'
            """)
        guard changed == 1 else { throw RoundRefusal.over }
    }

    func record(
        _ what: String, _ facts: [String: String], by principal: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try db.record(
            JournalEvent("round.\(what)", subject: "round/\(id)", facts), by: principal, at: now)
    }
}

/// Why a round cannot be announced, drawn or cancelled.
enum RoundRefusal: Refusal, Equatable {
    case officesMissing, tooManyOffices, daysMissing, tooManyDays, closesMissing, closesInThePast
    case closesTooLate, pointsWrong, noDesk, notClosed, over, tooManyWait, reasonMissing

    var kind: RefusalKind { self == .over || self == .notClosed ? .conflict : .invalid }

    /// The field of the form that it is about.
    var field: String {
        switch self {
        case .officesMissing, .tooManyOffices, .tooManyWait: "offices"
        case .daysMissing, .tooManyDays: "from"
        case .noDesk: "service"
        case .reasonMissing: "reason"
        case .pointsWrong: "points"
        default: "closes"
        }
    }

    var values: [String: String] { self == .pointsWrong ? ["from": "0", "to": "1000"] : [:] }

    var explanation: String {
        switch self {
        case .officesMissing: t("Choose at least one office.")
        case .tooManyOffices: t("Choose fewer offices, and announce a round for the others.")
        case .daysMissing: t("Choose the first and the last day.")
        case .tooManyDays: t("Choose fewer days: times so far ahead are seldom kept.")
        case .closesMissing: t("Choose the day on which the list closes.")
        case .closesInThePast: t("The list closes later than now, so that people can join.")
        case .closesTooLate:
            t("The list closes at least one day before the first day, so that people can answer.")
        case .pointsWrong: t("Write a whole number from {from} to {to}.")
        case .noDesk: t("None of these offices has a desk for this service.")
        case .notClosed: t("The list has not closed yet. The lot is drawn after that.")
        case .over: t("This round was drawn or cancelled already.")
        case .tooManyWait: t("Too many wait for one round. Announce it for fewer offices.")
        case .reasonMissing: t("Write why the round is cancelled: everybody can read it.")
        }
    }
}

/// Marks a text for the catalogues; whoever shows the refusal translates it.
private func t(_ text: String) -> String { text }

/// Each is read, solved and offered in one transaction.
private let roundOfficesMax = 40
private let roundDaysMax = 60
/// A choice of this installation, as long as an offer is held.
private let answerSeconds = offerHoldSeconds
private let roundsShownMax = 100
