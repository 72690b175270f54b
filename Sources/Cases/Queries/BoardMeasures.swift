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

    func measures(in db: Reader) throws -> BoardMeasures {
        var groups: [[String]: BoardMeasures.Group] = [:]
        var efforts: [String: [Measure.Kind: [Int: Int]]] = [:]
        var apart: [Measure.Kind: [Int: Int]] = [:]
        let rows = try db.all(
            """
            SELECT kind, procedure, grp, granted, value, SUM(n) FROM case_measure
            WHERE \(offices("office")) AND quarter >= \(firstQuarter) AND quarter <= \(now.quarter)
            GROUP BY kind, procedure, grp, granted, value
            """)
        for row in rows {
            let (kind, isGranted): (Measure.Kind, Bool) = (try row.word(0), try row[3])
            let (procedure, name): (String, String) = (try row[1], try row[2])
            let (value, count): (Int, Int) = (try row[4], try row[5])
            switch kind {
            case .age, .language, .nationality, .sex:
                let key = [kind.rawValue, procedure, name]
                var group =
                    groups[key] ?? BoardMeasures.Group(kind: kind, procedure: procedure, name: name)
                if isGranted { group.granted += count }
                group.bands[AgeBand(rawValue: value) ?? .longer, default: 0] += count
                groups[key] = group
            case .papers, .visits:
                efforts[procedure, default: [:]][kind, default: [:]][value, default: 0] += count
            case .apart, .apartSinceDecision:
                apart[kind, default: [:]][value, default: 0] += count
            }
        }
        return BoardMeasures(
            since: Day(week: firstQuarter * weeksPerQuarter), groups: Array(groups.values),
            efforts: efforts.map { procedure, counts in
                BoardMeasures.Effort(
                    procedure: procedure, papers: Spans(counts: counts[.papers] ?? [:]),
                    visits: Spans(counts: counts[.visits] ?? [:]))
            },
            apart: Spans(counts: apart[.apart] ?? [:]),
            apartSinceDecision: Spans(counts: apart[.apartSinceDecision] ?? [:]))
    }

    /// The goals of the offices, each foretold from its own weeks.
    func goals(in db: Reader) throws -> [OfficeGoal] {
        try db.all(
            """
            SELECT office, target, day FROM board_goal WHERE \(offices("office"))
            ORDER BY day, office LIMIT \(boardRows)
            """
        ).map { row in
            let office: LocationID = try row[0]
            let goal = Goal(target: try row[1], day: try row[2])
            let open = try db.count(
                """
                SELECT COALESCE(SUM(n), 0) FROM case_tally
                WHERE office = \(office) AND kind = 'open'
                """)
            return OfficeGoal(
                office: office, goal: goal, open: open,
                outlook: GoalOutlook(
                    goal, open: open, growth: try growth(of: office, in: db), today: today))
        }
    }

    /// How many more came in than went out in each of the last whole weeks in which the office had files.
    private func growth(of office: LocationID, in db: Reader) throws -> [Int] {
        let first: Int? = try db.value(
            """
            SELECT week FROM case_tally WHERE office = \(office) AND kind = 'filed'
            ORDER BY week LIMIT 1
            """)
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
        return growth
    }
}
