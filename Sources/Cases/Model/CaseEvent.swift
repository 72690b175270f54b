public import Kernel

/// Something that happened to a case, as the journal keeps it.
public struct CaseEvent: Sendable {
    public let kind: String
    public let at: Moment
    public let actor: AccountID
    let what: What

    /// What is known of it; another room's events and erased ones are `other`.
    enum What: Sendable, Equatable {
        case filed(Filed)
        case imported(Imported)
        case documentAdded(DocumentAdded)
        case validityStated(ValidityStated)
        case keptAside(KeptAside)
        case turnedAway(TurnedAway)
        case requested(Requested)
        case received(Received)
        case visitRecorded
        case consultationAsked(Consulted)
        case consultationAnswered(Answered)
        case refusalProposed(Verdict)
        case refusalWithdrawn
        case hearingNotified(Notified)
        case hearingAnswered(HearingAnswer)
        case decided(Decision)
        case certificateIssued(Issued)
        case letterMade(LetterMade)
        case letterReturned(LetterReturned)
        case stepDone(StepDone)
        case stepUndone(StepUndone)
        case questionAsked(QuestionAsked)
        case questionAnswered(QuestionAnswered)
        case reopened(Reopened)
        case versionMoved(VersionMoved), versionReturned(VersionReturned)
        case tacitlyApproved(TacitApproval)
        case fee(FeeEvent)
        case fourEyes(FourEyesEvent)
        case answersCorrected(AnswersCorrected)
        case memberAdded(MemberAdded)
        case bodyTold(BodyTold)
        case notAccepted(NotAccepted)
        case other
    }

    struct Filed: Codable, Sendable, Equatable {
        let reference: String
        let procedure: String
        let version: String
        let applicant: PersonID
        let office: LocationID
        let officePlace: String
        let municipality: String
        let household: Household
        /// Invented from birth; nil in journals older than the mark.
        let demo: Bool?
        /// `europe` or `elsewhere`; nil for those who are in the country.
        var abroad: String?
        /// What was answered in the form, by the names under which it is kept; nil where nothing was.
        var answers: [String: String]?
        /// Who filed it in the person's place; nil where they did so themselves.
        var filer: Filer?
        var apart: Recusal?  // who had no part in it from the first moment
        var heard: Heard?  // who heard it and when, where staff wrote it down
    }

    struct DocumentAdded: Codable, Sendable, Equatable {
        let id: CaseDocumentID
        let code: String
        let member: CaseMemberID?
        let kind: String
        let bytes: Int
        let digest: String
        /// The last day that it bears, as somebody stated it; nil where nobody did or there is none.
        var validUntil: Day?
        /// Where it lay before, if it was not handed in for this file.
        var reused: Reused?
        /// When it was handed in, where it was kept aside first.
        var waitedSince: Moment?

        struct Reused: Codable, Sendable, Equatable {
            /// The reference of the other file.
            let from: String
            /// When the house first had it.
            let since: Moment
        }
    }

    /// A document was handed in, and nobody could look through it yet; it has the number that it will have in the file.
    struct KeptAside: Codable, Sendable, Equatable {
        let id: CaseDocumentID
        let code: String
        let member: CaseMemberID?
    }

    /// A document that was kept aside did not join.
    struct TurnedAway: Codable, Sendable, Equatable {
        let id: CaseDocumentID
        let code: String
        let member: CaseMemberID?
        /// The name of what was found in it; nil where the case took none any more.
        let found: String?
    }

    /// Somebody read on a document until when it is good.
    struct ValidityStated: Codable, Sendable, Equatable {
        let document: CaseDocumentID
        let validUntil: Day?
    }

    struct Requested: Codable, Sendable, Equatable {
        let items: [Item]

        struct Item: Codable, Sendable, Equatable {
            let id: RequestItemID
            let code: String
            let member: CaseMemberID?
            /// Why the copy that was held will not do; nil where none was.
            var again: Again?
        }

        /// What was held when it was asked for once more.
        struct Again: Codable, Sendable, Equatable {
            let heldSince: Day
            let because: String
        }
    }

    struct Received: Codable, Sendable, Equatable {
        let item: RequestItemID
        /// What was handed in, where it was a file.
        let document: CaseDocumentID?
        /// When it was handed in, where it had to be looked through first.
        var cameAt: Moment?
    }

    struct Consulted: Codable, Sendable, Equatable {
        let id: ConsultationID
        /// As its file calls it, and the clock that began; nil in files of the time when there was one body.
        var body, clock: String?
    }

    struct Answered: Codable, Sendable, Equatable {
        let id: ConsultationID
        let answer: ConsultationAnswer
        /// Why, in its words; nil where it gave none.
        var reason: String?
    }

    struct Decision: Codable, Sendable, Equatable {
        let outcome: String
        let grounds: [String]
        let reasons: String
        /// Why it was granted although papers were missing; nil where none were.
        let despite: Despite?
        /// What each ground rests on; nil in journals older than this.
        var findings: [Finding]?

        struct Despite: Codable, Sendable, Equatable {
            let ground: String
            let missing: [Wish]
        }
    }

    /// A draft reached the person, or went out so that the law takes it as received.
    struct Notified: Codable, Sendable, Equatable {
        let way: NoticeWay
        var letter: RegisteredLetter?  // the one that somebody of the office posted
    }

    /// What the person says to a draft.
    struct Issued: Codable, Sendable, Equatable {
        let code: String
        let expires: Day
    }

    /// The number on a document that somebody showed.
    struct NumberNoted: Codable, Sendable, Equatable {
        let member: CaseMemberID
        let number: String
    }

    /// Whose the case was before, where that take had lapsed.
    struct Taken: Codable, Sendable, Equatable {
        let lapsed: AccountID?
    }

    /// Whose a supervisor made the case, and who had it.
    struct Given: Codable, Sendable, Equatable {
        let to: AccountID
        let from: AccountID?
    }

    /// Whose the case was.
    struct Released: Codable, Sendable, Equatable {
        let holder: AccountID
    }
}

/// How a draft comes to its person.
enum NoticeWay: String, Codable, Sendable, CaseIterable {
    /// They opened it here: their case, the letter or the message of it.
    case read
    /// The office gave it to them.
    case handed
    /// A registered letter: it counts as received some days later.
    case registered
    /// The post handed a letter over that nobody had noted as sent.
    case delivered
}

extension CaseEvent {
    static let filedKind = "case.filed"
    static let documentAddedKind = "case.document-added"
    static let keptAsideKind = "document.kept-aside"
    static let turnedAwayKind = "document.turned-away"
    static let validityStatedKind = "document.validity-stated"
    static let requestedKind = "documents.requested"
    static let receivedKind = "documents.received"
    static let visitRecordedKind = "case.visit-recorded"
    static let consultationAskedKind = "consultation.asked"
    static let consultationAnsweredKind = "consultation.answered"
    static let refusalProposedKind = "refusal.proposed"
    static let hearingNotifiedKind = "hearing.notified"
    static let hearingRegisteredKind = "hearing.registered"
    static let hearingAnsweredKind = "hearing.answered"
    static let decidedKind = "case.decided"
    static let certificateIssuedKind = "certificate.issued"
    static let letterMadeKind = "letter.made"
    static let numberNotedKind = "case.number-noted"
    /// Who works on it: how the office shares its work out, no step of the case.
    static let takenKind = "case.taken"
    static let releasedKind = "case.released"
    static let givenKind = "case.given"

    /// What clocks listen to.
    static let clockKinds: Set<String> = [
        filedKind, requestedKind, receivedKind, consultationAskedKind, consultationAnsweredKind,
        refusalProposedKind, hearingNotifiedKind, hearingRegisteredKind, hearingAnsweredKind,
        decidedKind, approvalCertifiedKind, FeeEvent.askedAgainKind,
    ]
}
