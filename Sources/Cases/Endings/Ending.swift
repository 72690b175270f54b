import Kernel
import Storage

/// A file that ended against its person after a draft.
struct Ending: Sendable {
    /// Whether they knew of the draft.
    enum Known: String, Sendable {
        /// They opened it, it was put into their hands, the post handed it over, or they answered it.
        case shown
        /// A registered letter went out: the law presumes it, and nothing shows it.
        case presumed
    }

    let kase: Case
    /// The code of its outcome.
    let outcome: String
    let known: Known

    /// Of the offices of a question, since a moment, latest first: all, or those whose people knew or did not.
    static func all(
        for principal: Principal, within scope: WorkOffices, since: Moment, _ known: Known? = nil,
        in db: Reader
    ) throws -> [Ending] {
        let ones: SQL = known.map { "known = \($0.rawValue)" } ?? "1 = 1"
        return try db.all(
            """
            SELECT \(Case.columns), ending, known
            FROM kase JOIN case_ending ON case_ending.kase = kase.id
            WHERE \(visible(to: principal, scope, since)) AND \(ones)
            ORDER BY ended_at DESC, kase.id DESC LIMIT \(boardRows)
            """
        ).compactMap { row in
            let (kase, word): (Case, String) = (try Case(row: row), try row["known"])
            return try Known(rawValue: word).map {
                Ending(kase: kase, outcome: try row["ending"], known: $0)
            }
        }
    }

    private static func visible(
        to principal: Principal, _ scope: WorkOffices, _ since: Moment
    ) -> SQL {
        """
        ended_at >= \(since) AND applicant <> \(Case.nobody) \
        AND \(principal.mayRead(office: "at_office", within: scope))
        """
    }

    /// How many of each procedure ended how: of all of them, as no page holds so many.
    static func sums(
        for principal: Principal, within scope: WorkOffices, since: Moment, in db: Reader
    ) throws -> [EndingSum] {
        try db.all(
            """
            SELECT procedure, ending, known, COUNT(*)
            FROM kase JOIN case_ending ON case_ending.kase = kase.id
            WHERE \(visible(to: principal, scope, since)) GROUP BY procedure, ending, known
            """
        ).map { row in
            EndingSum(
                procedure: try row[0], outcome: try row[1], known: try row.word(2),
                count: try row[3])
        }
    }
}

/// So many files of a procedure ended so.
struct EndingSum: Sendable {
    let procedure: String
    let outcome: String
    let known: Ending.Known
    let count: Int
}

extension CaseHistory {
    /// Whether the person knew of the draft that is out; it is the other half of what may be opened again.
    var known: Ending.Known {
        guard let hearing, hearing.answer == nil else { return .shown }
        return hearing.notice == .registered || hearing.notice == nil ? .presumed : .shown
    }
}

extension Case {
    /// Keeps how it ended, once it is decided against its person; `history` is that before the decision.
    func keepEnding(
        _ rule: OutcomeRule, _ history: CaseHistory, at now: Moment, in db: Writer
    ) throws {
        guard rule.hearing else { return }
        try keep(
            KeptEnding(office: office, outcome: rule.code, known: history.known, endedAt: now),
            in: db)
    }

    /// It goes on: it has not ended.
    func dropEnding(in db: Writer) throws {
        try db.send("DELETE FROM case_ending WHERE kase = \(id)")
    }
}
