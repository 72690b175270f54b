/// What was written to a connection up to a sync, in order: each step is answered once.
struct PostgresBatch {
    enum Step {
        /// BEGIN, COMMIT and the like: nobody waits for its answer.
        case command
        case prepare(name: String, text: String)
        case statement
    }

    private(set) var sent: [Step] = []

    init(_ steps: Step...) {
        sent = steps
    }

    mutating func add(_ step: Step) { sent.append(step) }

    /// The name of a text that is prepared further ahead.
    func name(of text: String) -> String? {
        for case .prepare(name: let name, text: text) in sent { return name }
        return nil
    }
}
