import Kernel
import Storage

/// The row of how a file ended against its person, as its journal tells it: `rebuild` compares the two.
struct KeptEnding: Equatable {
    let office: LocationID
    /// The code of the outcome.
    let outcome: String
    let known: Ending.Known
    let endedAt: Moment
}

extension Case {
    /// What its events amount to: the decision that stands, where it is one against its person, and whether they knew
    /// of the draft before it.
    func ending(of events: [CaseEvent], _ house: CaseHouse) throws -> KeptEnding? {
        guard let last = events.lastIndex(where: { $0.kind == CaseEvent.decidedKind }),
            !events[last...].contains(where: { $0.kind == CaseEvent.reopenedKind }),
            case .decided(let decision) = events[last].what,
            let rule = try house.procedure(procedure).outcome(decision.outcome), rule.hearing,
            let before = Case.fold(Array(events[..<last]))
        else { return nil }
        return KeptEnding(
            office: office, outcome: rule.code, known: before.known, endedAt: events[last].at)
    }

    /// The row that is kept.
    func keptEnding(in db: Reader) throws -> KeptEnding? {
        try db.first(
            "SELECT at_office, ending, known, ended_at FROM case_ending WHERE kase = \(id)"
        ).map { row in
            KeptEnding(
                office: try row[0], outcome: try row[1], known: try row.word(2),
                endedAt: try row[3])
        }
    }

    func keep(_ ending: KeptEnding, in db: Writer) throws {
        try db.send(
            """
            INSERT INTO case_ending (kase, at_office, ending, known, ended_at)
            VALUES (\(id), \(ending.office), \(ending.outcome), \(ending.known.rawValue),
                \(ending.endedAt))
            """)
    }

    /// Makes the row anew: of files that ended before there were such rows, too.
    func rebuildEnding(in db: Writer, _ house: CaseHouse) throws {
        try dropEnding(in: db)
        if let ending = try ending(of: CaseEvent.all(of: id, in: db), house) {
            try keep(ending, in: db)
        }
    }
}
