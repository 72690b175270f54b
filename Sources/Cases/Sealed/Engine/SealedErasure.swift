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
        try db.erase(
            subject: SealedEvent.subject(id), reason: ground.rawValue, by: .house, at: now)
    }
}

extension SealedRoom {
    /// Forgets the cases whose time is over, where a procedure's file says how long they are kept; answers how many.
    public func forgetDue(at now: Moment) async throws -> Int {
        let (house, kept) = (house, procedures.filter { $0.retention != nil })
        if kept.isEmpty { return 0 }
        let gone = try await database.write { db in
            let due = try kept.flatMap { try $0.due(on: house.zone.day(of: now), house, in: db) }
            for id in due {
                try ForgetSealed(ground: .age).perform(id, at: now, in: db, house)
            }
            return due.count
        }
        if gone > 0 { try await database.emptyLog() }
        return gone
    }
}

extension SealedProcedure {
    /// Cases that ended longer ago than they are kept.
    fileprivate func due(
        on today: Day, _ house: SealedHouse, in db: Reader
    ) throws -> [SealedCaseID] {
        guard let years = retention?.years else { return [] }
        let rows = try db.all(
            "SELECT id, state FROM sealed_case WHERE kind_hash = \(kind(db.keys)) ORDER BY id")
        return try rows.compactMap { row in
            let id: SealedCaseID = try row[0]
            guard let ended = try SealedState(try row[1], of: id, db.keys).endedAt else {
                return nil
            }
            let isOver = house.zone.day(of: ended).adding(months: 12 * years) < today
            return isOver ? id : nil
        }
    }
}
