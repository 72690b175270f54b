import Kernel
import Storage

/// The case that somebody should work on next: in one of their offices, the office's turn, nobody has it, and it is not
/// their own file, nor one in which they have no part.
///
/// The class in which files wait comes first (`CaseRank`), within it the first legal date of the office, within a day the
/// longest waiting. A file whose person let the last day pass stands by the office's own date; what has no date comes
/// last of its class. A granted file in which the office has to act is one of them, until the card is in the hand. What
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

    /// The first of each stretch of the first class in which something waits.
    private func candidates(at office: LocationID, in db: Reader) throws -> [Candidate] {
        for priority in CaseRank.classes.indices {
            let stretches = QueueStretches(priority: priority, today: today)
            let fronts = stretches.dated(.state) + stretches.undated(.state)
            let found = try fronts.compactMap { front in
                try db.first(statement(front, office)).map { try Case(row: $0) }
            }
            if found.isEmpty { continue }
            let due = try Case.dueDates(of: found, on: today, in: db)
            return found.map { Candidate(priority: priority, kase: $0, due: due[$0.id]) }
        }
        return []
    }

    /// One front of one office's queue.
    func statement(_ front: QueueFront, _ office: LocationID) -> SQL {
        """
        SELECT \(Case.columns) FROM kase
        WHERE \(principal.mayRead(within: .offices([office])))
            AND \(front.condition)
            AND NOT EXISTS (SELECT 1 FROM case_take
                WHERE case_take.kase = kase.id AND acted_at > \(lapsed))
            AND NOT EXISTS (SELECT 1 FROM case_release
                WHERE case_release.kase = kase.id AND account = \(principal.account)
                    AND day = \(today) AND NOT EXISTS (SELECT 1 FROM looked
                        WHERE looked.kase = case_release.kase AND looked.at > case_release.at
                            AND looked.account <> case_release.account AND mandate IS NULL))
        ORDER BY \(front.order(["filed_at", "id"])) LIMIT 1
        """
    }
}

/// A case at the front of a queue, with the office's legal date.
private struct Candidate {
    let priority: Int
    let kase: Case
    let due: Day?

    func isBefore(_ other: Candidate) -> Bool {
        if priority != other.priority { return priority < other.priority }
        return switch (due, other.due) {
        case (let mine?, let theirs?) where mine != theirs: mine < theirs
        case (.some, nil): true
        case (nil, .some): false
        default: (kase.filedAt, kase.id) < (other.kase.filedAt, other.kase.id)
        }
    }
}
