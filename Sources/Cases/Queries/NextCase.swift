import Kernel
import Storage

/// The case that somebody should work on next: in one of their offices, the office's turn, nobody has it, and it is not
/// their own file, nor one in which they have no part.
///
/// The first legal date of the office comes first, the longest waiting within a day. A file whose person let the last
/// day pass stands by the office's own date; of several such, the one whose day passed first is looked at. What has no
/// date comes last. A granted file in which the office has to act is one of them, until the card is in the hand. What
/// one gave back today comes to others first: to oneself when somebody else has opened it since, or on the next day.
/// Each question is answered by the front of an index, however long the queue.
struct NextCase: Sendable {
    let principal: Principal
    let today: Day
    /// Who last acted then, or before, has a case no longer.
    let lapsed: Moment

    init(_ principal: Principal, at now: Moment, on today: Day) {
        self.principal = principal
        self.today = today
        lapsed = Take.lapsed(at: now)
    }

    /// Nil where nothing waits.
    func find(in db: Reader) throws -> Case? {
        var best: Candidate?
        for office in try offices(in: db) {
            for candidate in try candidates(at: office, in: db) {
                if best.map({ candidate.isBefore($0) }) ?? true { best = candidate }
            }
        }
        return best?.kase
    }

    /// A supervisor of every office: those in which something waits, found one after the other.
    private func offices(in db: Reader) throws -> [LocationID] {
        if case .offices(let named) = WorkOffices(principal) { return named }
        var found: [LocationID] = []
        while let next: LocationID = try db.value(
            """
            SELECT office FROM kase WHERE office > \(found.last ?? LocationID(-1))
                AND turn <> 'none' ORDER BY office LIMIT 1
            """)
        {
            found.append(next)
        }
        return found
    }

    private func candidates(at office: LocationID, in db: Reader) throws -> [Candidate] {
        let dated = try first(
            "turn = 'state' AND next_date >= 0", by: "next_date, filed_at, id", office, in: db)
        let lapsed = try first(
            "turn = 'person' AND next_date >= 0 AND next_date < \(today)",
            by: "next_date, filed_at, id", office, in: db)
        let undated = try first(
            "turn = 'state' AND next_date IS NULL", by: "filed_at, id", office, in: db)
        let found = [dated, lapsed, undated].compactMap(\.self)
        let due = try Case.dueDates(of: found, on: today, in: db)
        return found.map { Candidate(kase: $0, due: due[$0.id]) }
    }

    private func first(
        _ condition: SQL, by order: SQL, _ office: LocationID, in db: Reader
    ) throws -> Case? {
        try db.first(statement(condition, by: order, office)).map { try Case(row: $0) }
    }

    /// One front of one office's queue.
    func statement(_ condition: SQL, by order: SQL, _ office: LocationID) -> SQL {
        """
        SELECT \(Case.columns) FROM kase
        WHERE \(principal.mayRead(within: .offices([office])))
            AND turn <> 'none' AND \(condition)
            AND NOT EXISTS (SELECT 1 FROM case_take
                WHERE case_take.kase = kase.id AND acted_at > \(lapsed))
            AND NOT EXISTS (SELECT 1 FROM case_release
                WHERE case_release.kase = kase.id AND account = \(principal.account)
                    AND day = \(today) AND NOT EXISTS (SELECT 1 FROM looked
                        WHERE looked.kase = case_release.kase AND looked.at > case_release.at
                            AND looked.account <> case_release.account AND mandate IS NULL))
        ORDER BY \(order) LIMIT 1
        """
    }
}

/// A case at the front of a queue, with the office's legal date.
private struct Candidate {
    let kase: Case
    let due: Day?

    func isBefore(_ other: Candidate) -> Bool {
        switch (due, other.due) {
        case (let mine?, let theirs?) where mine != theirs: mine < theirs
        case (.some, nil): true
        case (nil, .some): false
        default: (kase.filedAt, kase.id) < (other.kase.filedAt, other.kase.id)
        }
    }
}
