import Kernel
import Storage

extension PlanNode {
    /// Where the nodes stand today that somebody reports on.
    static func standings(
        of nodes: [PlanNode], on today: Day, in db: Reader
    ) throws -> [MeasureID: Standing] {
        let plans = Set(nodes.map(\.plan))
        let reports = try PlanReport.standing(plans: plans.sorted(), in: db)
        let byNode = Dictionary(grouping: reports, by: \.node)
        let due = try lastDue(plans, on: today, in: db)
        var standings: [MeasureID: Standing] = [:]
        for node in nodes where node.isReported {
            standings[node.id] = node.standing(byNode[node.id] ?? [], due[node.id], on: today)
        }
        return standings
    }

    func standing(on today: Day, in db: Reader) throws -> Standing {
        let due = try PlanNode.lastDue([plan], on: today, in: db)[id]
        return standing(try PlanReport.standing(nodes: [id], in: db), due, on: today)
    }

    /// `reports` newest first, as questions give them.
    private func standing(
        _ reports: [PlanReport], _ due: (day: Day, isHeard: Bool)?, on today: Day
    ) -> Standing {
        let dates = PlanDates(
            starts: text.starts, ends: text.ends, due: due?.day, isHeard: due?.isHeard ?? false)
        return PlanStatus.derive(
            reports.reversed().compactMap(\.fact), dates: dates, today: today)
    }

    /// The newest round that is over for each node which owed its body's report, and whether that came.
    private static func lastDue(
        _ plans: Set<String>, on today: Day, in db: Reader
    ) throws -> [MeasureID: (day: Day, isHeard: Bool)] {
        var last: [MeasureID: (day: Day, isHeard: Bool)] = [:]
        for row in try db.all(
            """
            SELECT o.node, d.due, MAX(CASE WHEN r.id IS NULL THEN 0 ELSE 1 END) FROM plan_owed o
            JOIN plan_round d ON d.id = o.round
            LEFT JOIN plan_report r ON r.round = o.round AND r.node = o.node AND r.voice = 'lead'
                AND r.state IN ('submitted', 'validated')
            WHERE o.voice = 'lead' AND d.due < \(today) AND d.plan IN \(list: plans.sorted())
            GROUP BY o.node, d.due ORDER BY d.due
            """
        ) { last[try row[0]] = (try row[1], try row[2]) }
        return last
    }
}
