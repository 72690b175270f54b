public import Kernel
import LegalTime

/// A case as its events tell it: the one source of state, turn and clocks.
public struct CaseHistory: Sendable {
    let filed: CaseEvent.Filed
    public let filedAt: Moment
    var documents: [CaseEvent.DocumentAdded] = []
    /// Handed in then, and not looked through yet.
    var waitingSince: [CaseDocumentID: Moment] = [:]
    /// When the last of what is asked for came in, while more of it is not.
    var lastPaperAt: Moment?
    var openItems: [OpenItem] = []
    var visitsRecorded: [Moment] = []
    /// The questions to other bodies, in the order in which they were put.
    var consultations: [Consultation] = []
    var hearing: Hearing?
    /// The steps that count: one that a later step reopened does not.
    var steps: [Step] = []
    /// The step after which nothing else was done; none or one.
    var lastStep: [LastStep] = []
    var fees: [FeeDemand] = []
    /// Receipts of what was paid once more, or after it was waived: money that is owed back.
    var laterReceipts: [String] = []
    /// What waits for a second officer, and why the last one came back.
    var proposal: ProposedDecision?
    var sentBack: FourEyesEvent.SentBack?
    /// What the person put right in their answers, in the order in which they did.
    var corrections: [CaseEvent.AnswersCorrected] = []
    /// Those who joined after the filing, in order.
    var joined: [Joined] = []
    /// That silence approved it, once that is noted.
    var tacit: CaseEvent.TacitApproval?
    var decision: CaseEvent.Decision?
    public internal(set) var decidedAt: Moment?
    /// What clocks listen to, in the order it happened.
    var clockEvents: [(kind: String, at: Moment)]
    /// What happened for one of the people alone, and clocks listen to.
    var personEvents: [(person: Int, kind: String, at: Moment)] = []
    /// Where the case came from, if another system kept it before.
    var imported: CaseEvent.Imported?
    /// How its law changed under it, in order; those that were undone are none.
    var moves: [CaseEvent.VersionMoved] = []

    /// A document that was asked for and is not in yet.
    struct OpenItem: Sendable, Equatable {
        let item: CaseEvent.Requested.Item
        let askedAt: Moment
    }

    struct Consultation: Sendable, Equatable {
        let id: ConsultationID
        let askedAt: Moment
        /// As its file calls it; nil where there was one.
        var body: String?
        var clock: String?
        var answeredAt: Moment?
        var answer: ConsultationAnswer?
        var reason: String?
    }

    /// The last question that was put.
    var consultation: Consultation? { consultations.last }

    /// The questions to one body; those of a time when there was one are everybody's.
    func consultations(of body: String) -> [Consultation] {
        consultations.filter { $0.body == body || $0.body == nil }
    }

    /// A draft that is not a decision, and what the person said to it.
    struct Hearing: Sendable, Equatable {
        let draft: Verdict
        let proposedAt: Moment
        /// How the draft reached the person, or went to them in a way that the law takes for it; nil until then.
        var notice: NoticeWay?
        var answer: CaseEvent.HearingAnswer?
        var answeredAt: Moment?
        /// The registered letter of it, once it came back: that it counts as received is contested.
        var returned: CaseEvent.LetterReturned?
        /// The draft before it, which stands again where this one is withdrawn.
        var before: [Hearing] = []
    }

    /// Where the person is, as they said when they filed: abroad, or in the municipality where they live.
    var whereabouts: PersonPlace {
        filed.abroad.flatMap(PersonPlace.init(rawValue:))
            ?? PersonPlace(Place(municipality: filed.municipality))
    }

    /// Whether the person is to hand something in: what was asked for before a draft waits no longer.
    var waitsForPapers: Bool {
        openItems.contains { item in hearing.map { item.askedAt > $0.proposedAt } ?? true }
    }

    /// Whether a draft is out that the person did not answer.
    var waitsForAnswer: Bool {
        decision == nil && !waitsForPapers && hearing.map { $0.answer == nil } ?? false
    }

    /// Whether the draft has yet to reach the person: until then no time runs against them.
    var waitsForNotice: Bool { waitsForAnswer && hearing?.notice == nil }
}

extension Case {
    /// Folds a case's events; nil where the first one is missing or was erased. Pure.
    public static func fold(_ events: [CaseEvent]) -> CaseHistory? {
        guard var history = events.first.flatMap({ CaseHistory(beginning: $0) }) else { return nil }
        for event in events.dropFirst() { history.apply(event) }
        return history
    }
}

extension CaseHistory {
    private mutating func hear(_ answered: CaseEvent.Answered, _ event: CaseEvent) {
        guard let index = consultations.firstIndex(where: { $0.id == answered.id }) else { return }
        consultations[index].answeredAt = event.at
        consultations[index].answer = answered.answer
        consultations[index].reason = answered.reason
        let asked = consultations[index]
        let kind = CaseEvent.consultationKind(event.kind, body: asked.body, clock: asked.clock)
        clockEvents.append((kind, event.at))
    }
}

extension CaseHistory {
    /// An event that the present state does not take changes nothing: actions refuse it before it is written.
    mutating func enter(_ event: CaseEvent) {
        switch event.what {
        case .documentAdded(let document):
            documents.append(document)
            waitingSince[document.id] = nil
        case .keptAside(let document): waitingSince[document.id] = event.at
        case .turnedAway(let document): waitingSince[document.id] = nil
        case .validityStated(let stated):
            for index in documents.indices where documents[index].id == stated.document {
                documents[index].validUntil = stated.validUntil
            }
        case .requested(let asked):
            openItems += asked.items.map { OpenItem(item: $0, askedAt: event.at) }
            clockEvents.append((event.kind, event.at))
        case .received(let received): receive(received, event)
        case .visitRecorded: visitsRecorded.append(event.at)
        case .consultationAsked(let asked):
            consultations.append(
                Consultation(
                    id: asked.id, askedAt: event.at, body: asked.body, clock: asked.clock))
            let kind = CaseEvent.consultationKind(event.kind, body: asked.body, clock: asked.clock)
            clockEvents.append((kind, event.at))
        case .consultationAnswered(let answered): hear(answered, event)
        case .refusalProposed(let draft):
            hearing = Hearing(
                draft: draft, proposedAt: event.at, before: hearing.map { [$0] } ?? [])
            clockEvents.append((event.kind, event.at))
        case .refusalWithdrawn: withdraw(event)
        case .hearingNotified(let notified): reach(notified.way, event)
        case .letterReturned(let letter): comeBack(letter)
        case .hearingAnswered(let answer):
            hearing?.answer = answer
            hearing?.answeredAt = event.at
            clockEvents.append((event.kind, event.at))
        case .decided(let decision):
            self.decision = decision
            decidedAt = event.at
            (openItems, proposal, sentBack) = ([], nil, nil)
            clockEvents.append((event.kind, event.at))
        case .stepDone(let step): take(step, at: event.at)
        case .memberAdded(let one):
            joined.append(Joined(member: one.member, person: one.person, at: event.at))
        case .answersCorrected(let corrected): corrections.append(corrected)
        case .reopened: reopen()
        case .versionMoved(let move): moves.append(move)
        case .versionReturned(let back): moves.removeAll { $0.run == back.run }
        case .tacitlyApproved(let approval):
            tacit = tacit ?? approval
            // That it was noted is nobody's act; that it was certified is one.
            if event.kind == CaseEvent.approvalCertifiedKind {
                clockEvents.append((event.kind, event.at))
            }
        case .fee(let fee): apply(fee, event)
        case .fourEyes(let eyes): apply(eyes, event)
        case .filed, .imported, .certificateIssued, .letterMade, .stepUndone, .questionAsked,
            .questionAnswered, .bodyTold, .notAccepted, .other:
            break
        }
    }
}

/// The stage at which a person is heard.
let hearingStage = "hearing"
