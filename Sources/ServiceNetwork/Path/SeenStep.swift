import Kernel
import Storage

/// What a body sees of a path: its own step and, of the person, what the consent says. Nothing else of the path moves it:
/// no other step, no review, no later consent.
struct SeenStep: Sendable {
    let id: StepID
    let content: PathStep.Content
    let dueOn: Day
    let agreedAt: Moment
    let closedAt: Moment?
    /// Whom it is for, as far as the consent gives the name.
    let whom: String?
    /// Who is reached, and how.
    let contact: String?
    let notes: [PathNote]
    let isDemo: Bool

    var outcome: PathOutcome? { notes.compactMap(\.content.outcome).last }

    func isOverdue(on today: Day) -> Bool { closedAt == nil && dueOn < today }
}

extension Principal {
    /// The bodies for which somebody takes steps. Whoever decides on status, or is asked about it, takes none.
    var takesSteps: [OrganisationID] {
        if duties.contains(where: { [.officer, .supervisor, .police].contains($0.role) }) {
            return []
        }
        let own = duties(.partner).filter { $0.purpose == .status || $0.purpose == .help }
        return Set(own.map(\.organisation)).sorted()
    }
}

extension SeenStep {
    /// Another body's step is not there, nor is one whose consent ended.
    static func find(
        _ id: StepID, for principal: Principal, at now: Moment, in db: Reader
    ) throws -> SeenStep {
        let found = try principal.takesSteps.flatMap {
            try steps(of: $0, "AND s.id = \(id)", at: now, in: db)
        }
        guard let step = found.first else { throw Refused.notFound }
        return step
    }

    /// Those that are open first, the next due of them before the others.
    static func all(
        for principal: Principal, at now: Moment, in db: Reader
    ) throws -> [SeenStep] {
        try principal.takesSteps.flatMap { try steps(of: $0, "", at: now, in: db) }
    }

    private static func steps(
        of body: OrganisationID, _ more: SQL, at now: Moment, in db: Reader
    ) throws -> [SeenStep] {
        try db.all(
            """
            SELECT s.id, s.content, s.due_on, s.agreed_at, s.closed_at, p.id, p.content, p.demo, c.facts
            FROM path_step AS s JOIN integration_path AS p ON p.id = s.path
            JOIN network_consent AS c ON c.id = p.consent
            JOIN network_consent_body AS b ON b.consent = c.id AND b.body_hash = \(Consent.bodyHash(body, db.keys))
            WHERE s.body_hash = \(PathSeal.body(body, db.keys)) AND s.agreed_at IS NOT NULL
                AND s.taken_back_at IS NULL AND p.ended_at IS NULL AND \(Consent.inForce(at: now)) \(more)
            ORDER BY CASE WHEN s.closed_at IS NULL THEN 0 ELSE 1 END, s.due_on, s.agreed_at, s.id
            LIMIT \(stepsMax)
            """
        ).map { try SeenStep($0, in: db) }
    }

    private init(_ row: Row, in db: Reader) throws {
        id = try row[0]
        content = try PathSeal.open(try row[1], try row[0] as StepID, db.keys)
        dueOn = try row[2]
        agreedAt = try row[3]
        closedAt = try row[4]
        let path: IntegrationPath.Content = try PathSeal.open(
            try row[6], try row[5] as PathID, db.keys)
        isDemo = try row[7]
        let facts = ConsentFact.list(try row[8])
        whom = facts.contains(.name) ? content.whom : nil
        let named = facts.contains(.name) && content.whom != path.name
        contact =
            facts.contains(.contact) ? (named ? "\(path.name): " : "") + path.contact : nil
        notes = try db.all(
            "SELECT id, step, content, noted_at FROM path_note WHERE step = \(id) ORDER BY noted_at, id"
        ).map { try PathNote($0, db.keys) }
    }
}

/// A page to work through; those that are closed come last.
private let stepsMax = 300
