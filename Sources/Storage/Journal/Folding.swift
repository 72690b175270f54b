/// What a room made of the lines of one subject, up to a line.
struct Folded {
    let state: any Sendable
    let seq: Int
}

extension Reader {
    /// Folds the lines of one subject, oldest first; nil where it has none, or `begin` makes nothing of the first.
    ///
    /// A write reads the lines of a subject once: what it has folded stays with it, and what it adds itself is folded on.
    /// Every fold of one subject has the same `State`.
    public func fold<State: Sendable>(
        _ subject: String, begin: (JournalLine) -> State?,
        next: (inout State, JournalLine) -> Void
    ) throws -> State? {
        let writer = self as? Writer
        let known = writer?.folded[subject]
        var state = known?.state as? State
        var lines =
            state == nil ? try journal(of: subject)[...] : (writer?.added[subject] ?? [])[...]
        if let seq = known?.seq, state != nil { lines = lines.drop { $0.seq <= seq } }
        guard let last = lines.last else { return state }
        if state == nil, let first = lines.popFirst() { state = begin(first) }
        guard var folded = state else { return nil }
        for line in lines { next(&folded, line) }
        writer?.keep(folded, upTo: last.seq, of: subject)
        return folded
    }
}

extension Writer {
    fileprivate func keep(_ state: some Sendable, upTo seq: Int, of subject: String) {
        folded[subject] = Folded(state: state, seq: seq)
        added[subject] = []
    }

    /// A line that this write has added: a fold that it has made already goes on with it.
    func noteAdded(_ event: JournalEvent, _ facts: LineFacts) {
        guard folded[event.subject] != nil else { return }
        added[event.subject, default: []].append(
            JournalLine(
                seq: facts.seq, kind: facts.kind, subject: facts.subject, actor: facts.actor,
                at: facts.at, payload: event.payload))
    }

    /// What was folded is read anew: lines of the subject cannot be read any more.
    func forgetFolded(_ subject: String) {
        (folded[subject], added[subject], tails[subject]) = (nil, nil, nil)
    }
}
