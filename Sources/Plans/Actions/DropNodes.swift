import Kernel
import Storage

/// What a draft no longer has goes, as long as nobody has reported on it; a plan in force loses nothing.
struct DropNodes {
    let plan: String
    let except: [String]

    func perform(in db: Writer) throws {
        let kept = Set(except)
        let gone = try db.all("SELECT id, code FROM plan_node WHERE plan = \(plan)").filter {
            !kept.contains(try $0[1])
        }.map { row -> MeasureID in try row[0] }
        let named = Set(
            try db.all(
                """
                SELECT node FROM plan_report UNION SELECT node FROM plan_owed UNION SELECT node FROM plan_question
                UNION SELECT node FROM plan_finding WHERE node IS NOT NULL
                """
            ).map { row -> MeasureID in try row[0] })
        let ids = gone.filter { !named.contains($0) }
        if ids.isEmpty { return }
        try db.run(
            """
            DELETE FROM plan_waypoint WHERE indicator IN
                (SELECT id FROM plan_indicator WHERE node IN \(list: ids))
            """)
        for table in ["plan_indicator", "plan_text", "plan_body", "plan_money", "plan_link"] {
            try db.run(
                SQL(stringLiteral: "DELETE FROM \(table) WHERE node IN ") + "\(list: ids)")
        }
        try db.run("UPDATE plan_node SET parent = NULL WHERE parent IN \(list: ids)")
        try db.run("DELETE FROM plan_node WHERE id IN \(list: ids)")
    }
}
