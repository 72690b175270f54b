import Kernel
import Storage

/// A run over the open files of a version is ordered; nothing is moved yet.
struct BeginMove {
    let move: VersionMove

    /// Why it cannot be ordered, or nil.
    func refusal(by principal: Principal, _ house: CaseHouse) throws -> MoveRefusal? {
        guard principal.supervisesSomewhere else { return .notSupervised }
        return move.refusal(try house.procedure(move.procedure))
    }

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> BulkRunID {
        if let refusal = try refusal(by: principal, house) { throw refusal }
        let run = BulkRun(.moveVersion(move), by: principal, at: now)
        try run.insert(in: db)
        return run.id
    }
}

/// A run goes on where it stopped: some cases in one transaction, each on its own.
///
/// Sent twice it goes through the next ones, never through the same: what was gone through lies behind `reached`.
struct MoveBatch {
    let run: BulkRunID
    var size = moveBatchMax

    /// How the run stands behind it; what has ended stays as it is.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> BulkRun {
        let run = try BulkRun.find(self.run, for: principal, in: db)
        guard run.endedAt == nil, case .moveVersion(let move) = run.act else { return run }
        let affected = AffectedCases(
            of: principal, procedure: move.procedure, version: move.from)
        let cases = try affected.cases(after: run.reached, limit: size, in: db)
        let action = MoveVersion(move: move)
        for kase in cases {
            let verdict = try action.perform(
                on: kase, run: run.id, by: principal, at: now, in: db, house)
            try run.keep(kase.id, verdict.kind.rawValue, verdict.refusal, in: db)
        }
        let reached = cases.last?.id ?? run.reached
        let endedAt: Moment? = cases.count < size ? now : nil
        try db.run(
            """
            UPDATE bulk_run SET reached = \(reached), ended_at = \(endedAt) WHERE id = \(run.id)
            """)
        return try BulkRun.find(run.id, for: principal, in: db)
    }
}

/// A run is undone: some cases in one transaction. What something has happened in since stays, and is named.
struct UndoBatch {
    let run: BulkRunID
    var size = moveBatchMax

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> BulkRun {
        let run = try BulkRun.find(self.run, for: principal, in: db)
        if let refusal = run.undoRefusal(at: now) { throw refusal }
        // What was not gone through yet is not begun any more.
        try db.run(
            """
            UPDATE bulk_run SET ended_at = COALESCE(ended_at, \(now)),
                undo_began = COALESCE(undo_began, \(now)) WHERE id = \(run.id)
            """)
        let items = try run.toReturn(limit: size, in: db)
        for item in items {
            let refusal = try giveBack(
                item.kase, item.had, run, by: principal, at: now, in: db, house)
            let why = try refusal.map { try columnText(KeptRefusal($0)) }
            let returnedAt: Moment? = refusal == nil ? now : nil
            try db.run(
                """
                UPDATE bulk_item SET returned_at = \(returnedAt), kept = \(why)
                WHERE run = \(run.id) AND kase = \(item.kase)
                """)
        }
        if items.count < size {
            try db.run("UPDATE bulk_run SET undone_at = \(now) WHERE id = \(run.id)")
        }
        return try BulkRun.find(run.id, for: principal, in: db)
    }

    /// Nil where the case is what it was.
    private func giveBack(
        _ id: CaseID, _ had: KeptTake?, _ run: BulkRun, by principal: Principal, at now: Moment,
        in db: Writer, _ house: CaseHouse
    ) throws -> (any Refusal)? {
        guard let kase = try Case.ifThere({ try Case.find(id, for: principal, in: db) }),
            kase.access(of: principal) == .staff
        else { return Refused.notFound }
        switch run.act {
        case .moveVersion(let move):
            return try ReturnVersion(run: run.id, move: move).perform(
                on: kase, by: principal, at: now, in: db, house)
        case .take:
            return try ReturnTake(had: had?.take, taker: run.account, since: run.at).perform(
                on: kase, by: principal, at: now, in: db, house)
        case .give(let to):
            if !principal.supervises(kase.office) { return TakeRefusal.notSupervised }
            return try ReturnTake(had: had?.take, taker: to, since: run.at).perform(
                on: kase, by: principal, at: now, in: db, house)
        case .release:
            let isTheirs = had?.take.map { $0.account == principal.account } ?? true
            if !isTheirs, !principal.supervises(kase.office) { return TakeRefusal.notSupervised }
            return try ReturnTake(had: had?.take, taker: nil, since: run.at).perform(
                on: kase, by: principal, at: now, in: db, house)
        case .ask: return BulkRefusal.cannotBeUndone
        }
    }
}

/// Who has a case is again who had it before a run, where they may still work on it and nobody did something with it
/// since.
struct ReturnTake {
    let had: Take?
    /// Whose the run made it; nil where it made it nobody's.
    let taker: AccountID?
    let since: Moment

    func perform(
        on kase: Case, by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> (any Refusal)? {
        let take = try Take.of(kase.id, in: db)
        let isAsItWas =
            take?.account == taker && !kase.isOver
            && take.map { $0.takenAt == since && $0.actedAt == since } ?? true
        if !isAsItWas { return MoveRefusal.changedSince }
        if let had, try !kase.canBeHeld(by: had.account, in: db, house) {
            return TakeRefusal.cannotWork
        }
        guard let had else {
            try kase.endTake(in: db)
            if let taker {
                let event = CaseEvent.Released(holder: taker)
                try kase.note(CaseEvent.releasedKind, event, by: principal, at: now, in: db)
            }
            return nil
        }
        try kase.keepTake(had.account, had.name, at: had.takenAt, in: db)
        try db.run("UPDATE case_take SET acted_at = \(had.actedAt) WHERE kase = \(kase.id)")
        // They gave nothing back.
        try db.run(
            """
            DELETE FROM case_release
            WHERE kase = \(kase.id) AND account = \(had.account) AND at = \(since)
            """)
        let event = CaseEvent.Given(to: had.account, from: taker)
        try kase.note(CaseEvent.givenKind, event, by: principal, at: now, in: db)
        return nil
    }
}

extension BulkRun {
    /// A new one, of which nothing is done.
    init(_ act: BulkAct, by principal: Principal, at now: Moment, endedAt: Moment? = nil) {
        self.init(
            id: BulkRunID.new(at: now), act: act, account: principal.account,
            name: principal.name, at: now, reached: CaseID(0), endedAt: endedAt,
            undoUntil: act.undoSeconds.map { now.adding(seconds: $0) }, undoBegan: nil,
            undoneAt: nil)
    }
}

extension Case {
    /// What a finder finds, or nil where the case is not there for whoever asks: among several, it stops no other.
    static func ifThere(_ find: () throws -> Case) throws -> Case? {
        do { return try find() } catch let refusal as Refused where refusal == .notFound {
            return nil
        }
    }
}

extension Principal {
    /// Whether there is an office whose files they supervise.
    var supervisesSomewhere: Bool { WorkOffices(asSupervisor) != .offices([]) }
}

/// A transaction of some seconds at most: each case writes its rows, its line of the journal and a message.
let moveBatchMax = 100
