import Kernel
import Storage

/// A plan that was read becomes the plan: what is there is brought up to date, reports stay.
struct ImportPlan: Sendable {
    let document: PlanDocument
    var codes: [PlanCode] = []
    /// The areas that municipal plans have.
    var areas: [PlanCode] = []
    /// The text of all files, by which an unchanged plan is known again.
    let content: String

    /// Returns false where the plan is already there as it is.
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> Bool {
        let digest = db.keys.lookup(content, use: "plan-folder").map { String($0) }.joined(
            separator: ".")
        let plan = document.header.key
        let before: String? = try db.value("SELECT digest FROM plan WHERE key = \(plan)")
        if before == digest { return false }
        for (place, code) in codes.enumerated() { try code.store(position: place, in: db) }
        for (place, area) in areas.enumerated() { try area.store(area: place, in: db) }
        try document.header.store(digest: digest, in: db)
        try document.header.store(document.claims, in: db)
        try StoreNodes(plan: plan, nodes: document.nodes).perform(at: now, in: db)
        if document.header.stage == .draft {
            try DropNodes(plan: plan, except: document.nodes.map(\.code)).perform(in: db)
        }
        let fields = [
            "nodes": String(document.nodes.count),
            "indicators": String(document.nodes.reduce(0) { $0 + $1.indicators.count }),
        ]
        try db.record(
            JournalEvent("plan.imported", subject: "plan/\(plan)", fields), by: person, at: now)
        return true
    }
}
