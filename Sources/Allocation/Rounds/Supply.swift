/// The desks of a round, and how long each service takes.
public struct Supply: Equatable, Sendable {
    public let desks: [DeskSupply]
    public let lengths: [String: VisitLength]

    public init(desks: [DeskSupply], lengths: [String: VisitLength]) {
        self.desks = desks
        self.lengths = lengths
    }
}

/// One desk on one day, where it stands, what it does and what is spoken there.
public struct DeskSupply: Equatable, Sendable {
    public let place: Int64
    public let desk: DeskDay
    public let services: Set<String>
    public let languages: Set<String>

    public init(
        place: Int64, desk: DeskDay, services: Set<String>, languages: Set<String> = []
    ) {
        self.place = place
        self.desk = desk
        self.services = services
        self.languages = languages
    }
}
