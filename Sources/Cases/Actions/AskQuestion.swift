import Kernel
import Languages
import Storage

/// A person asks something in their case: somebody of the office owes the answer from then on.
struct AskQuestion {
    let reference: Reference
    let text: String
    var wants = PersonQuestion.Wants.answer

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.find(reference, for: principal, in: db)
        guard kase.access(of: principal) == .applicant else { throw Refused.notFound }
        if let refusal = QuestionRefusal.of(text) { throw refusal }
        let open = try db.count(
            "SELECT COUNT(*) FROM case_question WHERE kase = \(kase.id) AND answered_at IS NULL")
        if open >= openQuestionsMax { throw QuestionRefusal.tooMany }
        if wants == .reopening, let refusal = try reopeningRefusal(kase, in: db, house) {
            throw refusal
        }
        let owner = try house.owner(ofQuestionsIn: kase, at: now, in: db)
        let id = PersonQuestionID.new(at: now)
        try db.run(
            """
            INSERT INTO case_question (question, kase, at_office, wants, asked_at, owner, owner_name)
            VALUES (\(id), \(kase.id), \(kase.office), \(wants.rawValue), \(now),
                \(owner?.account), \(owner?.name ?? ""))
            """)
        let event = CaseEvent.QuestionAsked(
            id: id, wants: wants, text: text, owner: owner?.account, ownerName: owner?.name)
        try kase.note(CaseEvent.questionAskedKind, event, by: principal, at: now, in: db)
    }

    private func reopeningRefusal(
        _ kase: Case, in db: Reader, _ house: CaseHouse
    ) throws -> ReopenRefusal? {
        let events = try CaseEvent.all(of: kase.id, in: db)
        if events.questions.contains(where: { $0.wants == .reopening && $0.answer == nil }) {
            return .askedAlready
        }
        return try kase.history(in: db).reopeningRefusal(try house.procedure(kase.procedure))
    }
}

/// Somebody of the office answers; the person is told.
struct AnswerQuestion {
    let reference: Reference
    let question: PersonQuestionID?
    let text: String
    /// The code of a prepared text, where nothing was typed.
    var prepared: String?

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        // A question is no step of the case: it waits for nobody who has the case.
        let kase = try Case.findForStaff(reference, principal, in: db)
        let text = try house.words(text, prepared: prepared, to: kase, in: db)
        if let refusal = QuestionRefusal.of(text) { throw refusal }
        guard let question else { throw QuestionRefusal.answered }
        try kase.answer(question, text, by: principal, at: now, in: db, house)
    }
}

extension Case {
    /// Who may answer was asked before.
    func answer(
        _ question: PersonQuestionID, _ text: String, by principal: Principal, at now: Moment,
        in db: Writer, _ house: CaseHouse
    ) throws {
        let changed = try db.run(
            """
            UPDATE case_question SET answered_at = \(now)
            WHERE question = \(question) AND kase = \(id) AND answered_at IS NULL
            """)
        if changed == 0 { throw QuestionRefusal.answered }
        let event = CaseEvent.QuestionAnswered(id: question, text: text)
        try note(CaseEvent.questionAnsweredKind, event, by: principal, at: now, in: db)
        try house.tell(self, key: "question/\(question)", at: now, in: db) { t in
            .init(
                title: t("Your question is answered"),
                body: t(
                    "The office answered what you asked in your case {reference}.",
                    ["reference": reference.text]))
        }
    }
}

extension CaseHouse {
    /// Whoever has the case, else whoever decided it, else the one of the office who owes the fewest answers; nobody
    /// answers in a case of their own, nor in a complaint about themselves.
    fileprivate func owner(
        ofQuestionsIn kase: Case, at now: Moment, in db: Reader
    ) throws -> CaseOfficer? {
        let officers = try neighbours.officers(kase.office, db).filter {
            try kase.isOpen(to: $0, in: db)
        }
        let take = try Take.of(kase.id, in: db).flatMap { $0.isHeld(at: now) ? $0.account : nil }
        let decider: AccountID? = try db.value(
            "SELECT account FROM case_decider WHERE kase = \(kase.id)")
        for account in [take, decider].compactMap(\.self) {
            if let known = officers.first(where: { $0.account == account }) { return known }
        }
        var owed: [AccountID: Int] = [:]
        for row in try db.all(
            """
            SELECT owner, COUNT(*) FROM case_question
            WHERE at_office = \(kase.office) AND answered_at IS NULL AND owner IS NOT NULL
            GROUP BY owner
            """)
        {
            let (account, count): (AccountID, Int) = (try row[0], try row[1])
            owed[account] = count
        }
        return officers.min {
            (owed[$0.account] ?? 0, $0.account) < (owed[$1.account] ?? 0, $1.account)
        }
    }
}
