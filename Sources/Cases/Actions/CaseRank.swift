public import Kernel
import LegalTime
import Storage

/// Where an open file stands in the queue of its office.
struct CaseRank: Sendable, Equatable {
    /// The class in which it waits: 0 is taken up first.
    let priority: Int
    /// The office's own date, from which on it stands where its person let their last day pass; nil where none is known.
    let officeDate: Day?
    /// The day for which the class was asked.
    let on: Day

    /// The classes, as the tables call those that come before the rest. A file without a class waits like the rest.
    static let classes = ["first", "second", "ordinary"]
    static let ordinary = classes.count - 1

    /// Of a file whose class nobody asked yet: the sweep does.
    static func unasked(_ open: [OpenClock], _ kase: Case) -> CaseRank {
        let own = kase.isDecided ? nil : open.first { $0.clock == decisionClock }?.ends
        return CaseRank(priority: ordinary, officeDate: own, on: unaskedDay)
    }

    /// As it is stored; nil where no sweep has come to it yet.
    static func stored(of kase: CaseID, in db: Reader) throws -> CaseRank? {
        let row = try db.first(
            "SELECT priority, office_date, ranked_on FROM kase WHERE id = \(kase)")
        guard let row else { return nil }
        let rank = CaseRank(priority: try row[0], officeDate: try row[1], on: try row[2])
        return rank.on == unaskedDay ? nil : rank
    }
}

extension CaseHouse {
    /// What the tables say of an open file on a day, as its page at the desk does.
    func rank(
        _ history: CaseHistory, _ clocks: CaseClocks, _ open: [OpenClock], on day: Day
    ) throws -> CaseRank {
        CaseRank(
            priority: try priority(history, clocks, on: day), officeDate: open.officeDate(history),
            on: day)
    }

    private func priority(
        _ history: CaseHistory, _ clocks: CaseClocks, on day: Day
    ) throws -> Int {
        guard history.decision == nil, let rule = clocks.procedure.priority else {
            return CaseRank.ordinary
        }
        let due = try clocks.clock(decisionClock, of: history, on: day)?.derivation.end
        let facts = history.household.urgency(
            filed: zone.day(of: history.filedAt), decisionBy: due, on: day)
        let found = try Priority(
            rule, facts, on: day, at: zone.moment(day, hour: 12), policy.decisions)
        return CaseRank.classes.firstIndex(of: found.code) ?? CaseRank.ordinary
    }
}

extension [OpenClock] {
    /// The end of the office's own clock: a window of the person is taken to end in silence.
    func officeDate(_ history: CaseHistory) -> Day? {
        history.decision == nil ? first { $0.clock == decisionClock }?.ends : nil
    }
}

extension Cases {
    /// Asks the tables anew for the class of files whose class is older than today, some at a time; returns how many it
    /// looked at. Days pass without an event: a legal date comes near, somebody has waited for a year.
    public func rankCases(at now: Moment) async throws -> Int {
        let today = house.zone.day(of: now)
        let ranks = try await database.read { [house] db in
            try db.all(
                """
                SELECT \(Case.columns) FROM kase WHERE turn <> 'none' AND ranked_on < \(today)
                ORDER BY ranked_on, id LIMIT \(rankBatch)
                """
            ).map { row -> (CaseID, CaseRank?) in
                let kase = try Case(row: row)
                guard let history = Case.fold(try CaseEvent.all(of: kase.id, in: db)) else {
                    return (kase.id, nil)
                }
                let clocks = try house.clocks(of: kase)
                let open = try clocks.open(of: history)
                return (kase.id, try house.rank(history, clocks, open, on: today))
            }
        }
        if ranks.isEmpty { return 0 }
        try await database.write { db in
            for (id, rank) in ranks {
                // What happened in it meanwhile has ranked it already.
                try db.run(
                    """
                    UPDATE kase SET priority = \(rank?.priority ?? CaseRank.ordinary),
                        office_date = \(rank?.officeDate), ranked_on = \(today)
                    WHERE id = \(id) AND ranked_on < \(today)
                    """)
            }
        }
        return ranks.count
    }
}

/// Before any day on which a class was asked.
private let unaskedDay = Day(number: 0)
/// Short enough that nobody who acts waits for it.
private let rankBatch = 200
