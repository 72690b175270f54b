import Kernel
import Languages
import Storage

/// An officer notes the case at a court about a file, open or closed. A challenge of its decision is a step of the file too.
struct NoteCourtCase {
    let reference: Reference
    let court: CourtCase

    func perform(by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse) throws
    {
        let kase = try Case.findToAct(reference, principal, at: now, in: db)
        let zone = house.zone
        let refusal = court.refusal(
            filed: zone.day(of: kase.filedAt),
            decided: kase.projection.decidedAt.map { zone.day(of: $0) },
            on: zone.day(of: now))
        if let refusal { throw refusal }
        try keep(kase, at: now, in: db)
        try kase.note(CaseEvent.courtNotedKind, court, by: principal, at: now, in: db)
        // The step tells the person itself.
        if try noteChallenge(of: kase, by: principal, at: now, in: db, house) { return }
        let key = "court/\(kase.id)/\(now.microseconds)"
        try house.tell(kase, key: key, at: now, in: db) { t in
            .init(
                title: t("The office knows of your case at the court"),
                body: t(
                    "The office noted a case at a court about your case {reference}.",
                    ["reference": reference.text]))
        }
    }

    private func keep(_ kase: Case, at now: Moment, in db: Writer) throws {
        let known = try db.count("SELECT COUNT(*) FROM court_case WHERE kase = \(kase.id)")
        if known >= courtCasesMax { throw CourtRefusal.tooMany }
        guard let hash = CourtCase.hash(court.number, db.keys) else {
            throw CourtRefusal.numberMalformed
        }
        let sealed = try db.keys.seal(
            Array(court.number.utf8), use: courtUse, context: Case.subject(kase.id))
        let kept = try db.run(
            """
            INSERT INTO court_case
                (suit, kase, at_office, court, number_hash, number_text, about, lodged)
            VALUES (\(CourtCaseID.new(at: now)), \(kase.id), \(kase.office), \(court.court),
                \(hash), \(sealed), \(court.about.rawValue), \(court.lodged))
            ON CONFLICT DO NOTHING
            """)
        if kept == 0 { throw CourtRefusal.known }
    }

    /// Where the procedure's file knows the step, and the case stands where it can be done; answers whether the step told
    /// the person.
    private func noteChallenge(
        of kase: Case, by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> Bool {
        guard court.about == .decision else { return false }
        let offers = try house.procedure(kase.procedure).offers(kase.history(in: db))
        let step = offers.first { $0.rule.code == challengeStep && $0.isOpen }
        guard let step else { return false }
        try TakeStep(
            reference: reference, step: challengeStep,
            note: "\(court.court), \(court.number), \(court.lodged)"
        ).perform(by: principal, at: now, in: db, house)
        return step.rule.tells != nil
    }
}

extension CourtCase {
    /// The keyed hash by which a number is found; nil where it can be none.
    static func hash(_ number: String, _ keys: Keys) -> [UInt8]? {
        plain(number).map { keys.lookup($0, use: courtUse) }
    }
}

/// The step of the procedures' files with which a challenge is noted.
private let challengeStep = "appeal-noted"
let courtUse = "court-case"
