import Kernel
import Storage

/// What decided files of a year amount to, from sums.
struct BoardMeasures: Sendable {
    /// The first day that counts.
    let since: Day
    let groups: [Group]
    /// How many papers and visits the decided files of a procedure had.
    let efforts: [Effort]
    /// How long families were apart, in months, of those that came together; from filing and from the decision.
    let apart: Spans
    let apartSinceDecision: Spans

    /// Decided files of one group of people under one procedure.
    struct Group: Sendable, Equatable {
        let kind: Measure.Kind
        let procedure: String
        let name: String
        var granted = 0
        /// By how long they took.
        var bands: [AgeBand: Int] = [:]

        var all: Int { bands.values.reduce(0, +) }

        /// Within which band a share of them was decided; nil where there are none.
        func band(share percent: Int) -> AgeBand? {
            let wanted = max(1, (all * percent + 99) / 100)
            var reached = 0
            for band in AgeBand.allCases {
                reached += bands[band] ?? 0
                if reached >= wanted { return band }
            }
            return nil
        }
    }

    struct Effort: Sendable, Equatable {
        let procedure: String
        let papers: Spans
        let visits: Spans
    }
}

/// A goal of an office, and what is foretold.
struct OfficeGoal: Sendable {
    let office: LocationID
    let goal: Goal
    let open: Int
    let outlook: GoalOutlook
}

extension BoardQuestion {
    /// The present quarter of thirteen weeks and the three before it: a year at most.
    private var firstQuarter: Int { now.quarter - 3 }

    func measures(in db: Reader, _ house: CaseHouse) throws -> BoardMeasures {
        var sums = MeasureSums()
        let rows = try db.all(
            """
            SELECT kind, procedure, grp, granted, value, SUM(n) FROM case_measure
            WHERE \(offices("office")) AND quarter >= \(firstQuarter) AND quarter <= \(now.quarter)
            GROUP BY kind, procedure, grp, granted, value
            """)
        for row in rows {
            sums.add(
                try row[5],
                MeasureSums.Key(
                    kind: try row.word(0), procedure: try row[1], group: try row[2],
                    isGranted: try row[3], value: try row[4]))
        }
        let shown = firstQuarter...now.quarter
        for (measure, count) in try hiddenMeasures(in: db, house)
        where shown.contains(measure.quarter) {
            sums.add(-count, MeasureSums.Key(measure))
        }
        return sums.measures(since: Day(week: firstQuarter * weeksPerQuarter))
    }

    /// The goals of the offices, each foretold from its own weeks.
    func goals(in db: Reader) throws -> [OfficeGoal] {
        let (open, filed, decided) = (
            try hidden(.open, in: db), try hidden(.filed, in: db), try hidden(.decided, in: db)
        )
        return try db.all(
            """
            SELECT office, target, day FROM board_goal WHERE \(offices("office"))
            ORDER BY day, office LIMIT \(rows)
            """
        ).map { row in
            let office: LocationID = try row[0]
            let goal = Goal(target: try row[1], day: try row[2])
            let all = try db.count(
                """
                SELECT COALESCE(SUM(n), 0) FROM case_tally
                WHERE office = \(office) AND kind = 'open'
                """)
            let seen = all - open.count { $0.office == office }
            let growth = try growth(
                of: office, without: (filed + decided).filter { $0.office == office }, in: db)
            return OfficeGoal(
                office: office, goal: goal, open: seen,
                outlook: GoalOutlook(goal, open: seen, growth: growth, today: today))
        }
    }

    /// How many more came in than went out in each of the last whole weeks in which the office had files; those that
    /// are closed to whoever asks count in none of it.
    private func growth(
        of office: LocationID, without hidden: [Tally], in db: Reader
    ) throws -> [Int] {
        let first = try firstWeek(of: office, without: hidden.filter { $0.kind == .filed }, in: db)
        let start = max(first ?? now.week, now.week - boardWeeks)
        guard start < now.week else { return [] }
        var growth = Array(repeating: 0, count: now.week - start)
        let rows = try db.all(
            """
            SELECT kind, week, SUM(n) FROM case_tally
            WHERE office = \(office) AND kind IN ('filed', 'decided')
                AND week >= \(start) AND week < \(now.week)
            GROUP BY kind, week
            """)
        for row in rows {
            let (kind, week, count): (String, Int, Int) = (try row[0], try row[1], try row[2])
            growth[week - start] += kind == Tally.Kind.filed.rawValue ? count : -count
        }
        for one in hidden where (start..<now.week).contains(one.week) {
            growth[one.week - start] += one.kind == .filed ? -1 : 1
        }
        return growth
    }

    /// The first week in which a file was handed in at an office, beside those that are closed.
    private func firstWeek(
        of office: LocationID, without hidden: [Tally], in db: Reader
    ) throws -> Int? {
        var last = -1
        while let week: Int = try db.value(
            """
            SELECT week FROM case_tally
            WHERE office = \(office) AND kind = 'filed' AND week > \(last)
            ORDER BY week LIMIT 1
            """)
        {
            let closed = hidden.count { $0.week == week }
            if closed == 0 { return week }
            let filed = try db.count(
                """
                SELECT COALESCE(SUM(n), 0) FROM case_tally
                WHERE office = \(office) AND kind = 'filed' AND week = \(week)
                """)
            if filed > closed { return week }
            last = week
        }
        return nil
    }
}
