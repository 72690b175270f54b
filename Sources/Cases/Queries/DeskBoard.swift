import Kernel
import LegalTime
import Storage

/// What a supervisor sees of their offices: sums that are kept, and the fronts of lists. No question of it reads
/// all files of an office.
struct DeskBoard: Sendable {
    let backlog: [Backlog]
    /// Filed and decided by week, in order.
    let weeks: [Week]
    /// How long the decisions of these weeks took.
    let spans: Spans
    let passed: [Silence]
    let soon: [Silence]
    let officers: [Officer]
    let takes: [Held]
    let goals: [OfficeGoal]
    let measures: BoardMeasures

    /// Open files of one procedure, stage and age.
    struct Backlog: Sendable {
        let procedure: String
        let state: String
        let band: AgeBand
        let count: Int
    }

    struct Week: Sendable {
        let monday: Day
        var filed = 0
        var decided = 0
    }

    /// A clock of an open file whose silence has an effect.
    struct Silence: Sendable {
        let reference: Reference
        let procedure: String
        let clock: String
        let effect: ClockEffect
        /// The last day on which an act keeps the effect away.
        let last: Day
        let isVerified: Bool
    }

    struct Officer: Sendable {
        let account: AccountID
        var name: String
        var taken = 0
        var decided = 0
    }

    /// A case that somebody has.
    struct Held: Sendable {
        let reference: Reference
        let office: LocationID
        let name: String
        let takenAt: Moment
        let actedAt: Moment
    }
}

/// Asks for a board: whose offices, on which day.
struct BoardQuestion: Sendable {
    let principal: Principal
    let now: Moment
    let today: Day
    /// How far ahead an effect is shown.
    let days: Int
    /// One of theirs; nil is all of them.
    var office: LocationID?
    /// How long its lists are: a page tells that there is more, a file holds it.
    var rows = BoardTable.shown + 1

    var scope: WorkOffices {
        if let office { return .offices([office]) }
        return WorkOffices(principal.asSupervisor)
    }

    private var firstWeek: Int { now.week - boardWeeks + 1 }

    func run(in db: Reader, _ house: CaseHouse) throws -> DeskBoard {
        let (weeks, spans) = try flow(in: db)
        return DeskBoard(
            backlog: try backlog(in: db), weeks: weeks, spans: spans,
            passed: try silences("avertable < \(today)", in: db),
            soon: try silences(
                "avertable >= \(today) AND avertable <= \(today.adding(days: days))", in: db),
            officers: try officers(in: db), takes: try takes(in: db),
            goals: try goals(in: db), measures: try measures(in: db, house))
    }

    /// Those among which somebody may choose: their own, or each that has a file which is not closed to them.
    func offices(in db: Reader) throws -> [LocationID] {
        if case .offices(let named) = WorkOffices(principal.asSupervisor) { return named }
        return try Tally.offices(seenBy: principal, in: db)
    }

    /// The offices of the question, on a column.
    func offices(_ column: SQL) -> SQL {
        switch scope {
        case .all: "1 = 1"
        case .offices(let named): "\(column) IN \(list: named)"
        }
    }

    private func backlog(in db: Reader) throws -> [DeskBoard.Backlog] {
        struct Key: Hashable {
            let procedure: String
            let state: String
            let band: AgeBand
        }
        var counts: [Key: Int] = [:]
        let rows = try db.all(
            """
            SELECT procedure, state, \(AgeBand.sql(of: "week", at: now.week)) AS band, SUM(n) FROM case_tally
            WHERE \(offices("office")) AND kind = 'open' GROUP BY procedure, state, band
            """)
        for row in rows {
            guard let band = AgeBand(rawValue: try row[2]) else { continue }
            counts[Key(procedure: try row[0], state: try row[1], band: band), default: 0] +=
                try row[3]
        }
        for one in try hidden(.open, in: db) {
            let band = AgeBand.of(weeks: now.week - one.week)
            counts[Key(procedure: one.procedure, state: one.state, band: band), default: 0] -= 1
        }
        return counts.filter { $0.value != 0 }.map { key, count in
            DeskBoard.Backlog(
                procedure: key.procedure, state: key.state, band: key.band, count: count)
        }
    }

    private func flow(in db: Reader) throws -> ([DeskBoard.Week], Spans) {
        var weeks = (firstWeek...now.week).map { DeskBoard.Week(monday: Day(week: $0)) }
        var spans: [Int: Int] = [:]
        let rows = try db.all(
            """
            SELECT kind, week, span, SUM(n) FROM case_tally
            WHERE \(offices("office")) AND kind IN ('filed', 'decided')
                AND week >= \(firstWeek) AND week <= \(now.week)
            GROUP BY kind, week, span
            """)
        for row in rows {
            let (kind, week, span, count): (String, Int, Int, Int) = (
                try row[0], try row[1], try row[2], try row[3]
            )
            if kind == Tally.Kind.filed.rawValue {
                weeks[week - firstWeek].filed += count
            } else {
                weeks[week - firstWeek].decided += count
                spans[span, default: 0] += count
            }
        }
        let shown = firstWeek...now.week
        for one in try hidden(.filed, in: db) where shown.contains(one.week) {
            weeks[one.week - firstWeek].filed -= 1
        }
        for one in try hidden(.decided, in: db) where shown.contains(one.week) {
            weeks[one.week - firstWeek].decided -= 1
            spans[one.span, default: 0] -= 1
        }
        return (weeks, Spans(counts: spans))
    }

    /// The first of each office by date, then the first of all: each is the front of an index.
    private func silences(_ condition: SQL, in db: Reader) throws -> [DeskBoard.Silence] {
        var found: [DeskBoard.Silence]
        switch scope {
        case .all: found = try silences(condition, at: "1 = 1", in: db)
        case .offices(let named):
            found = try named.flatMap { try silences(condition, at: "at_office = \($0)", in: db) }
        }
        found.sort { ($0.last, $0.reference.text) < ($1.last, $1.reference.text) }
        return Array(found.prefix(rows))
    }

    private func silences(
        _ condition: SQL, at office: SQL, in db: Reader
    ) throws -> [DeskBoard.Silence] {
        try db.all(silenceStatement(condition, at: office)).map { row in
            DeskBoard.Silence(
                reference: try row[0], procedure: try row[1], clock: try row[2],
                effect: try row.word(3), last: try row[4], isVerified: try row[5])
        }
    }

    func silenceStatement(_ condition: SQL, at office: SQL) -> SQL {
        let own: SQL = " AND \(principal.mayWork(on: "kase.id"))"
        return """
            SELECT kase.reference, kase.procedure, clock, effect, avertable, verified
            FROM case_clock JOIN kase ON kase.id = case_clock.kase
            WHERE \(office) AND effect <> 'none' AND \(condition)\(own)
            ORDER BY avertable, case_clock.kase LIMIT \(rows)
            """
    }

    /// A file of one's own is in no list of the desk, nor one in which somebody has no part: so it is in none of these
    /// counts.
    private func officers(in db: Reader) throws -> [DeskBoard.Officer] {
        var officers: [AccountID: DeskBoard.Officer] = [:]
        func others(_ table: SQL) -> SQL {
            principal.mayWork(on: "\(table).kase")
        }
        let taken = try db.all(
            """
            SELECT taken_by, MAX(taker), COUNT(*) FROM case_take
            WHERE \(offices("at_office")) AND acted_at > \(Take.lapsed(at: now))
                AND \(others("case_take"))
            GROUP BY taken_by
            """)
        for row in taken {
            let account: AccountID = try row[0]
            officers[account] = DeskBoard.Officer(
                account: account, name: try row[1], taken: try row[2])
        }
        let since = Moment(Day(week: firstWeek))
        let decided = try db.all(
            """
            SELECT account, MAX(name), COUNT(*) FROM case_decider
            WHERE \(offices("at_office")) AND at >= \(since) AND \(others("case_decider"))
            GROUP BY account
            """)
        for row in decided {
            let (account, name): (AccountID, String) = (try row[0], try row[1])
            var officer = officers[account] ?? DeskBoard.Officer(account: account, name: name)
            officer.decided = try row[2]
            officers[account] = officer
        }
        return officers.values.sorted { ($0.name, $0.account) < ($1.name, $1.account) }
    }
}

/// A quarter of a year: long enough to see a course, short enough to be about now.
let boardWeeks = 12
/// The front of a list: what stands behind it comes when this is done.
let boardRows = 200

extension AgeBand {
    /// The band of a column that holds a week, as `of(weeks:)` tells it.
    fileprivate static func sql(of column: SQL, at week: Int) -> SQL {
        let cases = allCases.reduce("" as SQL) { sql, band in
            guard let below = band.below else { return sql }
            return "\(sql) WHEN \(column) > \(week - below) THEN \(number(band))"
        }
        return "CASE\(cases) ELSE \(number(.longer)) END"
    }

    private static func number(_ band: AgeBand) -> SQL { SQL(stringLiteral: "\(band.rawValue)") }
}
