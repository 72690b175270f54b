public import Kernel
public import Storage

/// What the figures of quality ask of other rooms; without them places have opinions alone.
public struct QualityAsks: Sendable {
    /// Visits of a span that were not cancelled, by place: how many days each waited from its booking.
    public var waits: @Sendable (Range<Moment>, Reader) throws -> [LocationID: PlaceWaits] = {
        _, _ in
        [:]
    }
    /// Decisions of a span, by place: how many came within the days that stand at their procedure.
    public var decisions:
        @Sendable (Range<Moment>, [String: Int], Reader) throws -> [LocationID: PlaceShare] = {
            _, _, _ in [:]
        }
    /// Complaints of a span about the service of a place.
    public var complaints: @Sendable (Range<Moment>, Reader) throws -> [LocationID: PlaceShare] = {
        _, _ in [:]
    }
    /// Who works here, each with where.
    public var staff: @Sendable (Reader) throws -> [StaffMember] = { _ in [] }
    /// Where visitors find this installation: `https://cais.example`.
    public var address = ""

    public init() {}
}

/// The days that visits of a place waited.
public struct PlaceWaits: Sendable, Equatable {
    public var days: [Int]
    public var isDemo: Bool

    public init(days: [Int], isDemo: Bool) {
        (self.days, self.isDemo) = (days, isDemo)
    }
}

/// How many of how many; where nothing is compared the two are one.
public struct PlaceShare: Sendable, Equatable {
    public var count: Int
    public var all: Int
    public var isDemo: Bool

    public init(count: Int, all: Int, isDemo: Bool) {
        (self.count, self.all, self.isDemo) = (count, all, isDemo)
    }
}

/// Somebody with duties, and the places at which they have them.
public struct StaffMember: Sendable, Equatable {
    public let account: AccountID
    public let login: String
    public let name: String
    public let roles: Set<Role>
    public let places: Set<LocationID>

    public init(
        account: AccountID, login: String, name: String, roles: Set<Role>, places: Set<LocationID>
    ) {
        (self.account, self.login, self.name) = (account, login, name)
        (self.roles, self.places) = (roles, places)
    }
}
