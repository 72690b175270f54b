public import Kernel

/// A visit that was booked for a case.
public struct CaseVisit: Sendable, Hashable {
    public let start: Moment
    /// When its people have to be there, where they go to other counters first; theirs to know, not the office's.
    public let begins: Moment
    public let place: LocationID
    public let people: Int
    public let state: String

    public init(
        start: Moment, begins: Moment? = nil, place: LocationID, people: Int, state: String
    ) {
        self.start = start
        self.begins = begins ?? start
        self.place = place
        self.people = people
        self.state = state
    }
}

/// A case that waits for a time for its visit, or has one held until it answers.
public struct VisitWait: Sendable, Equatable {
    public let isHeld: Bool
    /// Where it is answered, or seen.
    public let link: String

    public init(isHeld: Bool, link: String) {
        self.isHeld = isHeld
        self.link = link
    }
}
