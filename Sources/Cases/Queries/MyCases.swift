import Kernel
import Storage

/// One page of the files that somebody may see as their own, and under which mandates.
struct CaseList: Sendable {
    let cases: [Case]
    let all: Int
    /// The mandates that opened what stands on the page.
    let mandates: [CaseMandate]

    var pages: Int { max(1, (all + casesPerPage - 1) / casesPerPage) }

    /// What waits for the reader stands first, what is over last; within each the newest first.
    init(
        page: Int, for principal: Principal, at now: Moment, in db: Reader, _ house: CaseHouse
    ) throws {
        let held = try house.neighbours.mandates(principal, now, db)
        let people = CaseHouse.people(principal, held)
        let today = house.zone.day(of: now)
        all = try db.count("SELECT COUNT(*) FROM kase WHERE applicant IN \(list: people)")
        let cases = try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE applicant IN \(list: people)
            ORDER BY CASE WHEN turn = 'person' AND (next_date IS NULL OR next_date >= \(today)) THEN 0
                WHEN turn = 'none' THEN 2 ELSE 1 END,
                filed_at DESC, id DESC
            LIMIT \(casesPerPage) OFFSET \((page - 1) * casesPerPage)
            """
        ).map(Case.init)
        self.cases = cases
        mandates = held.filter { mandate in
            mandate.person != principal.person
                && cases.contains { $0.applicant == mandate.person }
        }
    }

    /// Whose a file is, where it is not the reader's own.
    func name(of kase: Case) -> String? {
        mandates.first { $0.person == kase.applicant }?.name
    }
}

extension CaseHouse {
    /// Whose files somebody may see as their own: theirs, and of those who gave them a mandate.
    func peopleBehind(
        _ principal: Principal, at now: Moment, in db: Reader
    ) throws -> [PersonID] {
        CaseHouse.people(principal, try neighbours.mandates(principal, now, db))
    }

    static func people(_ principal: Principal, _ held: [CaseMandate]) -> [PersonID] {
        [principal.person].compactMap(\.self)
            + Set(held.map(\.person)).sorted { $0.value < $1.value }
    }
}

/// One screen of a phone holds about five.
let casesPerPage = 20
