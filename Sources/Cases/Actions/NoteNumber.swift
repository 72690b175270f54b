import Kernel
import Storage

/// An officer notes the number of a document that somebody of the file showed: the file is found by it.
struct NoteNumber {
    let reference: Reference
    let member: CaseMemberID
    let number: DocumentNumber

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        if kase.isDecided { throw CaseRefusal.alreadyDecided }
        guard try CaseMember.all(of: kase.id, in: db).contains(where: { $0.id == member }) else {
            throw Refused.notFound
        }
        let known = try NotedNumber.all(of: kase.id, in: db)
        if known.contains(where: { $0.member == member && $0.plain == number.plain }) {
            throw NumberRefusal.known
        }
        try db.run(
            """
            INSERT INTO case_number (number, kase, member, shown, noted_at)
            VALUES (\(number.plain), \(kase.id), \(member), \(number.shown), \(now))
            """)
        // Whoever else has this number is looked for anew.
        try db.run("UPDATE case_member SET matched = 0, match_below = NULL WHERE id = \(member)")
        let event = CaseEvent.NumberNoted(member: member, number: number.shown)
        try kase.note(CaseEvent.numberNotedKind, event, by: principal, at: now, in: db)
    }
}
