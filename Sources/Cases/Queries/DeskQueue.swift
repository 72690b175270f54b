import Kernel
import Storage

/// What an office has to do: filtered, sorted, a page at a time.
struct DeskQueue: Sendable {
    /// Which offices' cases somebody may see.
    var scope: WorkOffices
    var search: QueueSearch?
    var state: String?
    var procedure: String?
    var turn: Turn?
    /// Whether files in which nobody has to act any more are listed too; a search finds them without.
    var closed = false
    /// The day on which somebody asks: a window of the person that is over is the office's turn.
    var today = Day(number: 0)
    /// Only cases in which this clock is open, by its own date instead of the next one.
    var clock: String?
    var overdueOn: Day?
    /// Only cases that whoever asks has taken, or that nobody has.
    var taken: Taken?
    /// Whoever last acted then, or before, has a case no longer.
    var lapsed = Moment(secondsSince1970: 0)
    var sort = Sort.nextDate
    var descending = false
    var page = 1
    /// Whether stage and procedure are looked at file by file, so that the order alone chooses the index.
    var isOnlyByOrder = false
    /// The only files in which what is searched may be, where that is known.
    var few: [CaseID]?

    enum Sort: String, Sendable, CaseIterable {
        case nextDate = "next"
        case filed
    }

    enum Taken: String, Sendable, CaseIterable {
        case mine, free
    }

    struct Line: Sendable {
        let kase: Case
        let holder: String
        let people: Int
        /// The date of whoever has to act, or that of the clock that was asked for.
        let date: Day?
        /// The class in which it waits; 0 comes first.
        let priority: Int
        /// Who has it, if somebody does.
        let taker: String?
    }

    struct Result: Sendable {
        let lines: [Line]
        /// At most `queueCountMax`.
        let count: Int
        /// Whether there are more: they come to the front when these are done, or when the filter is narrower.
        let isMore: Bool
        var pages: Int { max(1, (count + queueRows - 1) / queueRows) }
    }

    func run(_ principal: Principal, in db: Reader) throws -> Result {
        if let few = try findFew(in: db) { return try run(principal, among: few, in: db) }
        let filter = self.filter(principal)
        let ids = try hasFronts ? frontIDs(principal, in: db) : sortedIDs(filter, in: db)
        // Nobody turns two thousand pages: counting them all would cost more than showing one.
        let counted: SQL = """
            SELECT COUNT(*) FROM (SELECT 1 FROM \(source) WHERE \(filter)
                LIMIT \(queueCountMax + 1)) AS found
            """
        let (lines, known) = try lines(ids, counting: counted, in: db)
        let count = try known ?? db.count(counted)
        return Result(
            lines: lines, count: min(count, queueCountMax), isMore: count > queueCountMax)
    }

    /// The files of the page where few are found.
    private func sortedIDs(_ filter: SQL, in db: Reader) throws -> [CaseID] {
        try db.all(
            """
            SELECT id FROM \(source) WHERE \(filter) ORDER BY \(order)
            LIMIT \(queueRows) OFFSET \((page - 1) * queueRows)
            """
        ).map { try $0[0] }
    }

    /// The lines of these files, in their order, and what a question beside them counts; nil where there are no lines.
    func lines(
        _ ids: [CaseID], counting counted: SQL = "SELECT 0", in db: Reader
    ) throws -> (lines: [Line], count: Int?) {
        guard let last = ids.last else { return ([], nil) }
        var lines: [CaseID: Line] = [:]
        // As many as a page holds, so that the statement is always the same one.
        let asked = ids + Array(repeating: last, count: max(0, queueRows - ids.count))
        let rows = try db.all(
            """
            SELECT \(Case.columns), \(shown), (\(counted)) AS counted
            FROM \(source) WHERE id IN \(list: asked)
            """)
        for row in rows {
            let line = try Line(row: row)
            lines[line.kase.id] = line
        }
        return (ids.compactMap { lines[$0] }, try rows.first?["counted"])
    }

    /// The cases, or those of them in which a clock is open.
    var source: SQL {
        guard let clock else { return "kase" }
        return "kase JOIN case_clock ON case_clock.kase = kase.id AND clock = \(clock)"
    }

    /// What a line shows beside its case.
    var shown: SQL {
        """
        COALESCE((SELECT name FROM case_member WHERE case_member.kase = kase.id AND position = 0), '') AS holder,
            (SELECT COUNT(*) FROM case_member WHERE case_member.kase = kase.id) AS people,
            \(date) AS shown, priority,
            (SELECT taker FROM case_take WHERE case_take.kase = kase.id AND acted_at > \(lapsed)) AS taker
        """
    }

    /// The date that the list is about, by which it is sorted and filtered: that of the clock, or of whoever has to act. Where
    /// the person's window is over it is the office's own (`Case.dueDates`).
    var date: SQL {
        if clock != nil { return "ends" }
        return """
            CASE WHEN turn = 'person' AND next_date < \(today) AND decided_at IS NULL
                THEN office_date ELSE next_date END
            """
    }

    /// Whether files in which nobody has to act are left out.
    var isOpenOnly: Bool { !closed && turn != Turn.none && search == nil }

    /// Nobody's own case is in their queue, nor one in which they have no part.
    func filter(_ principal: Principal) -> SQL {
        // The clock's row names the office of its case too, so that one index answers. What is searched is found by
        // its words: an index on the office would lead through all of its files.
        let office: SQL = search != nil ? "office + 0" : clock == nil ? "office" : "at_office"
        var filter = principal.mayRead(office: office, within: scope)
        if let search { filter = filter + " AND " + condition(search) }
        if isOpenOnly { filter = filter + " AND turn <> 'none'" }
        let (stage, kind): (SQL, SQL) =
            isOnlyByOrder ? ("state || ''", "procedure || ''") : ("state", "procedure")
        if let state { filter = filter + " AND \(stage) = \(state)" }
        if let procedure { filter = filter + " AND \(kind) = \(procedure)" }
        if let turn { filter = filter + " AND \(acts) = \(turn)" }
        if let taken { filter = filter + " AND " + condition(taken, principal) }
        if let overdueOn {
            // Behind a grant too somebody is waited for, until the card is in the hand.
            filter = filter + " AND turn <> 'none' AND \(date) < \(overdueOn)"
        }
        return filter
    }

    /// Who has to act, as `Case.turn(on:)` tells it: no condition of an index, which the stretches of the list are.
    private var acts: SQL {
        "CASE WHEN turn = 'person' AND next_date < \(today) THEN 'state' ELSE turn END"
    }

    /// Who has a case is few rows, however many wait.
    private func condition(_ taken: Taken, _ principal: Principal) -> SQL {
        switch taken {
        case .mine:
            """
            id IN (SELECT kase FROM case_take
                WHERE taken_by = \(principal.account) AND acted_at > \(lapsed))
            """
        case .free:
            """
            turn <> 'none' AND NOT EXISTS (SELECT 1 FROM case_take
                WHERE case_take.kase = kase.id AND acted_at > \(lapsed))
            """
        }
    }

    /// By class, then by date; what has none comes last of its class either way, and what is closed last of all.
    var order: SQL {
        let down: SQL = descending ? " DESC" : ""
        if sort == .filed { return "filed_at\(down), id\(down)" }
        let first: SQL =
            clock == nil ? "CASE WHEN turn = 'none' THEN 1 ELSE 0 END, priority\(down), " : ""
        return """
            \(first)CASE WHEN \(date) IS NULL THEN 1 ELSE 0 END, \(date)\(down),
                filed_at\(down), id\(down)
            """
    }
}

extension DeskQueue.Line {
    init(row: Row) throws {
        kase = try Case(row: row)
        holder = try row["holder"]
        people = try row["people"]
        date = try row["shown"]
        taker = try row["taker"]
        priority = try row["priority"]
    }
}

/// Rows of a page of the queue: a screen and a half at the desk.
let queueRows = 50
/// Twenty pages: whoever looks for one behind them narrows the list, or takes it as a file.
let queueCountMax = 1_000
