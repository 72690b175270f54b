import Kernel
import Storage

enum RuleThing {}
typealias RuleID = ID<RuleThing>

/// A rule by which desks of an office open, as the office keeps it.
struct KeptRule: Sendable {
    let id: RuleID
    let office: LocationID
    let rule: OpeningRule
    let desks: [DeskID]

    static func subject(_ id: RuleID) -> String { "opening-rule/\(id)" }

    /// The rules of an office that open something from a day on, the oldest first.
    static func all(at office: LocationID, from day: Day, in db: Reader) throws -> [KeptRule] {
        try found(
            "WHERE location = \(office) AND last_day >= \(day) ORDER BY first_day, id", in: db)
    }

    /// Every rule that opens something from a day on.
    static func all(from day: Day, in db: Reader) throws -> [KeptRule] {
        try found("WHERE last_day >= \(day) ORDER BY id LIMIT \(rulesMax)", in: db)
    }

    /// One of an office where somebody works; to everyone else it does not exist.
    static func find(_ id: RuleID, for principal: Principal, in db: Reader) throws -> KeptRule {
        guard let rule = try found("WHERE id = \(id)", in: db).first, principal.serves(rule.office)
        else { throw Refused.notFound }
        return rule
    }

    private static func found(_ which: SQL, in db: Reader) throws -> [KeptRule] {
        let rows = try db.all(
            """
            SELECT id, location, weekdays, every_weeks, week_of_month, first_day, last_day, from_minute, to_minute,
                days_ahead
            FROM opening_rule \(which)
            """)
        return try rows.map { row in
            let id: RuleID = try row[0]
            let desks: [DeskID] = try db.all(
                "SELECT desk FROM opening_rule_desk WHERE rule = \(id) ORDER BY desk"
            ).map { try $0[0] }
            return KeptRule(
                id: id, office: try row[1], rule: try OpeningRule(row, desks.count), desks: desks)
        }
    }
}

extension OpeningRule {
    fileprivate init(_ row: Row, _ desks: Int) throws {
        let (mask, weeks, week): (Int, Int, Int) = (try row[2], try row[3], try row[4])
        let (from, to, ahead): (Int, Int, Int) = (try row[7], try row[8], try row[9])
        self.init(
            weekdays: Set((1...7).filter { mask & (1 << ($0 - 1)) != 0 }),
            rhythm: weeks == 0 ? .weekOfMonth(week) : .everyWeeks(weeks),
            first: try row[5], last: try row[6], minutes: from..<to,
            // Each desk has its own step.
            stepMinutes: 1, bookableDesks: desks, staffedDesks: desks, daysAhead: 0...ahead)
    }

    var weekdayMask: Int { weekdays.reduce(0) { $0 | 1 << ($1 - 1) } }

    /// Weeks between, and the week of the month: one of them is 0.
    var weeks: (every: Int, ofMonth: Int) {
        switch rhythm {
        case .everyWeeks(let weeks): (weeks, 0)
        case .weekOfMonth(let week): (0, week)
        }
    }
}

/// Some for each office of an agency.
private let rulesMax = 2_000
