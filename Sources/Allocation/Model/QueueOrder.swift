/// One row for booked visits and walk-ins, by a rule that is published and that anyone can check.
///
/// Each ticket stands as if it had come earlier: a visit that came in time by `bookedLead` before its booked time, a
/// ticket with priority by `priorityLead` before it came, every other one as it came. The earliest stands first: booked
/// times, then priority, then arrival. A visit that came early waits for its time while anybody else is there.
/// Nobody starves: whoever comes more than `passSecondsMax` after it is somebody's time never passes them.
public struct QueueOrder: Equatable, Sendable {
    /// Somebody who waits; times in seconds of any one clock.
    public struct Entry: Hashable, Sendable {
        public let name: Int64
        public let arrived: Int64
        /// The booked time; nil of a walk-in.
        public let booked: Int64?
        public let hasPriority: Bool

        public init(name: Int64, arrived: Int64, booked: Int64? = nil, hasPriority: Bool = false) {
            (self.name, self.arrived) = (name, arrived)
            (self.booked, self.hasPriority) = (booked, hasPriority)
        }
    }

    /// So long before a booked time it may be called before others, and so long after it it is not late.
    public let toleranceSeconds: Int64
    public let bookedLeadSeconds: Int64
    public let priorityLeadSeconds: Int64

    public init(toleranceSeconds: Int64, bookedLeadSeconds: Int64, priorityLeadSeconds: Int64) {
        self.toleranceSeconds = max(0, toleranceSeconds)
        self.bookedLeadSeconds = max(0, bookedLeadSeconds)
        self.priorityLeadSeconds = max(0, priorityLeadSeconds)
    }

    public var passSecondsMax: Int64 {
        max(bookedLeadSeconds + toleranceSeconds, priorityLeadSeconds)
    }

    /// Whoever is called first stands first, whatever the order in which they were handed in.
    public func row(_ waiting: [Entry], at now: Int64) -> [Entry] {
        waiting.sorted { left, right in
            let (one, other) = (isEarly(left, at: now), isEarly(right, at: now))
            if one != other { return other }
            return (standing(left), left.name) < (standing(right), right.name)
        }
    }

    /// When somebody's time begins: the booked time of a visit that came in time, the arrival of everybody else.
    public func due(_ entry: Entry) -> Int64 {
        inTime(entry) ?? entry.arrived
    }

    private func standing(_ entry: Entry) -> Int64 {
        if let booked = inTime(entry) { return booked - bookedLeadSeconds }
        return entry.hasPriority ? entry.arrived - priorityLeadSeconds : entry.arrived
    }

    private func isEarly(_ entry: Entry, at now: Int64) -> Bool {
        inTime(entry).map { now < $0 - toleranceSeconds } ?? false
    }

    /// The booked time, unless they came after its tolerance: then they stand as who just came.
    private func inTime(_ entry: Entry) -> Int64? {
        entry.booked.flatMap { entry.arrived <= $0 + toleranceSeconds ? $0 : nil }
    }
}
