import Kernel
import Storage

/// An officer asks for what is missing: the person's window opens, the clock of the decision stops.
struct RequestDocuments {
    let reference: Reference
    let items: [Wish]

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let history = try kase.history(in: db)
        // One thing at a time: whoever may answer a draft is not asked for papers as well.
        if try house.clocks(of: kase).isHearing(history, on: house.zone.day(of: now)) {
            throw CaseRefusal.hearingRuns
        }
        let open = history.openItems.map { Wish($0.item.code, $0.item.member) }
        if let refusal = try refusal(kase, open: open, in: db, house) { throw refusal }
        let asked = items.map {
            CaseEvent.Requested.Item(
                id: RequestItemID.new(at: now), code: $0.code, member: $0.member)
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

    private func refusal(
        _ kase: Case, open: [Wish], in db: Reader, _ house: CaseHouse
    ) throws -> CaseRefusal? {
        if kase.isDecided { return .alreadyDecided }
        if items.isEmpty { return .nothingAsked }
        let procedure = try house.procedure(kase.procedure)
        let members = Set(try CaseMember.all(of: kase.id, in: db).map(\.id))
        for item in items {
            if procedure.document(item.code) == nil { return .unknownDocument(item.code) }
            if let member = item.member, !members.contains(member) { throw Refused.notFound }
            if open.contains(item) { return .alreadyAsked(item.code) }
        }
        return Set(items).count < items.count ? .nothingAsked : nil
    }
}
