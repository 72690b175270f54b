/// What one write among others has done so far, and whether it can be taken back alone.
struct PostgresPart {
    static let name = "part"
    static let mark = "SAVEPOINT " + name

    private(set) var hasChanged = false
    var isMarked = false

    var canMark: Bool { !hasChanged && !isMarked }

    mutating func noteChange() { hasChanged = true }
}

/// What was written to a connection up to a sync, in order: each step is answered once.
struct PostgresBatch {
    enum Step {
        /// BEGIN, COMMIT and the like: nobody waits for its answer.
        case command
        case prepare(name: String, text: String)
        case statement
        /// A statement that waits for another to be sent.
        case sent(Sent)
    }

    private(set) var steps: [Step] = []

    mutating func add(_ step: Step) { steps.append(step) }

    var prepares: Bool { steps.contains { if case .prepare = $0 { true } else { false } } }

    /// Whether a statement of it has an answer that somebody may ask for.
    var isAwaited: Bool { steps.contains { if case .sent = $0 { true } else { false } } }

    /// The name of a text that is prepared further ahead.
    func name(of text: String) -> String? {
        for case .prepare(name: let name, text: text) in steps { return name }
        return nil
    }
}
