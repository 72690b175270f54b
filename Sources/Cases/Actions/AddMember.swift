import Kernel
import Languages
import LegalTime
import Storage

/// Somebody of the family joins a file that is not decided yet, by its person or by the office: from that day on their
/// papers are asked for, and they come to the visit of the others.
struct AddMember {
    let reference: Reference
    let person: PersonOfFile

    /// Refuses with `CaseRefusal` or `JoiningRefusal`; a file that is not theirs to change is not found.
    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        let access = kase.access(of: principal)
        if access == .staff { try kase.noteAct(by: principal, at: now, in: db) }
        let history = try kase.history(in: db)
        if let refusal = try refusal(kase, history, on: house.zone.day(of: now), house) {
            throw refusal
        }
        let members = try CaseMember.all(of: kase.id, in: db)
        let member = CaseMember(
            id: .new(at: now), position: (members.map(\.position).max() ?? 0) + 1, person: person)
        try db.run(
            """
            INSERT INTO case_member (id, kase, position, name, birth, relation, in_portugal, person, indexed)
            VALUES (\(member.id), \(kase.id), \(member.position), \(person.name), \(person.birth),
                \(person.relation), \(person.isInPortugal), \(nil as PersonID?), 1)
            """)
        try indexName(person.name, of: kase.id, at: kase.office, in: db)
        let event = CaseEvent.MemberAdded(member: member.id, person: person)
        try kase.record(CaseEvent.memberAddedKind, event, by: principal, at: now, in: db, house)
        let growth = try house.neighbours.growVisit(
            kase.id, members.count + 1, principal, db, now)
        if access == .staff || growth.isGivenBack {
            try tell(kase, growth, at: now, in: db, house)
        }
    }

    private func refusal(
        _ kase: Case, _ history: CaseHistory, on today: Day, _ house: CaseHouse
    ) throws -> (any Refusal)? {
        if kase.isDecided { return CaseRefusal.alreadyDecided }
        let silent = try house.clocks(of: kase).tacitApproval(of: history, on: today)
        if let silent, silent.isInEffect(on: today) {
            return JoiningRefusal.approvedBySilence(silent.derivation.rule.article)
        }
        return history.household.refusal(
            adding: person, on: today, family: try house.procedure(kase.procedure).family)
    }

    /// The person learns what the office did with their file, and that a visit must be booked anew.
    private func tell(
        _ kase: Case, _ growth: VisitGrowth, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let key = "joined/\(kase.id)/\(now.microseconds)"
        try house.tell(kase, key: key, at: now, in: db) { t in
            var body = t(
                "{name} was added to your case {reference}. The page of the case says which papers are needed.",
                ["name": person.name, "reference": kase.reference.text])
            if case .givenBack(let start) = growth {
                let values = [
                    "date": t.date(house.zone.day(of: start)),
                    "time": t.time(house.zone.minuteOfDay(of: start)),
                ]
                body +=
                    " "
                    + t(
                        "The visit on {date} at {time} has no room for one more person and was given back. Book a visit for everyone.",
                        values)
            }
            return .init(title: t("Somebody was added to your case"), body: body)
        }
    }
}
