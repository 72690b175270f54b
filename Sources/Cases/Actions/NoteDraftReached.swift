public import Kernel
public import Storage

/// A draft reached its person: their time to answer begins, and not before.
struct NoteDraftReached {
    let reference: Reference
    let way: NoticeWay
    /// What the post's receipt says, of a registered letter.
    var letter: CaseEvent.RegisteredLetter?

    /// The office gave it to them, or sent it as a registered letter.
    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let history = try kase.history(in: db)
        if let refusal = history.noticeRefusal { throw refusal }
        if way == .registered {
            guard let letter, let hearing = history.hearing else {
                throw CaseRefusal.letterNumberMissing
            }
            let proposed = house.zone.day(of: hearing.proposedAt)
            let refusal = letter.refusal(proposed: proposed, on: house.zone.day(of: now))
            if let refusal { throw refusal }
        }
        let kind =
            way == .registered ? CaseEvent.hearingRegisteredKind : CaseEvent.hearingNotifiedKind
        try kase.record(
            kind, CaseEvent.Notified(way: way, letter: way == .registered ? letter : nil),
            by: principal, at: now, in: db, house)
        if way == .handed { try kase.tellReached(by: principal, at: now, in: db, house) }
    }
}

extension Case {
    /// Their person opened the draft that is out, or its letter. Whoever else looks proves nothing, and neither does a
    /// second look, or one at the letter of an earlier draft.
    func noteDraftRead(
        of letter: Moment? = nil, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws {
        guard try hasUnreadDraft(of: letter, for: principal, in: db) else { return }
        try record(
            CaseEvent.hearingNotifiedKind, CaseEvent.Notified(way: .read), by: principal, at: now,
            in: db, house)
        try tellReached(by: principal, at: now, in: db, house)
    }
}

extension Case {
    /// Whether a draft is out that its person, who asks, has not opened; nothing of it was shown to them then.
    func hasUnreadDraft(
        of letter: Moment? = nil, for principal: Principal, in db: Reader
    ) throws -> Bool {
        guard principal.isOwn(applicant), !isDecided else { return false }
        let history = try history(in: db)
        guard history.mayBeBrought, let hearing = history.hearing else { return false }
        return letter.map { hearing.proposedAt <= $0 } ?? true
    }
}

extension Cases {
    /// A person opened the message that this room sent them under a key; where it told of a draft, they know of it.
    public func messageRead(
        _ key: String, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        guard key.hasPrefix(letterNoticePrefix),
            let letter = LetterID(String(key.dropFirst(letterNoticePrefix.count))),
            let row = try db.first(
                """
                SELECT kase, created_at FROM letter
                WHERE id = \(letter) AND kind IN \(list: LetterKind.drafts)
                """)
        else { return }
        let kase = try Case.stored(try row[0], in: db)
        try kase.noteDraftRead(of: try row[1], by: principal, at: now, in: db, house)
    }
}
