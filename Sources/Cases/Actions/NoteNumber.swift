import Kernel
import Storage

/// An officer notes the number of a document that somebody of the file showed: the file is found by it. It stands in the
/// one store of what is written beside people, hashed and sealed; after the decision too, as the card comes then.
struct NoteNumber {
    let reference: Reference
    let member: CaseMemberID
    let number: DocumentNumber

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        guard let mention = try Mention.find(member, in: db), mention.kase == kase.id else {
            throw Refused.notFound
        }
        let person = try mention.numbered(at: now, in: db)
        let row = try PersonKey.insertion(
            .passport, number.shown, of: person, statedIn: kase.id, .desk,
            by: principal.account, at: now, db.keys)
        guard let row, try db.run(row) == 1 else { throw NumberRefusal.known }
        // Whoever else has this number is looked for anew.
        try db.run("UPDATE case_member SET matched = 0, match_below = NULL WHERE id = \(member)")
        let event = CaseEvent.NumberNoted(member: member, number: number.shown)
        try kase.note(CaseEvent.numberNotedKind, event, by: principal, at: now, in: db)
    }
}
