public import Kernel
import Statistics
public import Storage

/// How often people told that a health service turned them away, by service: under the guard, for the room's staff.
struct RefusalCount: Sendable, Equatable {
    /// As the first who told of it spelled it.
    let unit: String
    let count: ProtectedCount

    static let procedure = "health-refusal"

    /// Of the months that are over, the twelve before a day; the most first. What is hidden stands last.
    static func all(
        for principal: Principal, on today: Day, in db: Reader, _ house: SealedHouse
    ) throws -> [RefusalCount] {
        guard try house.procedure(procedure).mayWork(principal) else { throw Refused.notFound }
        let end = today.adding(days: 1 - today.day)
        let told = try ToldRefusal.all(from: end.adding(months: -12), before: end, in: db, house)
        var names: [String: String] = [:]
        for one in told where names[one.plain] == nil { names[one.plain] = one.unit }
        // Ordered by what is shown: the order of the hidden would tell of them.
        return Dictionary(grouping: told, by: \.plain).map { plain, all in
            RefusalCount(unit: names[plain] ?? plain, count: helpGuard.protect(all.count))
        }.sorted { ($1.count.value ?? 0, $0.unit) < ($0.count.value ?? 0, $1.unit) }
    }
}

/// One refusal that somebody told of: where and in which month, and nothing else of it.
struct ToldRefusal: Sendable {
    let unit: String
    let month: String

    var plain: String { SameSpelling.plain(unit) }

    static func all(
        from start: Day, before end: Day, in db: Reader, _ house: SealedHouse
    ) throws -> [ToldRefusal] {
        let (from, to) = (house.zone.moment(start), house.zone.moment(end))
        let rows = try db.all(
            """
            SELECT id, received_at FROM sealed_case
            WHERE kind_hash = \(SealedState.kind(RefusalCount.procedure, db.keys))
                AND received_at >= \(from) AND received_at < \(to) ORDER BY received_at, id
            """)
        return try rows.compactMap { row in
            let (id, at): (SealedCaseID, Moment) = (try row[0], try row[1])
            guard let unit = try SealedHistory.load(id, in: db)?.filed.answers["healthUnit"] else {
                return nil
            }
            let month = house.zone.day(of: at).description.prefix(7)
            return ToldRefusal(unit: unit, month: String(month))
        }
    }
}

extension SealedRoom {
    /// What a contract may carry of refusals: counts by month and health service of months that were over on a day.
    public func refusals(before day: Day, in db: Reader) throws -> FlowTable {
        let end = day.adding(days: 1 - day.day)
        let told = try ToldRefusal.all(
            from: end.adding(months: -refusalMonths), before: end, in: db, house)
        let groups = Dictionary(grouping: told) { ["month": $0.month, "health-unit": $0.plain] }
        return FlowTable(
            dimensions: ["month", "health-unit"],
            rows: groups.map { FlowTable.Row($0.key, count: $0.value.count) })
    }
}

/// As far back as a contract may ask.
private let refusalMonths = 120
