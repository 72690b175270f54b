import Kernel
import Storage

/// The thin row of a sealed case: all of it follows from its events.
struct SealedRow: Sendable, Equatable {
    let state: SealedState
    let receivedAt: Moment
    let keys: Set<[UInt8]>
    let readers: Set<AccountID>

    var nextDate: Day? { state.nextDate }
    var limitDate: Day? { state.limitDate }
    var endedAt: Moment? { state.endedAt }
}

extension SealedHouse {
    /// The row that a case's events amount to.
    func row(of history: SealedHistory, _ keys: Keys) throws -> SealedRow {
        let procedure = try procedure(history.filed.procedure)
        let stage = try procedure.stage(of: history)
        let hasEnded = stage.turn == .none
        let periods = hasEnded ? [] : try periods(of: history, procedure)
        let state = SealedState(
            procedure: procedure.code, stage: stage, next: periods.next(isLimit: false),
            limit: periods.next(isLimit: true), endedAt: hasEnded ? history.acts.last?.at : nil,
            openedAt: history.openedAt)
        return SealedRow(
            state: state, receivedAt: history.filedAt,
            keys: procedure.keys(history.answers, keys), readers: history.readers)
    }

    /// Writes down what happened and what the row is now.
    func record(
        _ event: SealedEvent, on id: SealedCaseID, by actor: Principal, at now: Moment,
        in db: Writer
    ) throws {
        try db.record(
            .sealed(SealedEvent.kind, subject: SealedEvent.subject(id), event),
            by: actor, at: now)
        guard let history = try SealedHistory.load(id, in: db) else { throw Refused.notFound }
        try store(try row(of: history, db.keys), of: id, in: db)
    }

    func store(_ row: SealedRow, of id: SealedCaseID, in db: Writer) throws {
        let code = row.state.procedure
        let hash = SealedKeepsake.hash(try keepsake(id, code, db.keys).reference, db.keys)
        let (kind, state) = (
            SealedState.kind(code, db.keys), try row.state.sealed(id, db.keys)
        )
        try db.run(
            """
            INSERT INTO sealed_case (id, reference_hash, kind_hash, state, received_at)
            VALUES (\(id), \(hash), \(kind), \(state), \(row.receivedAt))
            ON CONFLICT (id) DO UPDATE SET kind_hash = excluded.kind_hash, state = excluded.state
            """)
        try db.run("DELETE FROM sealed_key WHERE kase = \(id)")
        for key in row.keys {
            try db.run("INSERT INTO sealed_key (kase, hash) VALUES (\(id), \(key))")
        }
        try db.run("DELETE FROM sealed_reader WHERE kase = \(id)")
        for account in row.readers {
            try db.run("INSERT INTO sealed_reader (kase, account) VALUES (\(id), \(account))")
        }
    }

    func keepsake(
        _ id: SealedCaseID, _ procedure: String, _ keys: Keys
    ) throws -> SealedKeepsake {
        SealedKeepsake(id, try self.procedure(procedure).letters, keys)
    }

    /// The cases whose row is not what their events amount to; none, if all holds.
    func rebuild(in db: Reader) throws -> [SealedCaseID] {
        try db.all("SELECT id FROM sealed_case ORDER BY id").compactMap { found in
            let id: SealedCaseID = try found[0]
            guard let history = try SealedHistory.load(id, in: db) else { return id }
            return try row(of: history, db.keys) == SealedRow.stored(id, in: db) ? nil : id
        }
    }
}

extension SealedRow {
    static func stored(_ id: SealedCaseID, in db: Reader) throws -> SealedRow {
        guard
            let row = try db.first("SELECT state, received_at FROM sealed_case WHERE id = \(id)")
        else { throw Refused.notFound }
        let keys = try db.all("SELECT hash FROM sealed_key WHERE kase = \(id)")
        let readers = try db.all("SELECT account FROM sealed_reader WHERE kase = \(id)")
        return SealedRow(
            state: try SealedState(try row[0], of: id, db.keys), receivedAt: try row[1],
            keys: Set(try keys.map { try $0[0] }), readers: Set(try readers.map { try $0[0] }))
    }
}

/// What the person keeps: the reference to name, and the code that only they have. Both come from the compartment's
/// key and the identifier, so that neither is stored.
struct SealedKeepsake: Sendable, Equatable {
    let reference: Reference
    let code: VerifyCode

    init(_ id: SealedCaseID, _ letters: String, _ keys: Keys) {
        let drawn = keys.lookup(id.description, use: "complaint-reference")
        let random = drawn.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        var secret = keys.lookup(id.description, use: "complaint-code")
        reference = Reference(kind: letters, random: random)
        code = VerifyCode(random: { secret.popLast() ?? 0 })
    }

    static func hash(_ reference: Reference, _ keys: Keys) -> [UInt8] {
        keys.lookup(reference.text, use: "complaint-hash")
    }
}

extension SealedProcedure {
    /// Keyed hashes of what may be found again.
    func keys(_ answers: [String: String], _ keys: Keys) -> Set<[UInt8]> {
        let pairs = search.compactMap { name in answers[name].map { (name, $0) } }
            .filter { !SameSpelling.plain($0.1).isEmpty }
        return Set(pairs.map { searchKey($0, $1, keys) })
    }

    /// Two spellings that `SameSpelling` finds equal make no difference, another field does.
    func searchKey(_ field: String, _ text: String, _ keys: Keys) -> [UInt8] {
        keys.lookup("\(code)/\(field)/\(SameSpelling.plain(text))", use: "sealed-search")
    }
}
