import Kernel
import Storage

extension BoardQuestion {
    /// Who has which case, those taken first in front; a file in which somebody has no part is in none of their lists.
    func takes(in db: Reader) throws -> [DeskBoard.Held] {
        let own: SQL = " AND \(principal.mayWork(on: "kase.id"))"
        return try db.all(
            """
            SELECT kase.reference, at_office, taker, taken_at, acted_at
            FROM case_take JOIN kase ON kase.id = case_take.kase
            WHERE \(offices("at_office")) AND acted_at > \(Take.lapsed(at: now))\(own)
            ORDER BY taken_at, case_take.kase LIMIT \(boardRows)
            """
        ).map { row in
            DeskBoard.Held(
                reference: try row[0], office: try row[1], name: try row[2], takenAt: try row[3],
                actedAt: try row[4])
        }
    }

    /// What such files add to the sums of an office: it is taken off for whom they are closed to.
    func hidden(_ kind: Tally.Kind, in db: Reader) throws -> [Tally] {
        try db.all("SELECT \(Case.columns) FROM kase WHERE \(closed) AND \(offices("office"))")
            .flatMap { row -> [Tally] in
                let kase = try Case(row: row)
                return kase.tallies(kase.projection).filter { $0.kind == kind }
            }
    }

    /// The same of the sums of decided files.
    func hiddenMeasures(in db: Reader, _ house: CaseHouse) throws -> [Measure: Int] {
        try Measure.counted(where: "\(closed) AND \(offices("office"))", in: db, house)
    }

    /// In how many files that are closed to whoever asks something may repeat: so many more have to be looked at.
    func hiddenThings(in db: Reader) throws -> Int {
        let own = principal.selves
        let files: [SQL] = [
            "SELECT id FROM kase WHERE \(closed)",
            "SELECT id FROM kase WHERE applicant IN \(list: own)",
            "SELECT kase FROM case_member WHERE person IN \(list: own)",
        ]
        var count = 0
        for kind in CaseRepeat.Kind.allCases {
            for some in files {
                count += try db.count(
                    "SELECT COUNT(*) FROM \(kind.source) thing WHERE thing.kase IN (\(some))")
            }
        }
        return count
    }

    private var closed: SQL { principal.takesNoPart }
}

extension Principal {
    /// The files in which somebody has no part, wherever they lie; the opposite of `takesPart`.
    fileprivate var takesNoPart: SQL { "id IN (\(recusedFiles))" }
}

extension Tally {
    /// The offices that have a file which is not closed to somebody: one that has no other is none for them.
    static func offices(seenBy principal: Principal, in db: Reader) throws -> [LocationID] {
        let closed = try db.all(
            "SELECT DISTINCT office FROM kase WHERE \(principal.takesNoPart)"
        ).map { try $0[0] as LocationID }
        return try Tally.offices(in: db).filter { office in
            if !closed.contains(office) { return true }
            let open: Int? = try db.value(
                "SELECT 1 FROM kase WHERE office = \(office) AND \(principal.takesPart()) LIMIT 1")
            return open != nil
        }
    }
}
