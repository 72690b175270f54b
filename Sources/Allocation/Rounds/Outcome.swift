/// Who is served where and when in a round, and why others are not; both in the order of rank.
public struct Outcome: Equatable, Sendable {
    public let assigned: [Assignment]
    public let unassigned: [Unserved]
    /// Points of all assigned together.
    public let cost: Int
    /// No assignment of the same households costs less.
    public let bound: Int

    public var isOptimal: Bool { cost == bound }
}

/// One household's visit: everybody at one desk, one after the other.
public struct Assignment: Equatable, Sendable {
    public let applicant: Int64
    public let place: Int64
    public let slot: HouseholdSlot
    /// Points by the published criteria.
    public let cost: Int
}

/// A household that this round does not serve.
public struct Unserved: Equatable, Sendable {
    public let applicant: Int64
    public let reason: UnservedReason
}

public enum UnservedReason: String, CaseIterable, Sendable {
    /// No desk for the service and the language lies within their places, weekdays and hours.
    case noReach = "no-reach"
    /// Desks there are, but no free time that is long enough for all of them together.
    case noLength = "no-length"
    /// All times they could have had went to households of better rank.
    case passed = "passed"
}
