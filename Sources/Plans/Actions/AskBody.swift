import Kernel
import Storage

/// The coordinator asks a body about a measure; both question and answer stand for the staff of the plan.
struct AskBody: Sendable {
    let node: MeasureID
    let words: String

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator), let node = try PlanNode.find(node, in: db) else {
            throw Refused.notFound
        }
        try db.run(
            """
            INSERT INTO plan_question (id, node, body, words, account, at, answer, answered_by, answered_at)
            VALUES (\(ID<PlanQuestion>.new(at: now)), \(node.id), \(node.text.names(.lead).first ?? ""), \(words),
                \(person.account), \(now), '', NULL, NULL)
            """)
        try db.record(
            JournalEvent("measure.asked", subject: "measure/\(node.id)", ["words": words]),
            by: person, at: now)
    }
}

struct AnswerQuestion: Sendable {
    let question: ID<PlanQuestion>
    let words: String

    /// Returns the node that was asked about.
    @discardableResult
    func perform(by person: Principal, at now: Moment, in db: Writer) throws -> PlanNode {
        guard let found = try PlanQuestion.find(question, in: db),
            let node = try PlanNode.find(found.node, in: db),
            try Speaker.find(person, on: node, in: db)?.voice == .lead
        else { throw Refused.notFound }
        let changed = try db.run(
            """
            UPDATE plan_question SET answer = \(words), answered_by = \(person.account), answered_at = \(now)
            WHERE id = \(question) AND answered_at IS NULL
            """)
        guard changed == 1 else { throw Refused(.conflict, "This was answered already.") }
        try db.record(
            JournalEvent("measure.answered", subject: "measure/\(node.id)", ["words": words]),
            by: person, at: now)
        return node
    }
}
