public import Kernel
public import Storage

/// A case that has no visit yet and waits for one, as its own page shows it.
public struct CaseWait: Sendable {
    /// Whether a time is held until it answers.
    public let isHeld: Bool
    public let link: String
}

extension Appointments {
    /// Where a case stands on the list; nil where it neither waits nor has a time held for it.
    public func wait(of caseID: CaseID, at now: Moment, in db: Reader) throws -> CaseWait? {
        switch try Standing(of: caseID, at: now, in: db) {
        case .none: nil
        case .held(let offer): CaseWait(isHeld: true, link: offerAddress(offer.id))
        case .waits(let demand, _):
            CaseWait(isHeld: false, link: waitingAddress(demand.reference))
        }
    }
}
