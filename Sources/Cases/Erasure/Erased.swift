import Kernel
import Storage

/// What the journal says of a file that was erased: the line that took the place of all before it. It names nobody but
/// those of the staff who did it, and says what figures need.
struct Erased: Codable, Sendable, Equatable {
    let ground: ErasureGround
    /// Who proposed it; nil where the file went because its time was over, by a command.
    let proposedBy: String?
    let by: String
    let version: String
    let state: String
    let decidedAt: Moment?
    let outcome: String?

    static let kind = "case.erased"
    /// What the request that asked for it keeps, in its own chain.
    static let doneKind = "file.erased"

    init(_ kase: Case, _ ground: ErasureGround, proposedBy: String?, by: String) {
        (self.ground, self.proposedBy, self.by) = (ground, proposedBy, by)
        version = kase.procedureVersion
        state = kase.projection.state
        decidedAt = kase.projection.decidedAt
        outcome = kase.projection.outcome
    }

    /// Nil where the file was not erased.
    static func find(_ kase: CaseID, in db: Reader) throws -> Erased? {
        try line(of: kase, in: db)?.decoded(Erased.self)
    }

    /// The line of the journal; the one before its key was destroyed is no other.
    static func line(of kase: CaseID, in db: Reader) throws -> JournalLine? {
        try db.journal(of: Case.subject(kase)).last { $0.kind == kind && $0.payload != nil }
    }

    /// An erased file is closed for good: nobody has to act, and no date runs.
    var projection: Case.Projection {
        Case.Projection(
            state: state, turn: .none, nextDate: nil, decidedAt: decidedAt, outcome: outcome)
    }

    /// What of an erased file is not as the journal says; nil where all is.
    func difference(of kase: Case, in db: Reader) throws -> RebuildDifference? {
        let clocks = try OpenClock.all(of: kase.id, in: db)
        let documents = try CaseDocument.all(of: kase.id, in: db).map(\.id)
        if kase.isErased, projection == kase.projection, version == kase.procedureVersion,
            clocks.isEmpty, documents.isEmpty
        {
            return nil
        }
        return RebuildDifference(
            reference: kase.reference, stored: kase.projection, rebuilt: projection,
            clocks: clocks.map(\.clock).sorted(), documents: documents.sorted(),
            isMisplaced: false)
    }

    /// Writes the row of an erased file as the journal says it.
    func write(_ kase: Case, in db: Writer) throws {
        try db.run(
            """
            UPDATE kase SET applicant = \(Case.nobody), filed_by = \(AccountID(0)),
                municipality = office_place, procedure_version = \(version), state = \(state),
                turn = \(Turn.none), next_date = NULL, office_date = NULL,
                decided_at = \(decidedAt), outcome = \(outcome)
            WHERE id = \(kase.id)
            """)
        try db.run("DELETE FROM case_clock WHERE kase = \(kase.id)")
    }
}

/// That somebody of the office proposes to erase a file, until another human being confirms it or sends it back.
struct ErasureProposal: Sendable {
    let said: Said
    let by: AccountID
    let at: Moment

    struct Said: Codable, Sendable, Equatable {
        let ground: ErasureGround
        let name: String
        /// Which human being that is, so that a second account is no second person; nil where nobody said it.
        let person: PersonID?
    }

    struct SentBack: Codable, Sendable, Equatable {
        let because: String
        let name: String
    }

    static let kind = "erasure.proposed"
    static let sentBackKind = "erasure.sent-back"

    /// What waits; nil where nothing does.
    static func find(_ kase: CaseID, in db: Reader) throws -> ErasureProposal? {
        let last = try db.journal(of: Case.subject(kase)).last {
            $0.kind == kind || $0.kind == sentBackKind
        }
        guard let last, last.kind == kind, let said = last.decoded(Said.self) else { return nil }
        return ErasureProposal(said: said, by: last.actor, at: last.at)
    }

    /// Whether somebody is the human being who proposed it, under whichever account.
    func isBy(_ principal: Principal) -> Bool {
        by == principal.account || said.person.map { principal.isSelf($0) } ?? false
    }
}
