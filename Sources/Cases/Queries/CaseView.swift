import Kernel
import Storage

/// Everything a case page shows, read in one go.
struct CaseView: Sendable {
    let kase: Case
    let procedure: Procedure
    let history: CaseHistory
    /// The form of the procedure with what was answered.
    let sheet: FormSheet
    let events: [CaseEvent]
    let members: [CaseMember]
    let documents: [CaseDocument]
    /// Handed in, and not looked through yet.
    let waiting: [WaitingDocument]
    let needs: [DocumentNeed]
    /// What the files of this person hold and its reader may open; good today.
    let held: [HeldCopy]
    /// Who of an open file came in as a child, whoever comes of age first.
    let children: [ComingOfAge]
    let letters: [LetterLine]
    /// What became of the notices of these letters.
    let facts: [NoticeFact]
    /// The letters that went out by post and may come back.
    let posted: [PostedLetter]
    let looks: [LookLine]
    let visits: [CaseVisit]
    let visitWait: VisitWait?
    let office: String
    let places: [LocationID: String]
    let standing: CaseStanding
    /// How it stands for each of its people, once something was done for one alone; else one line for all.
    let lines: [PersonLine]
    /// The steps for which there is room where it stands.
    let stepOffers: [StepOffer]
    /// Which way an open request for the recognition of a degree goes; nil of everything else.
    let recognition: RecognitionCourse?
    /// What the tables say of an open request of an investor; nil of everything else.
    let investor: InvestorCourse?
    /// The step that its reader may take back now; nil where there is none.
    let undoable: StepRule?
    let fee: FeeStanding
    let next: LegalDate?
    let decision: LegalDate?
    /// Whether the person may still answer a draft before anything is decided on it.
    let isHearing: Bool
    /// Whether what was asked for is not in after the whole period for it.
    let isInactive: Bool
    /// Until when what was asked for may come in before the office may warn of a lapse; nil where nothing is asked for.
    let inactivity: LegalDate?
    /// What counts until when from the day of filing; empty once it is decided.
    let validities: [LegalDate]
    /// The clock whose silence approves, where the law of this case knows one and nothing is decided.
    let tacit: LegalDate?
    /// What may be done against the decision, and until when; empty where there is none.
    let remedies: [Remedy]
    let today: Day
    /// The clocks of the office that run beside the one that is waited for.
    let owed: [OpenClock]
    /// The outcomes that are not open yet, by their codes.
    let closedOutcomes: Set<String>
    /// When all this was read.
    let now: Moment

    init(
        _ kase: Case, for reader: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws {
        (self.kase, self.now) = (kase, now)
        procedure = try house.procedure(kase.procedure)
        let people = try CaseMember.ahead(of: kase.id, in: db)
        let papers = try WaitingDocument.aheadWithDocuments(of: kase.id, in: db)
        let printed = try LetterLine.ahead(of: kase.id, in: db)
        let looked = try LookLine.ahead(of: kase.id, in: db)
        let identity = try PersonIdentity.ahead(of: kase.applicant, in: db)
        events = try CaseEvent.all(of: kase.id, in: db)
        guard let history = Case.fold(events) else { throw Refused.notFound }
        self.history = history
        sheet = try house.sheet(of: history, kase.procedure, filedAt: kase.filedAt)
        members = try people.get()
        (documents, waiting) = try papers.get()
        (letters, looks) = (try printed.get(), try looked.get())
        today = house.zone.day(of: now)
        needs = try house.needs(of: kase, history, members, documents, at: now, in: db)
        let numbers = try identity.get()
        let copies = try house.heldAhead(
            for: kase, members, numbers, as: reader, on: today, in: db)
        let notices = try house.notices(of: kase, numbers, in: db)
        (facts, posted) = (notices.facts, PostedLetter.all(events, notices))
        held = try copies.get()
        children = kase.isDecided ? [] : try house.comingOfAge(members, of: kase, history)
        visits = try house.neighbours.visits(kase.id, db)
        visitWait = try house.neighbours.visitWait(kase.id, now, db)
        places = try house.neighbours.names(of: [kase.office] + visits.map(\.place), in: db)
        office = places[kase.office] ?? ""
        let clocks = try house.clocks(of: kase)
        standing = try procedure.standing(of: history)
        lines = try procedure.lines(of: history)
        let course = try house.recognition(of: kase, history, at: now, in: db)
        recognition = course
        let investor = try house.investor(of: kase, history, at: now)
        self.investor = investor
        stepOffers = try procedure.offers(history).filter { offer in
            course?.refusal(of: offer.rule.code) == nil
                && investor?.refusal(of: offer.rule.code) == nil
        }
        undoable = UndoStep.offer(history, procedure, kase, to: reader, at: now)
        fee = try FeeStanding(kase, history, members, procedure, in: db, house)
        next = try clocks.next(of: history, on: today)
        decision = try clocks.clock("decision", of: history, on: today)
        tacit = try clocks.tacitApproval(of: history, on: today)
        validities = history.decision == nil ? try clocks.validities(of: history) : []
        isHearing = try clocks.isHearing(history, on: today)
        remedies = try house.remedies(against: kase, history, letters, facts)
        isInactive = try clocks.isInactive(history, on: today)
        let waited = standing.clock
        owed = try clocks.open(of: history).filter { $0.isOfOffice && $0.clock != waited }
        closedOutcomes = Set(
            try procedure.outcomes.filter { try !$0.isOpen(history) }.map(\.code))
        inactivity =
            history.openItems.isEmpty ? nil : try clocks.clock(inactivityClock, of: history)
    }

    /// Whether the law counts it as approved, as nobody decided in time.
    var isTacitlyApproved: Bool { tacit?.isInEffect(on: today) ?? false }

    /// Whether a channel gave the draft back, and no other brought it to the person.
    var cameBack: Bool {
        guard history.waitsForNotice, let proposed = history.hearing?.proposedAt else {
            return false
        }
        return events.contains {
            $0.at >= proposed && ($0.kind == "notice.bounced" || $0.kind == "notice.failed")
        }
    }

    func name(of member: CaseMemberID?) -> String {
        (members.first { $0.id == member } ?? members.first)?.person.name ?? ""
    }

    func title(of code: String) -> LocalText? { procedure.document(code)?.title }
}
