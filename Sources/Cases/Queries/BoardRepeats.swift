import Kernel
import Storage

/// What repeats at the offices of a supervisor. A question for them, and nothing else: no file knows of it.
struct BoardRepeats: Sendable {
    let things: [Thing]
    let officers: [Officer]

    /// What repeats, with the files in which it stands.
    struct Thing: Sendable {
        let kind: CaseRepeat.Kind
        /// As a file says it; of a copy its digest, of which nothing can be read but that it is the same.
        let value: String
        let office: LocationID
        let references: [Reference]
        /// Of the files shown.
        let applicants: Int
    }

    /// One who took most of the decisions of an office.
    struct Officer: Sendable {
        let office: LocationID
        let name: String
        let account: AccountID
        let decided: Int
        let all: Int
    }
}

extension BoardQuestion {
    /// Beyond what the installation chose; files of the supervisor's own, and those in which they have no part, are left
    /// out, as everywhere: neither the order nor which are the most repeated tells of them.
    func repeats(_ choices: BoardChoices.Repeats, in db: Reader) throws -> BoardRepeats {
        let closed = try hiddenThings(in: db)
        let rows = try db.all(
            """
            SELECT office, kind, value FROM case_repeat
            WHERE \(offices("office")) AND applicants >= \(choices.applicants)
            ORDER BY applicants DESC, office, kind, value
            LIMIT \(repeatRows + closed)
            """)
        let things = try rows.map { row in
            try thing(
                CaseRepeat(office: try row[0], kind: try row.word(1), value: try row[2]), in: db)
        }
        let most = things.filter { $0.applicants >= choices.applicants }
            .sorted { BoardRepeats.precedes($0, $1) }
            .prefix(repeatRows)
        return BoardRepeats(
            things: Array(most), officers: try officers(choices, in: db))
    }

    private func thing(_ one: CaseRepeat, in db: Reader) throws -> BoardRepeats.Thing {
        let own: SQL = " AND \(principal.mayWork(on: "kase.id"))"
        let rows = try db.all(
            """
            SELECT DISTINCT kase.reference, kase.applicant, kase.id
            FROM \(one.kind.source) thing JOIN kase ON kase.id = thing.kase
            WHERE thing.value = \(one.kind.bound(one.value)) AND kase.office = \(one.office)\(own)
            ORDER BY kase.reference LIMIT \(repeatFiles)
            """)
        var references: [Reference] = []
        var people = Set<PersonID>()
        var files: [CaseID] = []
        for row in rows {
            references.append(try row[0])
            people.insert(try row[1])
            files.append(try row[2])
        }
        let shown = try one.kind.shown(one.value, in: files, db)
        return BoardRepeats.Thing(
            kind: one.kind, value: shown ?? one.value, office: one.office, references: references,
            applicants: people.count)
    }

    /// Of the weeks of the board, from the rows of the decisions of its offices.
    private func officers(
        _ choices: BoardChoices.Repeats, in db: Reader
    ) throws -> [BoardRepeats.Officer] {
        let since = Moment(Day(week: now.week - boardWeeks + 1))
        let own: SQL = " AND \(principal.mayWork(on: "case_decider.kase"))"
        let rows = try db.all(
            """
            SELECT at_office, account, MAX(name), COUNT(*) FROM case_decider
            WHERE \(offices("at_office")) AND at >= \(since)\(own) GROUP BY at_office, account
            """)
        let found = try rows.map { row in
            BoardRepeats.Officer(
                office: try row[0], name: try row[2], account: try row[1], decided: try row[3],
                all: 0)
        }
        return Dictionary(grouping: found, by: \.office).values
            .flatMap { BoardRepeats.standingOut($0, choices) }
            .sorted { ($0.office, $0.name, $0.account) < ($1.office, $1.name, $1.account) }
    }
}

extension BoardRepeats {
    /// The most repeated first.
    fileprivate static func precedes(_ one: Thing, _ other: Thing) -> Bool {
        if one.applicants != other.applicants { return one.applicants > other.applicants }
        return (one.office, one.kind.rawValue, one.value)
            < (other.office, other.kind.rawValue, other.value)
    }

    /// Those of one office whose share is as large as was chosen. Pure.
    static func standingOut(
        _ officers: [Officer], _ choices: BoardChoices.Repeats
    ) -> [Officer] {
        let all = officers.reduce(0) { $0 + $1.decided }
        guard all >= choices.decisions, officers.count >= choices.officers else { return [] }
        return officers.filter { $0.decided * 100 >= choices.share * all }.map {
            Officer(
                office: $0.office, name: $0.name, account: $0.account, decided: $0.decided,
                all: all)
        }
    }
}

/// The most repeated; the next ones come when these were looked into.
private let repeatRows = 50
/// Enough to see what is the matter.
private let repeatFiles = 20
