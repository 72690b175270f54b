public import Kernel

/// A household that waits for one visit together.
public struct Applicant: Equatable, Sendable {
    /// A number of the list, never a person's: rounds are published.
    public let name: Int64
    public let persons: Int
    /// The code of the service that is needed.
    public let service: String
    /// 0 is served first; the class comes from a published decision.
    public let priorityClass: Int
    /// The day until which the law wants the visit, where it does.
    public let legalDate: Day?
    public let waitingSince: Day
    public let reach: Reach
    /// Whoever serves them must speak one of these; empty: any.
    public let languages: Set<String>

    public init(
        name: Int64, persons: Int, service: String, priorityClass: Int = 0, legalDate: Day? = nil,
        waitingSince: Day, reach: Reach, languages: Set<String> = []
    ) {
        self.name = name
        self.persons = persons
        self.service = service
        self.priorityClass = priorityClass
        self.legalDate = legalDate
        self.waitingSince = waitingSince
        self.reach = reach
        self.languages = languages
    }
}

/// Where and when a household can come: beyond it nobody is sent.
public struct Reach: Equatable, Sendable {
    /// The places they can get to, with the kilometres of the way.
    public let kilometres: [Int64: Int]
    /// The visit lies within these minutes since midnight.
    public let minutes: Range<Int>
    /// ISO 8601: 1 is Monday, 7 is Sunday.
    public let weekdays: Set<Int>

    public static let wholeDay = 0..<1_440
    public static let everyDay: Set<Int> = [1, 2, 3, 4, 5, 6, 7]

    public init(
        kilometres: [Int64: Int], minutes: Range<Int> = wholeDay, weekdays: Set<Int> = everyDay
    ) {
        self.kilometres = kilometres
        self.minutes = minutes
        self.weekdays = weekdays
    }
}
