public import Kernel
import Languages
import LegalTime
import Storage

extension Cases {
    /// Notes of every open case whose period ended in silence that the law counts it as approved: the case stands at a stage
    /// of its own from then on, and its person is told. Once for each; returns how many it noted.
    public func noteTacitApprovals(at now: Moment) async throws -> Int {
        let today = house.zone.day(of: now)
        var (noted, last) = (0, CaseID(0))
        while true {
            let batch = try await database.read { [last] db in
                try db.all(
                    """
                    SELECT \(Case.columns) FROM kase WHERE id > \(last) AND id IN (
                        SELECT kase FROM case_clock WHERE effect <> 'none' AND avertable < \(today)
                            AND effect = \(ClockEffect.tacitApproval.rawValue))
                        AND decided_at IS NULL AND state <> \(tacitStage)
                    ORDER BY id LIMIT \(tacitBatch)
                    """
                ).map { try Case(row: $0) }
            }
            guard let end = batch.last?.id else { return noted }
            last = end
            for kase in batch {
                noted += try await database.write { [house] db in
                    try kase.noteTacitApproval(on: today, at: now, in: db, house) ? 1 : 0
                }
            }
        }
    }
}

extension Case {
    /// False where somebody decided meanwhile, where silence approved nothing, and where it was noted before.
    fileprivate func noteTacitApproval(
        on today: Day, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Bool {
        let clocks = try house.clocks(of: self)
        let event = try clocks.tacitApprovalToNote(self.history(in: db), on: today)
        guard let event else { return false }
        try record(
            CaseEvent.tacitlyApprovedKind, event, by: .house, at: now, in: db, house)
        try house.tell(self, key: "tacit/\(id)", legalEffect: true, at: now, in: db) { t in
            let values = ["reference": reference.text, "date": t.date(event.ended)]
            return .init(
                title: t("Nobody decided in time: your request counts as approved"),
                body: t(
                    "The period of your case {reference} ended on {date} without a decision. The law counts the request as approved. Its page says what of this is confirmed, and gives you a letter that says so.",
                    values))
        }
        return true
    }
}

/// The person asks for a letter which says that silence approved their request: made once, then the same.
struct StateTacitApproval {
    let reference: Reference

    /// Returns the letter to show; refuses with `CaseRefusal.notTacit` where nothing of the kind is noted.
    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> LetterID {
        let kase = try Case.find(reference, for: principal, in: db)
        let history = try kase.history(in: db)
        guard let approval = history.tacit, history.decision == nil else {
            throw CaseRefusal.notTacit
        }
        let made: LetterID? = try db.value(
            """
            SELECT id FROM letter WHERE kase = \(kase.id) AND kind = \(LetterKind.tacitNotice.rawValue)
            ORDER BY id DESC LIMIT 1
            """)
        if let made { return made }
        try kase.record(
            CaseEvent.approvalCertifiedKind, approval, by: principal, at: now, in: db, house)
        return try MakeLetter(kase: kase, kind: .tacitNotice)
            .perform(by: principal, at: now, in: db, house)
    }
}

/// The stage of the procedures' files at which what silence approved stands.
let tacitStage = "tacitly-granted"
private let tacitBatch = 100
