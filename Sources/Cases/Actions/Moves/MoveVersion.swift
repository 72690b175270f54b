import Kernel
import Languages
import LegalTime
import Storage

/// One open case is decided under another version of the law from now on; its person is told.
struct MoveVersion {
    let move: VersionMove

    /// What would happen to a case; changes nothing.
    func verdict(
        of kase: Case, by principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> MoveVerdict {
        do {
            let effect = try effect(on: kase, by: principal, at: now, in: db, house)
            return MoveVerdict(
                reference: kase.reference, kase: kase.id, effect: effect, refusal: nil)
        } catch let refusal as MoveRefusal {
            return MoveVerdict(
                reference: kase.reference, kase: kase.id, effect: nil, refusal: refusal)
        }
    }

    /// Moves it where nothing is against it; the verdict is the one that was said before.
    func perform(
        on kase: Case, run: BulkRunID, by principal: Principal, at now: Moment, in db: Writer,
        _ house: CaseHouse
    ) throws -> MoveVerdict {
        let verdict = try verdict(of: kase, by: principal, at: now, in: db, house)
        guard let effect = verdict.effect else { return verdict }
        let event = event(run, effect.favour)
        try kase.record(
            CaseEvent.versionMovedKind, event, by: principal, at: now, in: db, house)
        try MoveNotice(kase: Case.stored(kase.id, in: db), move: move).tell(
            effect, run, at: now, in: db, house)
        return verdict
    }

    /// What it changes; throws why it is not done. Each reason is one that the person or the office could hold against it.
    private func effect(
        on kase: Case, by principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws -> MoveEffect {
        guard kase.access(of: principal) == .staff, principal.supervises(kase.office) else {
            throw MoveRefusal.notSupervised
        }
        guard let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)) else {
            throw MoveRefusal.notReadable
        }
        let clocks = try house.clocks(of: kase)
        let take = try Take.of(kase.id, in: db)
        if let refusal = try refusal(history, take, clocks, by: principal, at: now) {
            throw refusal
        }
        var after = history
        after.moves.append(event(BulkRunID(0), .neutral))
        let missing = MoveEffect.Pair(
            old: try house.missing(kase, history, at: now, in: db),
            new: try house.missing(kase, after, at: now, in: db))
        let effect = try MoveEffect(clocks, history, after, missing: missing)
        if effect.favour.takesAway, !move.evenUnfavourable { throw MoveRefusal.unfavourable }
        return effect
    }

    /// Why it stays as it is, or nil. Reads nothing but its arguments.
    func refusal(
        _ history: CaseHistory, _ take: Take?, _ clocks: CaseClocks, by principal: Principal,
        at now: Moment
    ) throws -> MoveRefusal? {
        if history.decision != nil { return .alreadyDecided }
        if history.version != move.from { return .otherVersion(history.version) }
        if let take, take.account != principal.account, take.isHeld(at: now) {
            return .takenByAnother(take.name)
        }
        // A draft rests on the law that it cites.
        if history.waitsForAnswer { return .draftOut }
        let today = clocks.zone.day(of: now)
        if let tacit = try clocks.tacitApproval(of: history, on: today), tacit.isInEffect(on: today)
        {
            return .tacitlyApproved(tacit.derivation.rule.article)
        }
        let day = clocks.procedure.lawDay(
            filed: clocks.zone.day(of: history.filedAt), under: move.to)
        return clocks.procedure.clocks.rule(decisionClock, on: day) == nil ? .noClock : nil
    }

    private func event(_ run: BulkRunID, _ favour: Favour) -> CaseEvent.VersionMoved {
        CaseEvent.VersionMoved(
            run: run, from: move.from, to: move.to, because: move.because, basis: move.basis,
            favour: favour)
    }
}

/// A case returns to the version from which a run moved it, as if it had not been.
struct ReturnVersion {
    let run: BulkRunID
    let move: VersionMove

    /// Nil where it is back; else why it stays, which changes nothing.
    func perform(
        on kase: Case, by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> MoveRefusal? {
        if let refusal = try refusal(kase, by: principal, in: db) { return refusal }
        try kase.record(
            CaseEvent.versionReturnedKind, CaseEvent.VersionReturned(run: run), by: principal,
            at: now, in: db, house)
        try MoveNotice(kase: Case.stored(kase.id, in: db), move: move).tellReturn(
            run, at: now, in: db, house)
        return nil
    }

    private func refusal(
        _ kase: Case, by principal: Principal, in db: Reader
    ) throws -> MoveRefusal? {
        guard kase.access(of: principal) == .staff, principal.supervises(kase.office) else {
            return .notSupervised
        }
        let events = try CaseEvent.all(of: kase.id, in: db)
        let moved = events.lastIndex { event in
            if case .versionMoved(let move) = event.what { move.run == run } else { false }
        }
        guard let moved else { return .notReadable }
        let since = events[moved...].dropFirst().contains { $0.isStepOfCase }
        return since ? .changedSince : nil
    }
}

/// What the person is told, in their language: which law, why, whether it is for or against them, and that a fee which was
/// asked for stays as it is.
struct MoveNotice {
    let kase: Case
    let move: VersionMove

    func tell(
        _ effect: MoveEffect, _ run: BulkRunID, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let version = try house.procedure(kase.procedure).version(move.to)
        let key = "version/\(run)/\(kase.id)"
        try house.tell(kase, key: key, legalEffect: true, at: now, in: db) { t in
            let law = version?.title(t) ?? move.to
            var values = ["reference": kase.reference.text, "law": law, "basis": move.basis]
            var body = t(
                "Your case {reference} is decided under another law from now on: {law}. The legal basis is: {basis}.",
                values)
            body += " " + favourWords(effect.favour, t)
            if let demand = effect.demand { body += " " + demandWords(demand, t) }
            if let next = kase.projection.nextDate {
                values["date"] = t.date(next)
                body += " " + t("The next legal date is {date}.", values)
            }
            return .init(title: t("The law for your case changed"), body: body)
        }
    }

    func tellReturn(
        _ run: BulkRunID, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws {
        let version = try house.procedure(kase.procedure).version(move.from)
        let key = "version-return/\(run)/\(kase.id)"
        try house.tell(kase, key: key, legalEffect: true, at: now, in: db) { t in
            let values = [
                "reference": kase.reference.text, "law": version?.title(t) ?? move.from,
            ]
            return .init(
                title: t("The change of the law for your case was undone"),
                body: t(
                    "The change of the law for your case {reference} was undone. It is decided under: {law}, as before.",
                    values))
        }
    }
}
