import Kernel
import Storage

/// An officer notes that a letter sent by post came back: the next way to the person is tried. Nothing ends by it.
struct NoteLetterReturned {
    let reference: Reference
    let letter: LetterID
    let day: Day
    let reason: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let events = try CaseEvent.all(of: kase.id, in: db)
        let posted = try PostedLetter.all(events, house.notices(of: kase, in: db))
            .first { $0.id == letter }
        guard let posted else { throw ReturnRefusal.notByPost }
        let days = (sent: house.zone.day(of: posted.sentAt), today: house.zone.day(of: now))
        guard days.sent <= day, day <= days.today else { throw ReturnRefusal.dayImplausible }
        let event = CaseEvent.LetterReturned(
            letter: letter, day: day, reason: reason, startedPeriod: posted.startedPeriod)
        try kase.record(
            CaseEvent.letterReturnedKind, event, by: principal, at: now, in: db, house)
        let notice = ReturnedNotice(
            key: letterNoticePrefix + letter.description, day: day, reason: reason)
        try house.neighbours.letterReturned(notice, principal, db, now)
    }
}
