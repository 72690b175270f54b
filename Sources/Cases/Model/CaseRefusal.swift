import Kernel

/// Why something is not done with a case.
enum CaseRefusal: Refusal, Equatable {
    case noFamily
    case tooManyMembers(Int)
    case birthImplausible
    case adultChildIsMinor
    case unknownProcedure
    case noLawInForce
    case closedToNew
    case noOffice
    case alreadyDecided
    case itemsOpen
    case consultationOpen
    case unknownOutcome
    case unknownGround(String)
    case groundMissing
    case reasonsMissing
    case factMissing(String)
    case changeMissing(String)
    case unknownEvidence
    case unknownDocument(String)
    case alreadyAsked(String)
    case alreadyHeld(String)
    case validityImplausible
    case nothingAsked
    case notAsked
    case alreadyConsulted
    case notConsulted
    case consultationReasonMissing
    case letterNumberMissing
    case letterDayImplausible
    /// Over so many bytes.
    case fileTooLarge(Int)
    case fileKindUnknown
    case fileEmpty
    case infected(String)
    case tooManyFiles
    case visitAlreadyRecorded
    case answerMissing
    case papersMissing(Int)
    case tacitlyApproved(String)
    case notHeard
    case notReached
    case alreadyReached
    case letterCameBack
    case groundNotHeard(String)
    case hearingRuns
    case heardFirst
    case nothingToAnswer
    case answerEmpty
    case tooManyCertificates
    case tooManyChecks
    case stepDone
    case stepNotNow
    case stepNoteMissing
    case stepNoteTooLong
    case stepStoodOn
    case undoOver
    case undoNotYours
    case undoReasonMissing
    case papersUnread
    case notExpired
    case notInactive
    case warningUnproven
    case outcomeNotYet
    case paperEndMissing
    case paperEndImplausible
    case namedDayImplausible
    case notTacit

    var kind: RefusalKind {
        switch self {
        case .alreadyDecided, .itemsOpen, .consultationOpen, .alreadyAsked, .alreadyHeld,
            .alreadyConsulted, .notAsked,
            .visitAlreadyRecorded, .notHeard, .notReached, .alreadyReached, .letterCameBack,
            .tacitlyApproved, .hearingRuns, .nothingToAnswer, .stepDone, .stepNotNow,
            .closedToNew, .stepStoodOn, .undoOver, .papersUnread,
            .notExpired, .notInactive, .warningUnproven, .outcomeNotYet, .notTacit:
            .conflict
        case .undoNotYours: .forbidden
        case .unknownProcedure: .notFound
        case .noOffice, .noLawInForce: .unavailable
        case .fileTooLarge, .tooManyFiles: .tooLarge
        case .tooManyCertificates, .tooManyChecks: .tooMany
        default: .invalid
        }
    }

    var values: [String: String] {
        switch self {
        case .papersMissing(let count): ["n": String(count)]
        case .tacitlyApproved(let article): ["article": article]
        case .unknownGround(let code), .groundNotHeard(let code), .unknownDocument(let code),
            .factMissing(let code), .changeMissing(let code),
            .alreadyAsked(let code), .alreadyHeld(let code),
            .infected(let code):
            ["code": code]
        case .tooManyMembers(let max): ["n": String(max)]
        case .fileTooLarge(let max): ["n": String(max / 1_048_576)]
        case .tooManyFiles: ["n": String(documentsPerCaseMax)]
        case .stepNoteTooLong: ["n": String(noteMax)]
        case .papersUnread: ["days": String(unreadDaysMax)]
        case .tooManyCertificates:
            ["n": String(certificatesPerSpanMax), "days": String(certificateSpanDays)]
        default: [:]
        }
    }
}

extension CaseRefusal {
    /// In English: the key of the translation.
    var explanation: String {
        switch self {
        case .noFamily: t("Name at least one member of the family.")
        case .tooManyMembers:
            t("One file takes at most {n} family members. Ask at an office for a larger family.")
        case .birthImplausible: t("Check the dates of birth.")
        case .adultChildIsMinor:
            t("Somebody under 18 is no adult child: choose “child under 18”, or check the date.")
        case .unknownProcedure: t("This procedure does not exist here.")
        case .noLawInForce:
            t("No law for this procedure is stored for this day. Nothing was filed.")
        case .closedToNew:
            t("This procedure takes no new requests. Files that were handed in before go on.")
        case .noOffice: t("No office that takes this request is known here. Nothing was filed.")
        case .alreadyDecided: t("This case is decided.")
        case .itemsOpen:
            t(
                "Documents were asked for and are not in yet, and there is still time to hand them in."
            )
        case .consultationOpen: t("Another body was consulted and may still answer.")
        case .unknownOutcome: t("Choose how the case is decided.")
        case .unknownGround: t("The ground {code} does not belong to this outcome.")
        case .groundMissing: t("Name at least one ground.")
        case .reasonsMissing: t("Write the reasons in words.")
        case .factMissing: t("Say what was found, of each ground that you chose.")
        case .changeMissing: t("Say what would change it, of each ground that you chose.")
        case .unknownEvidence: t("Choose among the documents of this case.")
        case .unknownDocument: t("This procedure has no document {code}.")
        case .alreadyAsked: t("{code} was asked for already and is not in yet.")
        case .alreadyHeld:
            t("A good copy of {code} is held. Say why it will not do, or do not ask for it again.")
        case .validityImplausible: t("Check the date until which the document is valid.")
        case .nothingAsked: t("Choose at least one document to ask for.")
        case .notAsked: t("This was not asked for, or it is in already.")
        case .alreadyConsulted: t("The consultation was asked for already.")
        case .notConsulted: t("No such body is consulted about a case of this kind.")
        case .consultationReasonMissing: t("Write the reason for this answer.")
        case .letterNumberMissing:
            t("Write the number of the registered letter, from the receipt of the post.")
        case .letterDayImplausible: t("Check the day: not before the draft, and not after today.")
        case .fileTooLarge: t("The file is larger than {n} MB.")
        case .fileKindUnknown: t("Send a PDF, a JPEG or a PNG file.")
        case .fileEmpty: t("Choose a file.")
        case .infected:
            t(
                "A virus was found in this file ({code}). It was not taken. Send another copy, or bring the paper to an office."
            )
        case .tooManyFiles: t("A case takes at most {n} files.")
        case .answerMissing: t("Choose an answer.")
        case .papersMissing:
            t("{n} papers are missing. Say on what ground you grant all the same.")
        case .notHeard:
            t("Propose the refusal first: the person is heard before anything is decided.")
        case .tacitlyApproved:
            t(
                "The period ended without a decision: the law counts the request as approved ({article}). It can be granted, not refused."
            )
        case .notReached:
            t("The draft has not reached the person yet. Their time to answer has not begun.")
        case .alreadyReached: t("No draft is out that has yet to reach the person.")
        case .letterCameBack:
            t(
                "The letter with the draft came back. Bring the draft to the person in another way before you decide."
            )
        case .groundNotHeard:
            t("The person was not heard on the ground {code}. Propose it first.")
        case .hearingRuns:
            t(
                "The person may still answer the draft. Wait for the answer or the end of the period."
            )
        case .heardFirst: t("Only an outcome on which the person is heard can be proposed.")
        case .nothingToAnswer: t("There is no draft to answer, or you answered it already.")
        case .answerEmpty: t("Write your answer.")
        case .tooManyCertificates:
            t(
                "A file gets at most {n} certificates in {days} days. Those you have are still valid: find them under Letters."
            )
        case .tooManyChecks: t("Many papers were checked from here. Wait a minute and try again.")
        case .visitAlreadyRecorded: t("This visit is recorded already.")
        case .stepDone: t("This was done already.")
        case .stepNotNow: t("This cannot be done while the case stands where it does.")
        case .stepNoteMissing: t("Fill in what is asked beside the button.")
        case .stepNoteTooLong: t("Write at most {n} characters.")
        case .stepStoodOn:
            t("Something else was done since. What was done before it cannot be taken back.")
        case .undoOver: t("The time in which this could be taken back is over.")
        case .undoNotYours:
            t("Only whoever did this, or a supervisor of the office, can take it back.")
        case .undoReasonMissing: t("Say why it is taken back.")
        case .notExpired:
            t(
                "No payment document of this case has expired unpaid, or another one was asked for. It is closed for no other reason."
            )
        case .notInactive:
            t(
                "Nothing that was asked for is overdue for the whole period after which a request may lapse."
            )
        case .warningUnproven:
            t(
                "The law only presumes that the person has the warning. A case ends by silence only where something shows that it reached them."
            )
        case .outcomeNotYet:
            t("It cannot be decided so yet: what has to come before is not done.")
        case .paperEndMissing: t("Say until which day the title counts.")
        case .paperEndImplausible:
            t("Check the day: it is to come, and within five years.")
        case .namedDayImplausible:
            t(
                "Check the day that the court named: it comes after the request, and within five years."
            )
        case .notTacit:
            t("Nobody noted that silence approved this request, or it is decided by now.")
        case .papersUnread:
            t(
                "A document that was handed in is still being checked for viruses. Nothing is refused before it can be read, or {days} days have passed."
            )
        }
    }
}

/// Marks a text for the catalogues; it is said in the visitor's language when the page is made.
private func t(_ english: String) -> String { english }
