import Kernel
import Storage

/// What anybody with a code may learn: which kind of paper it is, of which day, and whether it still stands.
struct CheckedCode: Sendable, Equatable {
    let kind: LetterKind
    let madeAt: Moment
    /// The last day of a certificate; other letters have none.
    let expires: Day?
    /// Whether a newer paper, or what happened since, took its place.
    let isSuperseded: Bool
    let isDemo: Bool

    /// Whether it says no more than how things stood on its day: a draft, and a certificate from the next day on. What
    /// happens to a file is its person's to tell, not that of everybody who once saw a paper of it.
    func isOfItsDay(today: Day, in zone: Zone) -> Bool {
        kind.isDraft || kind == .certificate && zone.day(of: madeAt) < today
    }

    /// Nil for a code that we never gave.
    static func find(_ code: VerifyCode, in db: Reader) throws -> CheckedCode? {
        let row = try db.first(
            """
            SELECT letter.kind, letter.created_at, certificate.expires, letter.demo,
                letter.kase, (SELECT COUNT(*) FROM letter AS later WHERE later.kase = letter.kase
                    AND later.kind = letter.kind AND later.id > letter.id AND later.code <> letter.code)
            FROM letter LEFT JOIN certificate ON certificate.code = letter.code
            WHERE letter.code = \(code.text) ORDER BY letter.id LIMIT 1
            """)
        guard let row, let kind = LetterKind(rawValue: try row[0]) else { return nil }
        let (made, later): (Moment, Int) = (try row[1], try row[5])
        let kase = try Case.stored(try row[4], in: db)
        // A later paper that was taken back takes no place.
        let isReplaced =
            try [.stay, .status].contains(kind)
            ? kase.history(in: db).paper(kind)?.code != code.text
            : later > 0 && !kind.isDraft && kind != .certificate
        return CheckedCode(
            kind: kind, madeAt: made, expires: try row[2],
            isSuperseded: isReplaced || kind.isOvertaken(by: kase, since: made),
            isDemo: try row[3])
    }
}

extension LetterKind {
    /// Whether what happened to the file since took the place of a paper of this kind.
    func isOvertaken(by kase: Case, since made: Moment) -> Bool {
        switch self {
        // It says that the file runs; each step of it is nobody else's to follow.
        case .certificate: kase.projection.decidedAt.map { $0 > made } ?? false
        // A draft binds nobody: that it was answered, taken back or decided is told to its person.
        case .hearing, .unpaidWarning, .lapseWarning: false
        case .tacitNotice: kase.isDecided
        // Reopened, it is closed no longer.
        case .unpaid: kase.projection.outcome != unpaidOutcome
        case .lapse: kase.projection.outcome != lapsedOutcome
        // Nobody shows a title of a file that is over.
        case .stay: kase.isOver
        // A status stands while its file does: a decision that was undone, or a later one, ends it.
        case .status: kase.projection.state != certifiedStage
        case .receipt, .request, .grant, .tacit, .refusal, .dossier, .rights, .partialRecognition,
            .conditionalRecognition:
            false
        }
    }
}

/// The stage at which the holder of a status stands.
private let certifiedStage = "certified"
