import Decisions
import Kernel
import Storage

/// Somebody hands something in at a sealed room; nobody has to say who they are.
struct FileSealed {
    let procedure: SealedProcedure
    let answers: [String: String]
    /// Whoever took it down at the desk; nil for a visitor.
    var taker: Principal?

    func perform(at now: Moment, in db: Writer, _ house: SealedHouse) throws -> SealedCaseID {
        if let taker, !procedure.mayWork(taker) { throw Refused.notFound }
        let sheet = try FormSheet(
            procedure.form, household: SealedFacts.filing(isOral: taker != nil), typed: answers,
            house.world(at: now))
        guard sheet.complaints.isEmpty else { throw SealedRefusal.incomplete }
        try house.extras.checkFiled(sheet.answers)
        let id = SealedCaseID.new(at: now)
        let filed = SealedEvent.Filed(
            procedure: procedure.code, answers: sheet.answers, isOral: taker != nil)
        // Never the visitor's account: what comes without a name stays without one.
        let actor = taker ?? .house
        try house.record(.filed(filed), on: id, by: actor, at: now, in: db)
        if let taker, procedure.needToKnow {
            try house.record(.reader(taker.account), on: id, by: taker, at: now, in: db)
        }
        return id
    }
}

/// One side does what the file of policy offers it.
struct ActOnSealed {
    let act: String
    let answers: [String: String]

    func perform(
        on view: SealedView, by actor: SealedActor, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws {
        let offers = try view.procedure.offers(actor.doer, view.history)
        guard let act = offers.first(where: { $0.code == act }) else {
            throw SealedRefusal.notOffered
        }
        let sheet = try FormSheet(
            act.form(after: view.history),
            household: try SealedFacts.of(view.history, view.procedure), typed: answers,
            house.world(at: now))
        guard sheet.complaints.isEmpty else { throw SealedRefusal.incomplete }
        try house.extras.check(view.history, act, sheet.answers, db)
        let said = act.dayField.flatMap { sheet.answers[$0] }.flatMap { Day(iso: $0) }
        let acted = SealedEvent.Acted(
            act: act.code, answers: sheet.answers, day: said ?? house.zone.day(of: now))
        try house.record(.acted(acted), on: view.id, by: actor.principal, at: now, in: db)
        try house.extras.acted(view, act, sheet.answers, now, db, house)
    }
}

/// A message between the room and the person.
struct SayInSealed {
    let text: String

    func perform(
        on view: SealedView, by actor: SealedActor, at now: Moment, in db: Writer,
        _ house: SealedHouse
    ) throws {
        let said = SealedEvent.Said(isDesk: actor.doer == .desk, text: text)
        try house.record(.said(said), on: view.id, by: actor.principal, at: now, in: db)
    }
}

enum SealedRefusal: Refusal, Equatable {
    case incomplete
    case notOffered
    case tooMuchEvidence
    case alreadyRead
    case sameHands
    case infected
    case infectedInside
    case notLookedThrough
    /// The case that this form made was erased, as its person asked.
    case erasedSince

    var kind: RefusalKind {
        switch self {
        case .incomplete, .infected: .invalid
        case .notOffered, .alreadyRead, .infectedInside, .notLookedThrough, .erasedSince:
            .conflict
        case .tooMuchEvidence: .tooLarge
        case .sameHands: .forbidden
        }
    }

    var explanation: String {
        switch self {
        case .incomplete: "An answer is missing or cannot be read. Go back and complete the form."
        case .notOffered:
            "This cannot be done here now. Open the page again to see what can be done."
        case .tooMuchEvidence:
            "This file holds as much evidence as it can. Write what you still have in a message."
        case .alreadyRead: "Somebody of the room reads this already. They can let you in."
        case .erasedSince:
            "What you sent with this form was erased since. Nothing was sent now: open the form anew and send it again."
        case .sameHands: "Somebody else of the room has to confirm this."
        case .infected:
            "A virus was found in this file. It was not taken. Send another copy, or write in a message what it shows."
        case .infectedInside: "A virus was found in this file. It stays sealed as it came."
        case .notLookedThrough:
            "Nobody could look through this file for viruses yet. Try again in a few minutes."
        }
    }
}

extension SealedFacts {
    /// What a form's conditions see before anything was answered.
    static func filing(isOral: Bool) -> [String: FEELValue] {
        sample.merging(["oral": .boolean(isOral)]) { $1 }
    }
}
