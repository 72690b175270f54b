import Kernel
import Storage

/// An officer notes what somebody of a file has and others are known by too: a number, an address, a phone. It is an
/// attribute, from now until a day, and never who they are.
struct NoteKey {
    let reference: Reference
    let member: CaseMemberID
    let kind: PersonKeyKind
    let value: String
    var validUntil: Day?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        guard let mention = try Mention.find(member, in: db), mention.kase == kase.id else {
            throw Refused.notFound
        }
        if let validUntil, validUntil < house.zone.day(of: now) {
            throw CaseRefusal.validityImplausible
        }
        let person = try mention.numbered(at: now, in: db)
        let row = try PersonKey.insertion(
            kind, value, of: person, statedIn: kase.id, .desk, validUntil: validUntil,
            by: principal.account, at: now, db.keys)
        guard let row else { throw PeopleRefusal.keyMalformed }
        if try db.run(row) == 0 { throw PeopleRefusal.keyKnown }
        try kase.compareAnew(person, in: db)
        let event = CaseEvent.KeyNoted(member: member, kind: kind)
        try kase.note(CaseEvent.keyNotedKind, event, by: principal, at: now, in: db)
    }
}

extension Mention {
    /// The number by which they are known; they are given one where nobody compared them yet.
    func numbered(at now: Moment, in db: Writer) throws -> PersonID {
        if let person { return person }
        let new = PersonID.new(at: now)
        try db.run("UPDATE case_member SET person = \(new) WHERE id = \(member)")
        return new
    }
}

/// What was noted holds no longer: it stays as history and finds nobody any more.
struct EndKey {
    let reference: Reference
    let key: ID<PersonKey>

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let all = try PersonKey.all(statedIn: kase.id, in: db)
        guard let found = all.first(where: { $0.id == key && $0.endedAt == nil }) else {
            throw Refused.notFound
        }
        try db.run(
            """
            UPDATE person_key SET ended_at = \(now), ended_by = \(principal.account)
            WHERE id = \(key) AND ended_at IS NULL
            """)
        // What rested on it alone is no hint any longer; what rests on more is found again.
        let people: SQL = """
            (SELECT id FROM case_member WHERE person = \(found.person) AND kase = \(kase.id))
            """
        try db.run(
            """
            DELETE FROM member_match WHERE settled IS NULL
                AND (one IN \(people) OR other IN \(people))
            """)
        try kase.compareAnew(found.person, in: db)
        let event = CaseEvent.KeyEnded(kind: found.kind)
        try kase.note(CaseEvent.keyEndedKind, event, by: principal, at: now, in: db)
    }
}

extension Case {
    /// Somebody of this file is compared again: what it says of them changed, and what other files say did not.
    fileprivate func compareAnew(_ person: PersonID, in db: Writer) throws {
        try db.run(
            """
            UPDATE case_member SET matched = 0, match_below = NULL
            WHERE person = \(person) AND kase = \(id)
            """)
    }
}

extension CaseEvent {
    static let keyNotedKind = "person.key-noted"
    static let keyEndedKind = "person.key-ended"

    /// What is written beside whom; never the thing itself.
    struct KeyNoted: Codable, Sendable {
        let member: CaseMemberID
        let kind: PersonKeyKind
    }

    struct KeyEnded: Codable, Sendable {
        let kind: PersonKeyKind
    }
}
