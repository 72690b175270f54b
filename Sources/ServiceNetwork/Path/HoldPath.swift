import Kernel
import Storage

/// A person takes into their account the path that was drawn up with them, by the code that they were given.
struct JoinPath {
    let code: String

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws -> PathID {
        guard let person = principal.person else { throw Refused.notFound }
        guard let reference = Reference(code),
            let row = try db.first(
                """
                SELECT id, content FROM integration_path
                WHERE code_hash = \(PathSeal.code(reference, db.keys)) AND ended_at IS NULL
                    AND drawn_at > \(now.adding(seconds: -codeSeconds))
                """)
        else { throw PathRefusal.unknownCode }
        let id: PathID = try row[0]
        var content: IntegrationPath.Content = try PathSeal.open(try row[1], id, db.keys)
        (content.code, content.holder) = (nil, person)
        try db.run(
            """
            UPDATE integration_path SET holder_hash = \(Consent.personHash(person, db.keys)), code_hash = NULL,
                content = \(PathSeal.close(content, id, db.keys)) WHERE id = \(id)
            """)
        try db.record(
            JournalEvent("path.joined", subject: IntegrationPath.subject(id)), by: principal,
            at: now)
        return id
    }
}

/// Somebody agrees to the steps of a path, and says what its bodies may know of them: by their account, or, as long as it is
/// in no account, by their word or paper at the desk of whoever keeps it.
struct AgreeToPath {
    let path: PathID
    let way: ConsentWay
    let facts: Set<ConsentFact>
    /// The proposed steps that they read; nil where all that stands is meant.
    var seen: Set<StepID>?

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let whole = try WholePath(found(principal, now, db), in: db)
        let before = whole.path.consent
        if whole.steps.isEmpty { throw PathRefusal.noStep }
        if let seen, !whole.proposed.allSatisfy({ seen.contains($0.id) }) {
            throw PathRefusal.changed
        }
        if whole.proposed.isEmpty, whole.path.state(at: now) == .inForce,
            before?.scope.facts == facts
        {
            throw PathRefusal.nothingNew
        }
        let scope = ConsentScope(
            subject: .path(path.value), bodies: Set(whole.steps.map(\.content.body)), facts: facts)
        let consent = try Consent.give(
            scope, way: way, until: now.adding(seconds: consentSeconds), by: principal, at: now,
            in: db)
        // Never said to a body: a later consent to another's step must not move what it sees.
        try db.run(
            """
            UPDATE path_step SET agreed_at = \(now)
            WHERE path = \(path) AND agreed_at IS NULL AND taken_back_at IS NULL
            """)
        try db.run("UPDATE integration_path SET consent = \(consent) WHERE id = \(path)")
        if let before { try before.end(by: principal, at: now, in: db) }
        try db.record(
            JournalEvent(
                "path.agreed", subject: IntegrationPath.subject(path), ["way": way.rawValue]),
            by: principal, at: now)
    }

    private func found(
        _ principal: Principal, _ now: Moment, _ db: Reader
    ) throws -> IntegrationPath {
        if way == .account {
            let own = try IntegrationPath.held(path, by: principal, in: db)
            if own.state(at: now) == .ended { throw Refused.notFound }
            return own
        }
        let kept = try IntegrationPath.kept(path, by: principal, at: now, in: db)
        if kept.isJoined { throw PathRefusal.joined }
        return kept
    }
}

/// The person ends the path everywhere at once, or its mediator on their word. What is in nobody's account is deleted.
struct EndPath {
    let path: PathID
    let byKeeper: Bool

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let found =
            byKeeper
            ? try IntegrationPath.kept(path, by: principal, at: now, in: db)
            : try IntegrationPath.held(path, by: principal, in: db)
        if found.endedAt != nil { return }
        try db.run("UPDATE integration_path SET ended_at = \(now) WHERE id = \(path)")
        if let consent = found.consent { try consent.end(by: principal, at: now, in: db) }
        try db.record(
            JournalEvent("path.ended", subject: IntegrationPath.subject(path)), by: principal,
            at: now)
        if !found.isJoined { try DeletePath.rows(of: path, by: principal, at: now, in: db) }
    }
}

/// The person deletes a path that was ended: nothing of it stays that can be read.
struct DeletePath {
    let path: PathID

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let found = try IntegrationPath.held(path, by: principal, in: db)
        guard found.state(at: now) == .ended else { throw PathRefusal.notEnded }
        try DeletePath.rows(of: path, by: principal, at: now, in: db)
    }

    static func rows(
        of path: PathID, by principal: Principal, at now: Moment, in db: Writer
    ) throws {
        let steps: [StepID] = try db.all(
            "SELECT id FROM path_step WHERE path = \(path) ORDER BY id"
        ).map { try $0[0] }
        try db.run("DELETE FROM path_note WHERE path = \(path)")
        try db.run("DELETE FROM path_step WHERE path = \(path)")
        try db.run("DELETE FROM integration_path WHERE id = \(path)")
        for subject in steps.map(PathStep.subject) + [IntegrationPath.subject(path)] {
            try db.erase(subject: subject, reason: "path deleted", by: principal, at: now)
        }
    }
}

extension Consent {
    /// Withdraws it where whoever acts may: by the account that gave it, or at the desk that noted it. Where it stands,
    /// the path that was ended or agreed to anew asks it no more.
    fileprivate func end(by principal: Principal, at now: Moment, in db: Writer) throws {
        if try Consent.mayWithdraw(id, principal, in: db) {
            try Consent.withdraw(id, by: principal, at: now, in: db)
        }
    }
}

/// Long enough to come home and sign in.
private let codeSeconds: Int64 = 30 * 86_400
/// Consents are for a year at most.
private let consentSeconds: Int64 = 365 * 86_400
