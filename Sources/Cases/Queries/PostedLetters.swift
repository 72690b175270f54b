import Kernel
import Storage

/// A letter of a case that went out by post and, as far as we know, is not back.
struct PostedLetter: Sendable {
    let id: LetterID
    let kind: String
    /// When it went out; where only that is known, when it was made.
    let sentAt: Moment
    /// Whether the person's time to answer is counted from its sending.
    let startedPeriod: Bool

    /// The registered letter of the draft, and those of the notices that went out by post.
    static func all(_ events: [CaseEvent], _ notices: CaseNotices) -> [PostedLetter] {
        let sent = Set(notices.byPost)
        let draft = registered(events)
        return events.compactMap { event in
            guard case .letterMade(let made) = event.what else { return nil }
            if let draft, draft.letter == made.id {
                return PostedLetter(
                    id: made.id, kind: made.kind, sentAt: draft.at, startedPeriod: true)
            }
            guard sent.contains(letterNoticePrefix + made.id.description) else { return nil }
            return PostedLetter(
                id: made.id, kind: made.kind, sentAt: event.at, startedPeriod: false)
        }
    }

    /// The draft's letter in the language of its person, where it went out as a registered one.
    private static func registered(_ events: [CaseEvent]) -> (letter: LetterID, at: Moment)? {
        guard let hearing = Case.fold(events)?.hearing, hearing.notice == .registered,
            hearing.returned == nil
        else { return nil }
        let sent = events.last { event in
            guard case .hearingNotified(let notified) = event.what else { return false }
            return notified.way == .registered
        }
        let letter = events.compactMap { event -> LetterID? in
            guard case .letterMade(let made) = event.what, event.at >= hearing.proposedAt,
                LetterKind.drafts.contains(made.kind)
            else { return nil }
            return made.id
        }.last
        guard let letter, let sent else { return nil }
        return (letter, sent.at)
    }
}

extension CaseHouse {
    /// What is known of the notices of a case, under all the numbers of its person.
    func notices(
        of kase: Case, _ numbers: Set<PersonID>? = nil, in db: Reader
    ) throws -> CaseNotices {
        let known = try numbers ?? PersonIdentity.all(of: kase.applicant, in: db)
        let named = [kase.applicant] + known.subtracting([kase.applicant]).sorted()
        return try neighbours.notices(named, Case.subject(kase.id), db)
    }
}
