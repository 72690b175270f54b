public import Kernel

/// Something that happened, by its name in the procedure, its day, and since when it is known.
public struct ClockEvent: Hashable, Sendable {
    public let name: String
    public let day: Day
    /// The day on which the office learnt of it; nil: on the day itself.
    public var known: Day?
    /// From this day on it is known not to have been so: corrected.
    public var withdrawn: Day?

    public init(_ name: String, _ day: Day, known: Day? = nil, withdrawn: Day? = nil) {
        self.name = name
        self.day = day
        self.known = known
        self.withdrawn = withdrawn
    }

    /// Whether it was known on a day; with no day given, whether it holds by all that is known now.
    func isKnown(on day: Day?) -> Bool {
        guard let day else { return withdrawn == nil }
        return (known ?? self.day) <= day && withdrawn.map { day < $0 } ?? true
    }
}

extension [ClockEvent] {
    /// What was known on a day.
    public func asKnown(on day: Day?) -> [ClockEvent] { filter { $0.isKnown(on: day) } }

    /// The same, where some events are still to come: these are known from their entry on, and not on their day only.
    func asKnown(on day: Day?, coming: Set<String>) -> [ClockEvent] {
        filter { event in
            var event = event
            if event.known == nil, coming.contains(event.name) {
                event.known = WorkingCalendar.first
            }
            return event.isKnown(on: day)
        }
    }
}

/// The names of events as small numbers, so that a clock's events fit in eight bytes each.
public struct EventNames: Sendable {
    public private(set) var names: [String] = []
    private var codes: [String: UInt32] = [:]

    public init() {}

    /// The number of a name; a new one where it is met for the first time.
    public mutating func code(_ name: String) -> UInt32 {
        if let known = codes[name] { return known }
        let code = UInt32(names.count)
        names.append(name)
        codes[name] = code
        return code
    }

    /// Nil for a name that no rule speaks of.
    public subscript(name: String) -> UInt32? { codes[name] }
}

/// An event of a clock in numbers.
public struct CodedEvent: Sendable {
    public let day: Int32
    public let code: UInt32

    public init(day: Day, code: UInt32) {
        self.day = day.number
        self.code = code
    }
}
