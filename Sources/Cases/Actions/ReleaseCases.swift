import Kernel
import Storage

/// A supervisor gives several cases back to the queue: each on its own, what is refused stops no other.
struct ReleaseCases {
    let references: [Reference]

    /// What happens to one of them, or would.
    struct Outcome: Sendable {
        let reference: Reference
        /// Who has it; nil where nobody does, or whoever asks may not know.
        let holder: String?
        /// Why it stays as it is; nil where it is released.
        let refusal: (any Refusal)?
    }

    /// What would happen; changes nothing.
    func outcomes(by principal: Principal, at now: Moment, in db: Reader) throws -> [Outcome] {
        var seen = Set<Reference>()
        return try references.filter { seen.insert($0).inserted }.map { reference in
            try outcome(of: reference, by: principal, at: now, in: db)
        }
    }

    func perform(
        by principal: Principal, at now: Moment, in db: Writer, _ house: CaseHouse
    ) throws -> [Outcome] {
        let outcomes = try outcomes(by: principal, at: now, in: db)
        for outcome in outcomes where outcome.refusal == nil {
            try ReleaseCase(reference: outcome.reference).perform(
                by: principal, at: now, in: db, house)
        }
        return outcomes
    }

    private func outcome(
        of reference: Reference, by principal: Principal, at now: Moment, in db: Reader
    ) throws -> Outcome {
        do {
            let kase = try Case.findForStaff(reference, principal, in: db)
            let take = try Take.of(kase.id, in: db)
            return Outcome(
                reference: reference, holder: take.flatMap { $0.isHeld(at: now) ? $0.name : nil },
                refusal: ReleaseCase.refusal(take, of: kase, to: principal, at: now))
        } catch let refusal as Refused where refusal == .notFound {
            return Outcome(reference: reference, holder: nil, refusal: refusal)
        }
    }
}
