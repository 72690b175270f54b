public import Kernel
import Storage

/// A sealed case is forgotten: its rows go, with what was handed on of it, and the key of its journal is destroyed. That
/// there were lines, and when, is all that stays.
struct ForgetSealed {
    enum Ground: String {
        /// Whoever holds reference and code asked for it.
        case holder
        /// Its time is over.
        case age
    }

    let ground: Ground

    func perform(
        _ id: SealedCaseID, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws {
        try house.extras.forget(id, now, db)
        try db.run("DELETE FROM sealed_evidence WHERE kase = \(id)")
        try db.run("DELETE FROM sealed_key WHERE kase = \(id)")
        try db.run("DELETE FROM sealed_reader WHERE kase = \(id)")
        try db.run("DELETE FROM sealed_glass WHERE kase = \(id)")
        try db.run("DELETE FROM sealed_case WHERE id = \(id)")
        try db.eraseSealed(subject: SealedEvent.subject(id), reason: ground.rawValue, at: now)
    }
}

extension Writer {
    /// Destroys what the lines of a subject of a sealed room said; the line that tells why is as long as any other, so
    /// that its length does not tell it.
    func eraseSealed(subject: String, reason: String, at now: Moment) throws {
        let bare = JournalEvent("", subject: "", ["reason": reason]).payload.count
        let blanks = String(repeating: " ", count: SealedSize.step(bare) - bare)
        try erase(subject: subject, reason: reason + blanks, by: .house, at: now)
    }
}

extension SealedRoom {
    /// Forgets the cases whose time is over, where a procedure's file says how long they are kept; answers how many. It
    /// looks at so many a write: what is gone stays gone when the pass is cut short, and the next one goes on.
    public func forgetDue(at now: Moment, atATime most: Int = forgottenMax) async throws -> Int {
        var gone = 0
        for procedure in procedures where procedure.retention != nil {
            var last: SealedCaseID?
            repeat {
                let (after, house) = (last, house)
                let piece = try await database.write { db in
                    try procedure.forgetDue(after: after, most, at: now, in: db, house)
                }
                gone += piece.gone
                last = piece.last
            } while last != nil
        }
        if gone > 0 { try await database.emptyLog() }
        return gone
    }
}

extension SealedProcedure {
    /// Forgets what is due among the next cases after one, oldest first; `last` is nil where none are left to look at.
    fileprivate func forgetDue(
        after: SealedCaseID?, _ most: Int, at now: Moment, in db: Writer, _ house: SealedHouse
    ) throws -> (gone: Int, last: SealedCaseID?) {
        let rest: SQL = after.map { "AND id > \($0)" } ?? ""
        let rows = try db.all(
            """
            SELECT id, state FROM sealed_case WHERE kind_hash = \(kind(db.keys)) \(rest)
            ORDER BY id LIMIT \(most)
            """)
        let due = try rows.filter { try isDue($0, on: house.zone.day(of: now), house, db.keys) }
        for row in due {
            try ForgetSealed(ground: .age).perform(try row[0], at: now, in: db, house)
        }
        return (due.count, rows.count < most ? nil : try rows.last?[0])
    }

    /// Whether a case ended longer ago than it is kept.
    private func isDue(
        _ row: Row, on today: Day, _ house: SealedHouse, _ keys: Keys
    ) throws -> Bool {
        guard let years = retention?.years,
            let ended = try SealedState(try row[1], of: try row[0], keys).endedAt
        else { return false }
        return house.zone.day(of: ended).adding(months: 12 * years) < today
    }
}

/// Few enough that nobody waits for one write.
public let forgottenMax = 200
