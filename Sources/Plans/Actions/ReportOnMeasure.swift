import Kernel
import Storage

/// Somebody responsible says how a measure stands; done needs evidence, a review needs another person.
struct ReportOnMeasure: Sendable {
    let ref: String
    let status: MeasureStatus
    let text: String
    let evidence: Evidence?

    func perform(by person: Principal, at now: Moment, in db: Writer) throws {
        guard person.has(.coordinator) || person.has(.focalPoint) else { throw Refused.notFound }
        guard let measure = try Measure.find(ref, in: db) else { throw Refused.notFound }
        let last = try measure.reports(in: db).first
        if let refusal = status.refusal(text: text, evidence: evidence, last: last, by: person) {
            throw refusal
        }

        let report = ID<MeasureReport>.new(at: now)
        let role: Role = person.has(.coordinator) ? .coordinator : .focalPoint
        try db.run(
            """
            INSERT INTO measure_report (id, measure, status, text, by_account, by_role, at)
            VALUES (\(report), \(measure.id), \(status.rawValue), \(text), \(person.account), \(role), \(now))
            """)
        if let evidence { try store(evidence, measure.id, report, by: person, at: now, in: db) }
        let fields = ["status": status.rawValue, "text": text, "evidence": evidence?.content ?? ""]
        try db.record(
            JournalEvent("measure.reported", subject: "measure/\(measure.id)", fields), by: person,
            at: now)
    }

    private func store(
        _ evidence: Evidence, _ measure: MeasureID, _ report: ID<MeasureReport>,
        by person: Principal,
        at now: Moment, in db: Writer
    ) throws {
        try db.run(
            """
            INSERT INTO measure_evidence (id, measure, report, kind, content, by_account, at)
            VALUES (\(ID<Evidence>.new(at: now)), \(measure), \(report), \(evidence.kind.rawValue),
                \(evidence.content), \(person.account), \(now))
            """)
    }
}
