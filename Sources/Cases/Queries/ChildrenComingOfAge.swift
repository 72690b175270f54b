import Kernel
import LegalTime
import Storage

/// A child of an open file who will be one no longer within the days of notice.
struct ComingChild: Sendable {
    let mention: Mention
    let procedure: String
    let lastDay: Day

    /// Of the files that somebody works on, whoever comes of age first. Found by the births, from which the day is
    /// counted each time.
    static func all(
        for principal: Principal, on today: Day, limit: Int = comingMax, in db: Reader,
        _ house: CaseHouse
    ) throws -> [ComingChild] {
        let found = try house.policy.procedures.flatMap { procedure in
            try rows(of: procedure, for: principal, on: today, limit: limit, in: db, house)
        }.compactMap(\.child)
        return found.sorted { ($0.lastDay, $0.mention.member) < ($1.lastDay, $1.mention.member) }
    }

    /// The next ones behind a number, in the order of numbers, so many at a time; none where none are left.
    static func next(
        after last: CaseMemberID, for principal: Principal, on today: Day, limit: Int,
        in db: Reader, _ house: CaseHouse
    ) throws -> (children: [ComingChild], last: CaseMemberID) {
        var last = last
        while true {
            let found = try house.policy.procedures.flatMap { procedure in
                try rows(
                    of: procedure, for: principal, on: today, behind: last, limit: limit, in: db,
                    house)
            }
            let some = found.sorted { $0.member < $1.member }.prefix(limit)
            guard let end = some.last?.member else { return ([], last) }
            last = end
            let children = some.compactMap(\.child)
            if !children.isEmpty { return (children, last) }
        }
    }

    /// Whoever was born in the years that may count, and whether they are such a child; whoever comes of age first, or
    /// behind a number.
    private static func rows(
        of procedure: Procedure, for principal: Principal, on today: Day,
        behind: CaseMemberID? = nil, limit: Int, in db: Reader, _ house: CaseHouse
    ) throws -> [(member: CaseMemberID, child: ComingChild?)] {
        guard let age = procedure.comingOfAge,
            let rule = age.rule(in: house.policy.periods, on: today)
        else { return [] }
        // A day more on either side: which one counts is said by the period.
        let months = -12 * rule.length
        let first = today.adding(months: months).adding(days: -1)
        let last = today.adding(days: age.noticeDays + 1).adding(months: months).adding(days: 1)
        let rest: SQL = behind.map { "AND m.id > \($0)" } ?? ""
        let order: SQL = behind == nil ? "m.birth, m.id" : "m.id"
        let rows = try db.all(
            """
            SELECT k.office_place, k.filed_at, m.in_portugal, \(Mention.columns())
            FROM case_member m JOIN kase k ON k.id = m.kase
            WHERE m.birth >= \(first) AND m.birth <= \(last) AND m.relation IN \(list: age.relations)
                AND k.procedure = \(procedure.code) AND k.decided_at IS NULL
                AND \(principal.mayRead("k")) \(rest)
            ORDER BY \(order) LIMIT \(limit)
            """)
        return try rows.map { row in
            let mention = try Mention(row: row, from: 3)
            let person = PersonOfFile(
                name: mention.name, birth: mention.birth, relation: mention.relation,
                isInPortugal: try row[2])
            let calendar = house.calendars.at(try row[0] as PlaceCode, office: mention.office)
            let date = try age.lastDay(
                of: person, cameIn: max(house.zone.day(of: try row[1]), person.birth),
                in: calendar, house.policy.periods)
            guard let last = date?.derivation.end, last >= today,
                last.days(since: today) <= age.noticeDays
            else { return (mention.member, nil) }
            let child = ComingChild(mention: mention, procedure: procedure.code, lastDay: last)
            return (mention.member, child)
        }
    }
}

/// A page of each procedure. Of more the first days come first; the rest is listed as they pass.
let comingMax = 200
