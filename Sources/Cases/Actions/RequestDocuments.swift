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
        // One thing at a time: whoever may answer a draft is not asked for papers as well.
        if try house.clocks(of: kase).isHearing(history, on: house.zone.day(of: now)) {
            throw CaseRefusal.hearingRuns
        }
        let open = history.openItems.map { Wish($0.item.code, $0.item.member) }
        let members = try CaseMember.all(of: kase.id, in: db)
        if let refusal = try refusal(kase, open: open, members, house) { throw refusal }
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

    private func refusal(
        _ kase: Case, open: [Wish], _ members: [CaseMember], _ house: CaseHouse
    ) throws -> CaseRefusal? {
        if kase.isDecided { return .alreadyDecided }
        if items.isEmpty { return .nothingAsked }
        let procedure = try house.procedure(kase.procedure)
        for item in items {
            if procedure.document(item.code) == nil { return .unknownDocument(item.code) }
            if let member = item.member, !members.contains(where: { $0.id == member }) {
                throw Refused.notFound
            }
            if open.contains(item) { return .alreadyAsked(item.code) }
        }
        return Set(items).count < items.count ? .nothingAsked : nil
    }
}
