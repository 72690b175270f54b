import Kernel
import Storage

/// A path with all that stands in it: for its person and for the mediator who keeps it, and for nobody else.
struct WholePath: Sendable {
    let path: IntegrationPath
    /// Without those that were taken back.
    let steps: [PathStep]
    let notes: [PathNote]

    /// Steps that no consent covers yet.
    var proposed: [PathStep] { steps.filter { $0.agreedAt == nil } }

    func notes(of step: StepID?) -> [PathNote] { notes.filter { $0.step == step } }

    func outcome(of step: StepID) -> PathOutcome? {
        notes(of: step).compactMap(\.content.outcome).last
    }

    init(_ path: IntegrationPath, in db: Reader) throws {
        self.path = path
        steps = try db.all(
            """
            SELECT id, content, due_on, agreed_at, closed_at FROM path_step
            WHERE path = \(path.id) AND taken_back_at IS NULL ORDER BY due_on, id
            """
        ).map { try PathStep($0, db.keys) }
        notes = try db.all(
            "SELECT id, step, content, noted_at FROM path_note WHERE path = \(path.id) ORDER BY noted_at, id"
        ).map { try PathNote($0, db.keys) }
    }
}

extension IntegrationPath {
    /// One that somebody holds by their account. Nobody acts for them here: no mandate opens a path.
    static func held(_ id: PathID, by principal: Principal, in db: Reader) throws -> IntegrationPath
    {
        let hashes = Consent.personHashes(principal, db.keys)
        return try only(
            db.all(
                "SELECT \(columns) FROM integration_path WHERE id = \(id) AND holder_hash IN \(list: hashes)"
            ), in: db)
    }

    static func held(by principal: Principal, in db: Reader) throws -> [IntegrationPath] {
        let hashes = Consent.personHashes(principal, db.keys)
        return try db.all(
            """
            SELECT \(columns) FROM integration_path WHERE holder_hash IN \(list: hashes)
            ORDER BY drawn_at DESC, id DESC LIMIT \(pathsMax)
            """
        ).map { try IntegrationPath($0, in: db) }
    }

    /// One that a mediator keeps. What was ended is not there: it ended for them too.
    static func kept(
        _ id: PathID, by principal: Principal, at now: Moment, in db: Reader
    ) throws -> IntegrationPath {
        guard principal.has(.mediator) else { throw Refused.notFound }
        let path = try only(
            db.all(
                "SELECT \(columns) FROM integration_path WHERE id = \(id) AND keeper = \(principal.account)"
            ), in: db)
        if path.state(at: now) == .ended { throw Refused.notFound }
        return path
    }

    /// Those that a mediator keeps, the next to be looked at first.
    static func kept(
        by principal: Principal, at now: Moment, in db: Reader
    ) throws -> [IntegrationPath] {
        guard principal.has(.mediator) else { return [] }
        return try db.all(
            """
            SELECT \(columns) FROM integration_path
            WHERE keeper = \(principal.account) AND ended_at IS NULL ORDER BY review_on, id LIMIT \(pathsMax)
            """
        ).map { try IntegrationPath($0, in: db) }.filter { $0.state(at: now) != .ended }
    }

    private static func only(_ rows: [Row], in db: Reader) throws -> IntegrationPath {
        guard let row = rows.first else { throw Refused.notFound }
        return try IntegrationPath(row, in: db)
    }

    static let columns: SQL =
        "id, content, consent, holder_hash, drawn_at, review_on, ended_at, demo"

    init(_ row: Row, in db: Reader) throws {
        id = try row[0]
        content = try PathSeal.open(try row[1], try row[0] as PathID, db.keys)
        let given: ConsentID? = try row[2]
        consent = try given.flatMap { try Consent.find($0, in: db) }
        isJoined = try row[3] as [UInt8]? != nil
        drawnAt = try row[4]
        reviewOn = try row[5]
        endedAt = try row[6]
        isDemo = try row[7]
    }
}

extension PathStep {
    init(_ row: Row, _ keys: Keys) throws {
        id = try row[0]
        content = try PathSeal.open(try row[1], try row[0] as StepID, keys)
        dueOn = try row[2]
        agreedAt = try row[3]
        closedAt = try row[4]
    }
}

extension PathNote {
    init(_ row: Row, _ keys: Keys) throws {
        step = try row[1]
        content = try PathSeal.open(try row[2], try row[0] as ID<PathNoteThing>, keys)
        notedAt = try row[3]
    }
}

/// More than a mediator keeps at a time.
private let pathsMax = 200
