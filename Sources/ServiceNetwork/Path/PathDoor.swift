import Formats
public import Kernel
public import Storage
import Web

extension ServiceNetwork {
    var pathRoutes: [Route] {
        PathPages(network: self).routes + PathDeskPages(network: self).routes
            + StepPages(network: self).routes
    }

    /// What is held of somebody's paths, as JSON; nil where there is none.
    public func pathHoldings(of person: PersonID, in db: Reader) throws -> [UInt8]? {
        let paths = try IntegrationPath.held(
            by: Principal(account: AccountID(0), person: person, name: "", duties: []), in: db)
        if paths.isEmpty { return nil }
        let all = try paths.map { try WholePath($0, in: db).json }
        return Array(JSON.array(all).pretty.utf8)
    }

    /// Deletes paths for which nobody's consent stands since a moment: drawn up and never agreed to, or not agreed to anew
    /// when it was over. What a person ended stays in their account until they delete it. Returns how many.
    public func purgePaths(before: Moment, at now: Moment, limit: Int, in db: Writer) throws -> Int
    {
        let ids: [PathID] = try db.all(
            """
            SELECT p.id FROM integration_path AS p LEFT JOIN network_consent AS c ON c.id = p.consent
            WHERE (p.consent IS NULL AND p.drawn_at < \(before))
                OR (p.ended_at IS NULL AND c.withdrawn_at IS NULL AND c.ends_at < \(before))
                OR (p.holder_hash IS NULL AND c.withdrawn_at < \(before))
            ORDER BY p.id LIMIT \(limit)
            """
        ).map { try $0[0] }
        for id in ids { try DeletePath.rows(of: id, by: .house, at: now, in: db) }
        return ids.count
    }

    /// An invented path, where there is none yet; says what it loaded.
    public func loadDemoPath(
        of person: Principal, keptBy mediator: Principal, at now: Moment
    ) async throws -> [String] {
        let policy = paths
        let steps = try await database.write { db in
            try LoadDemoPath(person: person, mediator: mediator).perform(at: now, in: db, policy)
        }
        return ["an integration path of \(steps) steps (invented)"]
    }
}

extension WholePath {
    fileprivate var json: JSON {
        let steps = self.steps.map { step -> JSON in
            .object([
                "kind": .string(step.content.kind.rawValue), "need": .string(step.content.need),
                "step": .string(step.content.words), "for": .string(step.content.whom),
                "body": .string(step.content.body.description),
                "due": .string(step.dueOn.description),
                "agreedAt": step.agreedAt.map { .string($0.description) } ?? .null,
                "notes": .array(notes(of: step.id).map(\.json)),
            ])
        }
        return .object([
            "name": .string(path.content.name), "contact": .string(path.content.contact),
            "members": .array(path.content.members.map { .string($0) }),
            "keptBy": .string(path.content.keeper), "drawnAt": .string(path.drawnAt.description),
            "reviewOn": .string(path.reviewOn.description), "steps": .array(steps),
            "reviews": .array(notes(of: nil).map(\.json)),
        ])
    }
}

extension PathNote {
    fileprivate var json: JSON {
        .object([
            "at": .string(notedAt.description), "words": .string(content.words),
            "outcome": content.outcome.map { .string($0.rawValue) } ?? .null,
        ])
    }
}
