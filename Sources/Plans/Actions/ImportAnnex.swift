import Formats
import Kernel
import Storage

/// The official annex comes in: every row is checked first, and with one bad row nothing is stored.
struct ImportAnnex: Sendable {
    let plan: String
    let measures: [NodeText]

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        // Official measures stand before the content lines, in their own order.
        for measure in measures {
            try StoreNodes(
                plan: plan, nodes: [measure], from: (Int(measure.code) ?? 0) - officialRoom
            ).perform(at: now, in: db)
        }
        try db.record(
            JournalEvent(
                "plan.annexImported", subject: "plan/\(plan)", ["measures": String(measures.count)]),
            by: person, at: now)
    }

    /// Reads the rows; each must fit the axes and objectives of the plan and have a number of its own.
    static func read(
        _ bytes: [UInt8], name: String, axes: Set<Int>, objectives: Set<Int>
    ) throws -> (measures: [NodeText], problems: [FormatProblem]) {
        var reader = try CSVReader(bytes: bytes, file: name)
        try reader.require(NodeText.annexColumns)
        var measures: [NodeText] = []
        var problems: [FormatProblem] = []
        var seen = Set<String>()
        while let row = try reader.next() {
            do {
                let measure = try NodeText(annex: row, axes: axes, objectives: objectives)
                guard seen.insert(measure.code).inserted else {
                    throw row.error(
                        "number", "number \(measure.code) stands twice; each measure has its own")
                }
                measures.append(measure)
            } catch let error as FormatError {
                problems.append(FormatProblem(error))
            }
        }
        return (measures, problems)
    }
}

/// Leaves room before position 0, where the content lines begin.
private let officialRoom = 1_000
