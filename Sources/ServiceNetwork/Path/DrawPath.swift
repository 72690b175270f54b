import Kernel
import Storage

/// A mediator draws up a path together with somebody. Until that person agrees nobody else sees anything of it.
struct DrawPath {
    let name: String
    let contact: String
    let members: [String]
    let reviewOn: Day
    var isDemo = false

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> PathID {
        let id = PathID.new(at: now)
        let code = Reference.new(codeKind)
        let content = IntegrationPath.Content(
            name: name, contact: contact, members: members, keeper: principal.name, code: code.text)
        try db.run(
            """
            INSERT INTO integration_path (id, keeper, code_hash, content, drawn_at, review_on, demo)
            VALUES (\(id), \(principal.account), \(PathSeal.code(code, db.keys)),
                \(PathSeal.close(content, id, db.keys)), \(now), \(reviewOn), \(isDemo))
            """)
        try db.record(
            JournalEvent("path.drawn", subject: IntegrationPath.subject(id)), by: principal, at: now
        )
        return id
    }
}

/// A mediator proposes a step. Its body sees it once the person agreed.
struct AddStep {
    let path: PathID
    let content: PathStep.Content
    let dueOn: Day

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ policy: PathPolicy
    ) throws -> StepID {
        let whole = try WholePath(.kept(path, by: principal, at: now, in: db), in: db)
        if let refusal = refusal(whole, policy) { throw refusal }
        let id = StepID.new(at: now)
        try db.run(
            """
            INSERT INTO path_step (id, path, body_hash, content, due_on)
            VALUES (\(id), \(path), \(PathSeal.body(content.body, db.keys)),
                \(PathSeal.close(content, id, db.keys)), \(dueOn))
            """)
        try db.record(
            JournalEvent(
                "path.step.added", subject: IntegrationPath.subject(path), ["step": id.description]),
            by: principal, at: now)
        return id
    }

    /// Why this cannot be a step of the path, or nil.
    func refusal(_ whole: WholePath, _ policy: PathPolicy) -> PathRefusal? {
        guard let body = policy.body(content.body), body.kinds.contains(content.kind) else {
            return .bodyOfOtherKind
        }
        if !whole.path.people.contains(content.whom) { return .notForThisPerson }
        if policy.discreet.contains(content.kind), content.whom != whole.path.content.name {
            return .discreetForHolder
        }
        return whole.steps.count >= stepsOfPathMax ? .tooManySteps : nil
    }
}

/// A mediator takes a step back: its body sees nothing of it any more.
struct TakeBackStep {
    let path: PathID
    let step: StepID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        _ = try IntegrationPath.kept(path, by: principal, at: now, in: db)
        let changed = try db.run(
            """
            UPDATE path_step SET taken_back_at = \(now)
            WHERE id = \(step) AND path = \(path) AND taken_back_at IS NULL
            """)
        if changed == 0 { throw Refused.notFound }
        try db.record(
            JournalEvent(
                "path.step.taken-back", subject: IntegrationPath.subject(path),
                ["step": step.description]), by: principal, at: now)
    }
}

/// The mediator and the person looked at the path together, and say when they do so again.
struct ReviewPath {
    let path: PathID
    let words: String
    let next: Day

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        _ = try IntegrationPath.kept(path, by: principal, at: now, in: db)
        try PathNote.Content(words: words).store(of: nil, path, at: now, in: db)
        try db.run("UPDATE integration_path SET review_on = \(next) WHERE id = \(path)")
        try db.record(
            JournalEvent(
                "path.reviewed", subject: IntegrationPath.subject(path), ["next": next.description]),
            by: principal, at: now)
    }
}

extension PathNote.Content {
    func store(of step: StepID?, _ path: PathID, at now: Moment, in db: Writer) throws {
        let id = ID<PathNoteThing>.new(at: now)
        try db.run(
            """
            INSERT INTO path_note (id, path, step, content, noted_at)
            VALUES (\(id), \(path), \(step), \(PathSeal.close(self, id, db.keys)), \(now))
            """)
    }
}

/// The letters before the code by which a person takes a path into their account.
private let codeKind = "IP"
/// More than a family goes at once; a consent names at most twelve bodies.
private let stepsOfPathMax = 12
