import Kernel

extension CaseEvent {
    static let importedKind = "case.imported"

    /// A file that another system kept before, as it was taken over: the first event of its case here.
    ///
    /// The journal says when it was taken over; the clocks count from when it was handed in there.
    struct Imported: Codable, Sendable, Equatable {
        let filed: Filed
        /// Noon of the day on which it was handed in to the other system.
        let filedAt: Moment
        /// The other system, and its own number of the file.
        let source: String
        let number: String
        let nationality: String?
        /// Codes of the papers that the other system says it holds: none of them is a file here.
        let documents: [String]
        let mail: String?
        let phone: String?
        /// What was decided there; nil while it is pending.
        let decided: Decided?

        /// An outcome by its code. Grounds and reasons stayed in the other system: here they are not known.
        struct Decided: Codable, Sendable, Equatable {
            let outcome: String
            let at: Moment
        }
    }
}

extension CaseHistory {
    /// The history that an event begins; nil where no case begins with it.
    init?(beginning event: CaseEvent) {
        switch event.what {
        case .filed(let filed):
            let at = filed.heard?.at ?? event.at
            self.init(filed: filed, filedAt: at, clockEvents: [(event.kind, at)])
        case .imported(let imported):
            self.init(
                filed: imported.filed, filedAt: imported.filedAt,
                clockEvents: [(CaseEvent.filedKind, imported.filedAt)])
            self.imported = imported
            if let there = imported.decided { decide(there) }
        default: return nil
        }
    }

    private mutating func decide(_ there: CaseEvent.Imported.Decided) {
        decision = CaseEvent.Decision(
            outcome: there.outcome, grounds: [], reasons: "", despite: nil)
        decidedAt = there.at
        clockEvents.append((CaseEvent.decidedKind, there.at))
    }
}
