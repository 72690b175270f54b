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
        let own = house.ownFiles(of: principal, people)
        let today = house.zone.day(of: now)
        self.all = try db.count("SELECT COUNT(*) FROM kase WHERE \(own)")
        let cases = try db.all(
            """
            SELECT \(Case.columns) FROM kase WHERE \(own)
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
    /// Which of some people's files somebody may see as their own: theirs, and of those who gave them a mandate; of these
    /// no complaint about the service but what they handed in themselves, and none that names them.
    func ownFiles(of principal: Principal, _ people: [PersonID]) -> SQL {
        let theirs: SQL = "applicant IN \(list: people)"
        let complaints = policy.procedures.filter { $0.recusal != nil }.map(\.code)
        if complaints.isEmpty || people.allSatisfy(principal.isOwn) { return theirs }
        return """
            \(theirs) AND (applicant IN \(list: principal.numbers)
                OR procedure NOT IN \(list: complaints)
                OR filed_by = \(principal.account) AND \(principal.isNotNamed(in: "id")))
            """
    }

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

extension Case {
    /// Whether somebody handed a complaint in for its person and is not named by it: without that no mandate opens one,
    /// as it may be about whoever holds the mandate.
    func isComplaint(handedInBy principal: Principal) -> Bool {
        let isAboutThem = recusal.map { $0.names(principal.name) } ?? false
        return filedBy == principal.account && !isAboutThem
    }
}

/// One screen of a phone holds about five.
let casesPerPage = 20
