import Kernel
import Storage

/// An officer asks for what is missing: the person's window opens, the clock of the decision stops.
struct RequestDocuments {
    let reference: Reference
    let items: [Wish]
    /// Why the good copy of one of these that is held will not do; nil where nothing is said.
    var because: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let since = try checked(kase, by: principal, at: now, in: db, house)
        let asked = items.map { item in
            CaseEvent.Requested.Item(
                id: RequestItemID.new(at: now), code: item.code, member: item.member,
                again: again(since[item]))
        }
        for item in asked {
            try db.run(
                """
                INSERT INTO request_item (id, kase, code, member, asked_at)
                VALUES (\(item.id), \(kase.id), \(item.code), \(item.member), \(now))
                """)
        }
        let event = CaseEvent.Requested(items: asked)
        try kase.record(CaseEvent.requestedKind, event, by: principal, at: now, in: db, house)
        try MakeLetter(kase: Case.stored(kase.id, in: db), kind: .request).perform(
            by: principal, at: now, in: db, house)
    }

    /// Since when a good copy of each is held; throws why it is not asked for. Changes nothing.
    func checked(
        _ kase: Case, by principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> [Wish: Day] {
        let history = try kase.history(in: db)
        let members = try CaseMember.all(of: kase.id, in: db)
        let refusal = try history.requestRefusal(
            items, house.procedure(kase.procedure), house.clocks(of: kase),
            on: house.zone.day(of: now))
        if let refusal { throw refusal }
        // Nobody is asked for somebody who is not in the file.
        let known = Set(members.map(\.id))
        guard items.allSatisfy({ $0.member.map(known.contains) ?? true }) else {
            throw Refused.notFound
        }
        let since = try held(kase, members, by: principal, at: now, in: db, house)
        if because == nil, let twice = items.first(where: { since[$0] != nil }) {
            throw CaseRefusal.alreadyHeld(twice.code)
        }
        return since
    }

    /// Since when a good copy of each is held, in this file or in another that the officer may open.
    private func held(
        _ kase: Case, _ members: [CaseMember], by officer: Principal, at now: Moment,
        in db: Reader, _ house: CaseHouse
    ) throws -> [Wish: Day] {
        let copies = try house.held(for: kase, as: officer, on: house.zone.day(of: now), in: db)
        var since: [Wish: Day] = [:]
        for item in items {
            let copy = copies.first { $0.answers(item, holder: members.first?.id) }
            since[item] = copy.map { house.zone.day(of: $0.document.heldSince) }
        }
        return since
    }

    /// The reason is kept beside what it is about, and nowhere else.
    private func again(_ since: Day?) -> CaseEvent.Requested.Again? {
        guard let since, let because else { return nil }
        return CaseEvent.Requested.Again(heldSince: since, because: because)
    }
}
