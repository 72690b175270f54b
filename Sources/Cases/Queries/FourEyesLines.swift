import Storage

extension FourEyesEvent {
    /// Reads a line of the journal; nil where it tells of no proposal.
    init?(_ line: JournalLine) {
        let known: FourEyesEvent? =
            switch line.kind {
            case FourEyesEvent.proposedKind: line.decoded(Proposed.self).map { .proposed($0) }
            case FourEyesEvent.sentBackKind: line.decoded(SentBack.self).map { .sentBack($0) }
            default: nil
            }
        guard let known else { return nil }
        self = known
    }
}
