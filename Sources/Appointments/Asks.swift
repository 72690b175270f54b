public import Kernel
public import Storage

/// What this room asks from outside; the App fills it in.
public struct Asks: Sendable {
    /// What somebody wants with a case, and when: a mandate may allow a look and no deed, and it ends.
    public struct Intent: Sendable {
        public let acts: Bool
        public let at: Moment

        public static func look(at now: Moment) -> Intent { Intent(acts: false, at: now) }
        public static func act(at now: Moment) -> Intent { Intent(acts: true, at: now) }
    }

    /// The case with a reference, for somebody who may do that; refuses with `Refused.notFound` otherwise.
    public typealias Bookable =
        @Sendable (Reference, Principal, Intent, Reader) throws
        -> BookableCase
    /// The cases that are somebody's to see visits of: their own, and of those whose mandate they hold.
    public typealias CasesOf = @Sendable (Principal, Moment, Reader) throws -> [BookableCase]
    /// Keeps that somebody saw the list of a person's visits under these mandates, for that person to read.
    public typealias Looked = @Sendable (Set<String>, Principal, Moment, Writer) throws -> Void
    /// The same of one file: that somebody saw its visit or its free times under a mandate.
    public typealias LookedAt = @Sendable (Reference, Principal, Moment, Writer) throws -> Void
    /// A place by its number.
    public typealias PlaceOf = @Sendable (LocationID, Reader) throws -> VisitPlace?

    /// Tells the case with a reference that its people came, and who notes it.
    public typealias Attended = @Sendable (Reference, Principal, Moment, Writer) throws -> Void

    /// Refuses staff where a colleague has the case; keeps that they did something with it.
    public typealias Acts = @Sendable (Reference, Principal, Moment, Writer) throws -> Void
    /// Tells the person of a case what the office did with their visit.
    public typealias Told = @Sendable (VisitNews, Moment, Writer) throws -> Void
    /// Which of some cases are closed to somebody of the staff: their own, their family's, and those that do not want them.
    public typealias Closed = @Sendable (Principal, [CaseID], Reader) throws -> Set<CaseID>

    public typealias Offered = @Sendable (OfferNews, Moment, Writer) throws -> Void
    public typealias Listed = @Sendable (ListNews, Moment, Writer) throws -> Void
    public typealias UrgencyOf = @Sendable ([CaseID], Reader) throws -> [CaseID: Urgency]
    public typealias Needing = @Sendable (CaseID, Reader) throws -> BookableCase?

    /// What other bodies do at counters of our centres.
    public var counters: @Sendable () -> [Counter] = { [] }
    /// Whether a place keeps a holiday on a day.
    public var isDayOff: @Sendable (LocationID, Day, Reader) throws -> Bool = { _, _, _ in false }
    public var acts: Acts = { _, _, _, _ in }
    public var told: Told = { _, _, _ in }
    public var closed: Closed = { _, _, _ in [] }
    public var day = DayAsks()
    public var rounds = RoundAsks()
    /// Tells the person of a case that a time is held for them, or no longer.
    public var offered: Offered = { _, _, _ in }
    /// Tells the person of a case that it waits on the list, which they did not ask for themselves.
    public var listed: Listed = { _, _, _ in }
    /// How urgent cases are by published rules, as they stand now.
    public var urgency: UrgencyOf = { _, _ in [:] }
    /// A case that may book a visit, as the house itself sees it; nil where it needs none.
    public var needing: Needing = { _, _ in nil }

    let bookable: Bookable
    let casesOf: CasesOf
    let looked: Looked
    let lookedAt: LookedAt
    let place: PlaceOf
    let attended: Attended

    public init(
        bookable: @escaping Bookable, casesOf: @escaping CasesOf, looked: @escaping Looked,
        lookedAt: @escaping LookedAt,
        place: @escaping PlaceOf, attended: @escaping Attended = { _, _, _, _ in }
    ) {
        self.bookable = bookable
        self.casesOf = casesOf
        self.looked = looked
        self.lookedAt = lookedAt
        self.place = place
        self.attended = attended
    }
}
