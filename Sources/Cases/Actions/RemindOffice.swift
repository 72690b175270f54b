import Kernel
import LegalTime
import Storage

/// The person reminds the office; it has the general period of the law for an act to answer (CPA, article 86).
struct RemindOffice {
    let reference: Reference
    let text: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
        if let refusal = refusal(kase, try CaseEvent.all(of: kase.id, in: db)) { throw refusal }
        let due = try house.answerDay(of: kase, from: house.zone.day(of: now))
        let id = ReminderID.new(at: now)
        try db.run(
            """
            INSERT INTO case_reminder (id, kase, at_office, at, due)
            VALUES (\(id), \(kase.id), \(kase.office), \(now), \(due))
            """)
        let event = CaseEvent.Reminded(id: id, text: text, due: due)
        try kase.note(CaseEvent.remindedKind, event, by: principal, at: now, in: db)
    }

    /// Why it is not taken, or nil. Reads nothing but its arguments.
    func refusal(_ kase: Case, _ events: [CaseEvent]) -> ReminderRefusal? {
        if let refusal = ReminderRefusal.refusal(of: text) { return refusal }
        if kase.isDecided, kase.projection.turn == .none { return .nothingLeft }
        return events.openReminder == nil ? nil : .awaited
    }
}

/// Somebody of the office answers, and the person is told.
struct AnswerReminder {
    let reference: Reference
    let text: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if let refusal = ReminderRefusal.refusal(of: text) { throw refusal }
        guard let open = try CaseEvent.all(of: kase.id, in: db).openReminder else {
            throw ReminderRefusal.nothingOpen
        }
        try db.run("UPDATE case_reminder SET answered_at = \(now) WHERE id = \(open.id)")
        let event = CaseEvent.ReminderAnswered(id: open.id, text: text)
        try kase.note(CaseEvent.reminderAnsweredKind, event, by: principal, at: now, in: db)
        let t = house.neighbours.translator(try house.neighbours.language(kase.applicant, db))
        let notice = CaseNotice(
            person: kase.applicant, subject: Case.subject(kase.id),
            title: t("The office answered your reminder"), body: text,
            link: "/cases/\(kase.reference)", legalEffect: false, office: kase.office,
            key: "reminder/\(open.id)")
        try house.neighbours.notify(notice, db, now)
    }
}

extension CaseHouse {
    /// The last day of the general period for an act of the administration; nil where policy states none.
    func answerDay(of kase: Case, from day: Day) throws -> Day? {
        let rule = policy.periods.group("cpa")?.versions("act").first { $0.isValid(on: day) }
        return try rule?.derive(from: day, in: calendar(of: kase)).end
    }
}
