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
        // Held goes before waiting; one question, because every page of a case asks it.
        let row = try db.first(
            """
            SELECT id, reference FROM offer WHERE case_id = \(caseID) AND state = 'open' AND until > \(now)
            UNION ALL
            SELECT NULL, reference FROM demand WHERE case_id = \(caseID) AND state = 'waiting'
            ORDER BY 1 NULLS LAST LIMIT 1
            """)
        return try row.map { row in
            if let offer: OfferID = try row[0] {
                return CaseWait(isHeld: true, link: offerAddress(offer))
            }
            return CaseWait(isHeld: false, link: waitingAddress(try row[1]))
        }
    }
}
