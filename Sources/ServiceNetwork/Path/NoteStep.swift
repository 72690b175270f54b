import Kernel
import Storage

/// A body notes how its step goes, or what came of it and why.
struct NoteStep {
    let step: StepID
    let words: String
    /// Closes the step.
    let outcome: PathOutcome?
    /// Tells whoever holds the path that there is an outcome.
    var tell: TellNews = { _, _, _ in }

    func perform(by principal: Principal, at now: Moment, in db: Writer) throws {
        let seen = try SeenStep.find(step, for: principal, at: now, in: db)
        if seen.closedAt != nil { throw PathRefusal.closed }
        guard let path: PathID = try db.value("SELECT path FROM path_step WHERE id = \(step)")
        else {
            throw Refused.notFound
        }
        try PathNote.Content(words: words, outcome: outcome).store(of: step, path, at: now, in: db)
        if let outcome {
            let hash = PathSeal.outcome(seen.content.kind, outcome, db.keys)
            try db.run(
                "UPDATE path_step SET closed_at = \(now), outcome_hash = \(hash) WHERE id = \(step)"
            )
        }
        // In its own chain, and by the house: a clerk's number beside a path would tell of which body somebody has a step.
        try db.record(
            JournalEvent(
                outcome == nil ? "step.noted" : "step.closed", subject: PathStep.subject(step),
                ["by": principal.account.description]), by: .house, at: now)
        if outcome != nil { try tellHolder(of: path, at: now, in: db) }
    }

    private func tellHolder(of path: PathID, at now: Moment, in db: Writer) throws {
        let sealed: [UInt8]? = try db.value(
            "SELECT content FROM integration_path WHERE id = \(path)")
        let content: IntegrationPath.Content? = try sealed.map {
            try PathSeal.open($0, path, db.keys)
        }
        guard let person = content?.holder else { return }
        let event = NetworkNews.Event.step
        let news = NetworkNews(
            person: person, subject: IntegrationPath.subject(path), link: event.link,
            key: "path-step/\(step)/outcome", words: event.words)
        try tell(news, now, db)
    }
}
