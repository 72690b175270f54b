import Kernel
import Storage

extension Case {
    /// Appends what changes in the sums where one projection takes the place of another; asks nothing back.
    func tally(_ new: Projection, insteadOf old: Projection?, in db: Writer) throws {
        let come = tallies(new)
        let gone = old.map(tallies) ?? []
        let changes =
            come.subtracting(gone).map { ($0, 1) } + gone.subtracting(come).map { ($0, -1) }
        try Tally.append(changes, in: db)
    }
}

extension Tally {
    /// Rows that are added to what is there, some at a time.
    static func append(_ changes: [(Tally, Int)], in db: Writer) throws {
        var rest = changes[...]
        while let first = rest.popFirst() {
            let more = rest.prefix(rowsAtOnce - 1)
            rest = rest.dropFirst(more.count)
            let rows = more.reduce(row(first)) { "\($0), \(row($1))" }
            try db.send(
                """
                INSERT INTO case_tally (office, kind, procedure, state, week, span, n) VALUES \(rows)
                """)
        }
    }

    private static func row(_ change: (tally: Tally, n: Int)) -> SQL {
        let tally = change.tally
        return """
            (\(tally.office), \(tally.kind.rawValue), \(tally.procedure), \(tally.state), \
            \(tally.week), \(tally.span), \(change.n))
            """
    }

    /// Puts the rows of an office together that count the same: the sums stay, the rows become few.
    static func fold(_ office: LocationID, in db: Writer) throws {
        let sums = try Tally.sums(of: office, in: db)
        let rows = try db.count("SELECT COUNT(*) FROM case_tally WHERE office = \(office)")
        if rows > sums.count { try replace(office, with: sums, in: db) }
    }

    /// Counts the files of an office anew.
    static func recount(_ office: LocationID, in db: Writer) throws {
        try replace(office, with: Tally.counted(of: office, in: db), in: db)
    }

    /// A row that another write appends meanwhile is not seen here, and stays.
    private static func replace(
        _ office: LocationID, with sums: [Tally: Int], in db: Writer
    ) throws {
        try db.run("DELETE FROM case_tally WHERE office = \(office)")
        try append(sums.map { ($0.key, $0.value) }, in: db)
    }
}

extension Cases {
    /// Keeps the sums of the boards short, an office at a time; what they say stays the same. Then looks for what
    /// repeats.
    public func foldTallies() async throws {
        let offices = try await database.read { db in try Tally.offices(in: db) }
        for office in offices {
            try await database.write { [house] db in
                try Tally.fold(office, in: db)
                try Measure.fold(office, in: db, house)
            }
        }
        try await findRepeats()
    }
}

/// Seven values each: well under what one statement may bind.
private let rowsAtOnce = 500
