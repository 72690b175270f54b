public import Kernel
public import Storage

/// A sum of a board that is not what the files amount to.
public struct TallyDifference: Sendable, Equatable {
    public let office: LocationID
    /// Which sum, in words of the table.
    public let what: String
    public let stored: Int
    public let counted: Int
}

extension Tally {
    /// The sums as they are kept; of one office, or of all.
    static func sums(of office: LocationID? = nil, in db: Reader) throws -> [Tally: Int] {
        var filter: SQL = "1 = 1"
        if let office { filter = "office = \(office)" }
        var sums: [Tally: Int] = [:]
        let rows = try db.all(
            """
            SELECT office, kind, procedure, state, week, span, SUM(n) FROM case_tally WHERE \(filter)
            GROUP BY office, kind, procedure, state, week, span HAVING SUM(n) <> 0
            """)
        for row in rows {
            let tally = Tally(
                kind: try row.word(1), office: try row[0], procedure: try row[2],
                state: try row[3], week: try row[4], span: try row[5])
            sums[tally] = try row[6]
        }
        return sums
    }

    /// The offices that have a file, found one after the other.
    static func offices(in db: Reader) throws -> [LocationID] {
        var found: [LocationID] = []
        while let next: LocationID = try db.value(
            """
            SELECT office FROM case_tally WHERE office > \(found.last ?? LocationID(-1))
            ORDER BY office LIMIT 1
            """)
        {
            found.append(next)
        }
        return found
    }

    /// The sums as they should be, counted from the files.
    static func counted(of office: LocationID? = nil, in db: Reader) throws -> [Tally: Int] {
        var filter: SQL = "1 = 1"
        if let office { filter = "office = \(office)" }
        var counts: [Tally: Int] = [:]
        try db.each("SELECT \(Case.columns) FROM kase WHERE \(filter)") { row in
            let kase = try Case(row: row)
            for tally in kase.tallies(kase.projection) { counts[tally, default: 0] += 1 }
        }
        return counts
    }
}

extension Cases {
    /// Counts every file anew and returns the sums that differ from what boards read.
    public func rebuildTallies(in db: Reader) throws -> [TallyDifference] {
        let tallies = differences(
            try Tally.sums(in: db), try Tally.counted(in: db)
        ) { ($0.office, $0.words) }
        let measures = differences(
            try Measure.sums(in: db), try Measure.counted(in: db, house)
        ) { ($0.office, $0.words) }
        return (tallies + measures).sorted { ($0.office, $0.what) < ($1.office, $1.what) }
    }

    private func differences<Key>(
        _ stored: [Key: Int], _ counted: [Key: Int], _ words: (Key) -> (LocationID, String)
    ) -> [TallyDifference] {
        Set(stored.keys).union(counted.keys)
            .filter { stored[$0] != counted[$0] }
            .map { key in
                let (office, what) = words(key)
                return TallyDifference(
                    office: office, what: what, stored: stored[key] ?? 0,
                    counted: counted[key] ?? 0)
            }
    }
}

extension Tally {
    fileprivate var words: String {
        "\(kind.rawValue) \(procedure) \(state) week of \(Day(week: week)) span \(span)"
    }
}
