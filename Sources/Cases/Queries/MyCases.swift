import Kernel
import Storage

/// One page of the files that somebody may see as their own, and under which mandates.
struct CaseList: Sendable {
    let cases: [Case]
    let all: Int
    /// The mandates that opened what stands on the page.
    let mandates: [CaseMandate]
    /// For how many people the reader acts, found or not.
    let entrusted: Int

    var pages: Int { max(1, (all + casesPerPage - 1) / casesPerPage) }

    /// What waits for the reader stands first, what is over last; within each the newest first.
    /// `name` keeps those files of others whose person is called so.
    init(
        page: Int, named name: String = "", for principal: Principal, at now: Moment,
        in db: Reader, _ house: CaseHouse
    ) throws {
        let all = try house.neighbours.mandates(principal, now, db)
        let held = all.named(name)
        entrusted = Set(all.map(\.person)).count
        let people =
            name.isEmpty
            ? CaseHouse.people(principal, held) : Set(held.flatMap(\.people)).sorted()
        let today = house.zone.day(of: now)
        self.all = try db.count("SELECT COUNT(*) FROM kase WHERE applicant IN \(list: people)")
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
            !principal.isOwn(mandate.person)
                && cases.contains { mandate.people.contains($0.applicant) }
        }
    }

    /// Whose a file is, where it is not the reader's own.
    func name(of kase: Case) -> String? {
        mandates.first { $0.people.contains(kase.applicant) }?.name
    }
}

extension CaseHouse {
    /// Whose files somebody may see as their own: theirs under all their numbers, and of those who gave them a mandate.
    func peopleBehind(
        _ principal: Principal, at now: Moment, in db: Reader
    ) throws -> [PersonID] {
        CaseHouse.people(principal, try neighbours.mandates(principal, now, db))
    }

    static func people(_ principal: Principal, _ held: [CaseMandate]) -> [PersonID] {
        principal.numbers
            + Set(held.flatMap(\.people)).sorted { $0.value < $1.value }
    }
}

/// One screen of a phone holds about five.
let casesPerPage = 20
