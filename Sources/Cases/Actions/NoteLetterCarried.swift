public import Kernel
public import Storage

/// What the post did with a letter that a gateway took.
public enum LetterCourse: Sendable, Equatable {
    /// It is on its way as a registered letter.
    case dispatched
    /// It was handed over.
    case delivered
    /// It came back, with what the envelope says.
    case returned(reason: String)
}

/// A letter of a case as it is printed.
public struct CasePaper: Sendable {
    public let language: String
    /// A whole HTML document that fetches nothing.
    public let bytes: [UInt8]
}

extension Cases {
    /// The papers of the notice with a key, the Portuguese one first, which has legal effect; none for a notice that
    /// tells of no letter.
    public func papers(of key: String, in db: Reader) throws -> [CasePaper] {
        guard let letter = letterID(key) else { return [] }
        let rows = try db.all(
            """
            SELECT * FROM letter WHERE code = (SELECT code FROM letter WHERE id = \(letter))
            ORDER BY id LIMIT \(languagesMax)
            """)
        return try rows.map { row in
            let letter = try Letter(row: row, in: db)
            let kase = try Case.stored(letter.kase, in: db)
            let document = LetterDocument(
                letter: letter, reference: kase.reference, verifyBase: house.verifyBase)
            let html = document.print(
                house.neighbours.translator(letter.language),
                style: house.policy.letters.printStyle)
            return CasePaper(language: letter.language, bytes: Array(html.utf8))
        }
    }

    /// The post took a letter, handed it over or brought it back. A draft counts as sent on the day on which the house
    /// learns of it, which is never earlier than the post took it.
    public func letterCarried(
        _ key: String, _ course: LetterCourse, at now: Moment, in db: Writer
    ) throws {
        guard let letter = letterID(key),
            let row = try db.first(
                "SELECT kase, kind, created_at FROM letter WHERE id = \(letter)")
        else { return }
        let kase = try Case.stored(try row[0], in: db)
        let (kind, made): (String, Moment) = (try row[1], try row[2])
        switch course {
        case .dispatched, .delivered:
            guard LetterKind.drafts.contains(kind) else { return }
            let way: NoticeWay = course == .dispatched ? .registered : .delivered
            try kase.noteDraftCarried(way, made, at: now, in: db, house)
        case .returned(let reason):
            try kase.noteReturned(letter, reason, at: now, in: db, house)
        }
    }

    private func letterID(_ key: String) -> LetterID? {
        guard key.hasPrefix(letterNoticePrefix) else { return nil }
        return LetterID(String(key.dropFirst(letterNoticePrefix.count)))
    }
}

extension Case {
    /// The letter of an earlier draft begins no period of a later one, and what reached its person begins no second.
    fileprivate func noteDraftCarried(
        _ way: NoticeWay, _ made: Moment, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let history = try history(in: db)
        guard !isDecided, history.mayBeBrought, let hearing = history.hearing,
            hearing.proposedAt <= made
        else { return }
        let kind =
            way == .registered ? CaseEvent.hearingRegisteredKind : CaseEvent.hearingNotifiedKind
        try record(kind, CaseEvent.Notified(way: way), by: .house, at: now, in: db, house)
    }

    fileprivate func noteReturned(
        _ letter: LetterID, _ reason: String, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let events = try CaseEvent.all(of: id, in: db)
        let posted = try PostedLetter.all(events, house.notices(of: self, in: db))
            .first { $0.id == letter }
        let event = CaseEvent.LetterReturned(
            letter: letter, day: house.zone.day(of: now), reason: reason,
            startedPeriod: posted?.startedPeriod ?? false)
        try record(CaseEvent.letterReturnedKind, event, by: .house, at: now, in: db, house)
    }

    /// The draft that is out reached its person: the notice of its letter needs no further way.
    func tellReached(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let events = try CaseEvent.all(of: id, in: db)
        guard let hearing = Case.fold(events)?.hearing else { return }
        for event in events where event.at >= hearing.proposedAt {
            guard case .letterMade(let made) = event.what,
                LetterKind.drafts.contains(made.kind)
            else { continue }
            let key = letterNoticePrefix + made.id.description
            try house.neighbours.noticeReached(key, principal, db, now)
        }
    }
}

/// A letter is made in Portuguese and in one language more.
private let languagesMax = 4
