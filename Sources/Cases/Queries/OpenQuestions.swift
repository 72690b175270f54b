import Kernel
import LegalTime
import Storage

/// A question that waits, as an office sees it; its last day is derived when somebody looks.
struct OpenQuestion: Sendable {
    let id: PersonQuestionID
    let kase: Case
    let wants: PersonQuestion.Wants
    let askedAt: Moment
    /// Who owes the answer; empty where nobody worked at the office.
    let owner: String
    /// The last day for the answer; nil where the policy sets none.
    let answerBy: Day?
    /// How many wait in all, it among them.
    let waiting: Int

    func isLate(on today: Day) -> Bool { answerBy.map { $0 < today } ?? false }

    /// The oldest of the offices that somebody works for, without those of a file of their own. Of each the last day is
    /// derived: who wants a line asks for one.
    static func all(
        _ scope: WorkOffices, _ principal: Principal, limit: Int = questionRows, in db: Reader,
        _ house: CaseHouse
    ) throws -> [OpenQuestion] {
        try ahead(scope, principal, limit: limit, in: db, house).get()
    }

    static func ahead(
        _ scope: WorkOffices, _ principal: Principal, limit: Int, in db: Reader,
        _ house: CaseHouse
    ) throws -> Ahead<[OpenQuestion]> {
        try db.ahead(
            """
            SELECT \(Case.columns), question, wants, asked_at, owner_name,
                COUNT(*) OVER () AS waiting
            FROM kase JOIN case_question ON case_question.kase = kase.id
            WHERE answered_at IS NULL AND \(principal.mayRead(office: "at_office", within: scope))
            ORDER BY asked_at, question LIMIT \(limit)
            """
        ) { rows in try rows.compactMap { try OpenQuestion($0, house) } }
    }

    private init?(_ row: Row, _ house: CaseHouse) throws {
        let (word, askedAt): (String, Moment) = (try row["wants"], try row["asked_at"])
        guard let wants = PersonQuestion.Wants(rawValue: word) else { return nil }
        (self.wants, self.askedAt) = (wants, askedAt)
        kase = try Case(row: row)
        id = try row["question"]
        owner = try row["owner_name"]
        answerBy = try house.answer(in: kase, askedAt: askedAt)?.end
        waiting = try row["waiting"]
    }
}

extension CaseHouse {
    /// The period in which a question is answered: a rule of the policy, counted in the calendar of the case's office.
    func answer(in kase: Case, askedAt: Moment) throws -> ClockDerivation? {
        let day = zone.day(of: askedAt)
        let rule = policy.periods.group("desk")?.versions("question").first { $0.isValid(on: day) }
        return try rule?.derive(from: day, in: calendar(of: kase))
    }
}

/// A page; what is behind it waits shorter.
let questionRows = 100
