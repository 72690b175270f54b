import Kernel
import Storage

/// One thing is done with several cases of the queue: each on its own, what is refused stops no other.
///
/// What whoever asks may not see is as if it had not been chosen: it is neither done nor counted.
struct BulkAtDesk {
    let act: BulkAct
    let references: [Reference]

    /// What happens to one of them, or would.
    struct Line: Sendable {
        let kase: Case
        /// Who has it now; nil where nobody does.
        let holder: String?
        /// The papers that are asked for; empty for every other act.
        let papers: [Wish]
        /// Why it stays as it is; nil where it is done.
        let refusal: (any Refusal)?
    }

    /// What would happen; changes nothing.
    func lines(
        by principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> [Line] {
        var seen = Set<Reference>()
        return try references.prefix(max(queueRows, boardRows)).filter { seen.insert($0).inserted }
            .compactMap { reference in
                try line(reference, by: principal, at: now, in: db, house)
            }
    }

    /// Does it; returns the run under which it is kept.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> BulkRunID {
        let lines = try lines(by: principal, at: now, in: db, house)
        if lines.isEmpty { throw BulkRefusal.nothingChosen }
        let run = BulkRun(act, by: principal, at: now, endedAt: now)
        try run.insert(in: db)
        for line in lines {
            let had = KeptTake(take: try Take.of(line.kase.id, in: db))
            if line.refusal == nil { try perform(line, by: principal, at: now, in: db, house) }
            let verdict = line.refusal == nil ? BulkAtDesk.done : BulkAtDesk.stays
            try run.keep(line.kase.id, verdict, line.refusal, had: had, in: db)
        }
        return run.id
    }

    static let done = "done"
    static let stays = "cannot"

    private func perform(
        _ line: Line, by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let reference = line.kase.reference
        switch act {
        case .take:
            try TakeCase(reference: reference).perform(by: principal, at: now, in: db, house)
        case .give(let to):
            try GiveCase(reference: reference, to: to).perform(
                by: principal, at: now, in: db, house)
        case .release:
            try ReleaseCase(reference: reference).perform(by: principal, at: now, in: db, house)
        case .ask:
            try RequestDocuments(reference: reference, items: line.papers).perform(
                by: principal, at: now, in: db, house)
        case .moveVersion: throw BulkRefusal.unknownAct
        }
    }

    /// Nil where the case is not there for whoever asks.
    private func line(
        _ reference: Reference, by principal: Principal, at now: Moment, in db: Reader,
        _ house: CaseHouse
    ) throws -> Line? {
        guard let kase = try Case.ifThere({ try Case.findForStaff(reference, principal, in: db) })
        else { return nil }
        let take = try Take.of(kase.id, in: db)
        let held = take.flatMap { $0.isHeld(at: now) ? $0 : nil }
        var papers: [Wish] = []
        if case .ask(let code) = act {
            papers = try needed(code, of: kase, at: now, in: db, house)
        }
        let refusal = try refusal(kase, take, papers, by: principal, at: now, in: db, house)
        return Line(kase: kase, holder: held?.name, papers: papers, refusal: refusal)
    }

    /// What the file needs of a code and neither has nor was asked for.
    private func needed(
        _ code: String, of kase: Case, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> [Wish] {
        if kase.isDecided { return [] }
        let history = try kase.history(in: db)
        let open = history.openItems.map { Wish($0.item.code, $0.item.member) }
        return try house.missing(kase, history, at: now, in: db)
            .filter { $0.code == code && !open.contains($0) }
    }

    private func refusal(
        _ kase: Case, _ take: Take?, _ papers: [Wish], by principal: Principal, at now: Moment,
        in db: Reader, _ house: CaseHouse
    ) throws -> (any Refusal)? {
        switch act {
        case .take:
            // Behind a grant there is a fee and a card to do: only what is over is taken by nobody.
            if kase.isOver { return CaseRefusal.alreadyDecided }
            guard let take, take.isHeld(at: now) else { return nil }
            return take.account == principal.account
                ? TakeRefusal.alreadyTheirs(take.name) : TakeRefusal.takenByAnother(take.name)
        case .give(let to):
            return try GiveCase(reference: kase.reference, to: to).refusal(
                take, of: kase, by: principal, at: now, in: db, house)
        case .release: return ReleaseCase.refusal(take, of: kase, to: principal, at: now)
        case .ask(let code):
            if kase.isDecided { return CaseRefusal.alreadyDecided }
            if let refusal = take?.refusal(to: principal, at: now) { return refusal }
            if papers.isEmpty { return BulkRefusal.notNeeded(code) }
            return try asked(kase, papers, by: principal, at: now, in: db, house)
        case .moveVersion: return BulkRefusal.unknownAct
        }
    }

    private func asked(
        _ kase: Case, _ papers: [Wish], by principal: Principal, at now: Moment, in db: Reader,
        _ house: CaseHouse
    ) throws -> (any Refusal)? {
        let action = RequestDocuments(reference: kase.reference, items: papers)
        do {
            _ = try action.checked(kase, by: principal, at: now, in: db, house)
            return nil
        } catch let refusal as any Refusal { return refusal }
    }
}
