import Kernel
import Storage

/// The person, or who acts for them, tells that a paper of the file was not accepted. It changes nothing in the file.
struct TellNotAccepted {
    let reference: Reference
    let report: NotAccepted

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
        let (filed, today) = (house.zone.day(of: kase.filedAt), house.zone.day(of: now))
        if let refusal = report.refusal(filed: filed, on: today) { throw refusal }
        let letters = try LetterLine.all(of: kase.id, in: db)
        guard NotAccepted.papers.map(\.rawValue).contains(report.paper),
            letters.contains(where: { $0.kind == report.paper })
        else { throw NotAcceptedRefusal.noPaper }
        let known = try db.count(
            "SELECT COUNT(*) FROM paper_not_accepted WHERE kase = \(kase.id)")
        if known >= notAcceptedMax { throw NotAcceptedRefusal.tooMany }
        try db.run(
            """
            INSERT INTO paper_not_accepted (report, kase, at_office, body, name, place, day, paper)
            VALUES (\(ID<NotAccepted>.new(at: now)), \(kase.id), \(kase.office),
                \(report.body.rawValue), \(report.name), \(report.place), \(report.day),
                \(report.paper))
            """)
        try kase.note(CaseEvent.notAcceptedKind, report, by: principal, at: now, in: db)
    }
}
