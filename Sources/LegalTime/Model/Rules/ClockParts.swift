/// An event from which a period runs; the law may presume that it reached the person some days later.
public struct ClockStart: Equatable, Sendable {
    public let event: String
    public var presumed: Presumption?

    public struct Presumption: Equatable, Sendable {
        public let length: Int
        public let inWorkingDays: Bool
        public let article: String
        public let isVerified: Bool

        public init(length: Int, inWorkingDays: Bool, article: String, isVerified: Bool) {
            self.length = length
            self.inWorkingDays = inWorkingDays
            self.article = article
            self.isVerified = isVerified
        }
    }

    public init(_ event: String, presumed: Presumption? = nil) {
        self.event = event
        self.presumed = presumed
    }

    /// The event that another clock makes when it ends in silence.
    public static func silence(of clock: String) -> String { silencePrefix + clock }

    /// The clock that makes the event, where one does.
    public var clock: String? {
        event.hasPrefix(Self.silencePrefix)
            ? String(event.dropFirst(Self.silencePrefix.count)) : nil
    }

    private static let silencePrefix = "silence of "
}

/// What stops the clock and what lets it run on. Each reason stands by itself: it runs when none is left.
public struct Suspension: Equatable, Sendable {
    public let by: [String]
    public let until: [String]
    public let article: String?
    public let isVerified: Bool
    /// How long it may last, where the law sets a longest time; then the clock runs on by itself.
    public var longest: Longest?

    /// In calendar days or in months.
    public struct Longest: Equatable, Sendable {
        public let length: Int
        public let inMonths: Bool

        public init(length: Int, inMonths: Bool) {
            self.length = length
            self.inMonths = inMonths
        }
    }

    public init(
        by: [String], until: [String], article: String? = nil, isVerified: Bool = true,
        longest: Longest? = nil
    ) {
        self.by = by
        self.until = until
        self.article = article
        self.isVerified = isVerified
        self.longest = longest
    }
}

/// Whatever interrupts, the period is over after this much time that was not suspended.
public struct ClockLimit: Equatable, Sendable {
    public let length: Int
    public let article: String
    public let isVerified: Bool

    public init(length: Int, article: String, isVerified: Bool = true) {
        self.length = length
        self.article = article
        self.isVerified = isVerified
    }
}

/// A longer period, where the law allows it: in time, so many times, with its notice and its reasons.
public struct Extension: Equatable, Sendable {
    public let by: String
    public let length: Int
    public var times = 1
    public var needs: [String] = []
    public var unless: [String] = []
    public var article: String?
    public var isVerified = true

    public init(by: String, length: Int) {
        self.by = by
        self.length = length
    }
}

/// Why an extension does not count.
public enum ExtensionRefusal: String, Sendable, CaseIterable {
    /// The clock has not begun.
    case early
    /// The period had ended.
    case late
    case tooOften
    /// The notice or the reason is missing.
    case conditionMissing
    /// The law excludes it for this case.
    case barred
}

/// What is added before the start for people who are far from the service (CPA, article 88).
public struct DilationTable: Equatable, Sendable {
    public let name: String
    public let article: String
    public let source: String
    public let entries: [Entry]

    public struct Entry: Equatable, Sendable {
        public let person: PersonPlace
        /// Nil: wherever the service sits.
        public let serviceOnIslands: Bool?
        public let length: Int
        public let inWorkingDays: Bool
        public let isVerified: Bool
    }

    /// What the law adds for a person at a distance from a service; nil where it adds nothing.
    public func entry(for person: PersonPlace, serviceAt place: Place) -> Entry? {
        entries.first {
            $0.person == person && $0.serviceOnIslands.map { $0 == place.isOnIslands } ?? true
        }
    }
}

/// Where an end on a closed day moves.
public enum Roll: String, Sendable {
    case next
    case none
    case previous
}

/// A day ahead of the end on which somebody is told.
public struct Warning: Equatable, Sendable {
    public let name: String
    public let length: Int
    public let inWorkingDays: Bool

    public init(name: String, length: Int, inWorkingDays: Bool) {
        self.name = name
        self.length = length
        self.inWorkingDays = inWorkingDays
    }
}
