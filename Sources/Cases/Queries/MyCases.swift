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
        let own = house.ownFiles(of: principal, held)
        let today = house.zone.day(of: now)
        all = try db.count("SELECT COUNT(*) FROM kase WHERE \(own)")
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
    /// Which files somebody may see as their own: theirs, and of those who gave them a mandate; of these no complaint
    /// about the service but what they handed in themselves, and none that names them.
    func ownFiles(of principal: Principal, _ held: [CaseMandate]) -> SQL {
        let people = Set([principal.person].compactMap(\.self) + held.map(\.person)).sorted()
        let theirs: SQL = "applicant IN \(list: people)"
        let complaints = policy.procedures.filter { $0.recusal != nil }.map(\.code)
        if held.isEmpty || complaints.isEmpty { return theirs }
        let own: SQL = principal.person.map { person -> SQL in "applicant = \(person)" } ?? "1 = 0"
        return """
            \(theirs) AND (\(own) OR procedure NOT IN \(list: complaints)
                OR filed_by = \(principal.account) AND \(principal.isNotNamed(in: "id")))
            """
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
