import Kernel
import Storage

/// An officer states who somebody of a file is to somebody else of it, and what they saw: from then on it counts like
/// what a household says.
struct StateTie {
    let reference: Reference
    let one: CaseMemberID
    let tie: PersonTie
    let other: CaseMemberID
    let proof: String

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let members = try Mention.all(of: kase.id, in: db)
        guard let first = members.first(where: { $0.member == one }),
            let second = members.first(where: { $0.member == other })
        else { throw Refused.notFound }
        if one == other { throw PeopleRefusal.tieWithOneself }
        if proof.isEmpty { throw PeopleRefusal.reasonMissing }
        let (from, to) = (try first.numbered(at: now, in: db), try second.numbered(at: now, in: db))
        let known = try db.count(
            """
            SELECT COUNT(*) FROM person_tie WHERE ended_at IS NULL AND kase = \(kase.id)
                AND (one = \(from) AND other = \(to) AND tie = \(tie)
                    OR one = \(to) AND other = \(from) AND tie = \(tie.inverse))
            """)
        if known > 0 { throw PeopleRefusal.keyKnown }
        try db.run(
            """
            INSERT INTO person_tie
                (id, one, other, tie, kase, proof, stated_by, stated_name, stated_at)
            VALUES (\(ID<PersonTieThing>.new(at: now)), \(from), \(to), \(tie), \(kase.id), \(proof),
                \(principal.account), \(principal.name), \(now))
            """)
        try LinkKin.ofFiles(naming: [from, to], in: db)
        let event = CaseEvent.TieStated(one: one, tie: tie, other: other, proof: proof)
        try kase.note(CaseEvent.tieStatedKind, event, by: principal, at: now, in: db)
    }
}

/// What was stated holds no longer, or never did: it stays as history.
struct EndTie {
    let reference: Reference
    let tie: ID<PersonTieThing>

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let row = try db.first(
            """
            SELECT one, other FROM person_tie
            WHERE id = \(tie) AND kase = \(kase.id) AND ended_at IS NULL
            """)
        guard let row else { throw Refused.notFound }
        let (from, to): (PersonID, PersonID) = (try row[0], try row[1])
        try db.run("UPDATE person_tie SET ended_at = \(now) WHERE id = \(tie)")
        try LinkKin.ofFiles(naming: [from, to], in: db)
        let event = CaseEvent.TieEnded(tie: tie.description)
        try kase.note(CaseEvent.tieEndedKind, event, by: principal, at: now, in: db)
    }
}

extension CaseEvent {
    static let tieStatedKind = "person.tie-stated"
    static let tieEndedKind = "person.tie-ended"

    /// Who somebody is to somebody, as an officer saw it.
    struct TieStated: Codable, Sendable {
        let one: CaseMemberID
        let tie: PersonTie
        let other: CaseMemberID
        let proof: String
    }

    struct TieEnded: Codable, Sendable {
        let tie: String
    }
}
