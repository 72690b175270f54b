/// Places of one thing, and who waits for one: whoever asked first is offered first, and nobody passes anybody.
public struct WaitingList: Equatable, Sendable {
    /// Somebody who waits: since when, in any unit that grows, and under which name.
    public struct Entry: Hashable, Comparable, Sendable {
        public let since: Int64
        public let name: Int64

        public init(since: Int64, name: Int64) {
            (self.since, self.name) = (since, name)
        }

        /// Of two who asked in the same moment the smaller name comes first.
        public static func < (left: Entry, right: Entry) -> Bool {
            (left.since, left.name) < (right.since, right.name)
        }
    }

    public let places: Int
    /// Places that are taken, or offered and not answered.
    public let held: Int
    /// The first to be offered a place first, whatever the order in which they were handed in.
    public let waiting: [Entry]

    public init(places: Int, held: Int, waiting: [Entry]) {
        (self.places, self.held) = (places, held)
        self.waiting = waiting.sorted()
    }

    public var free: Int { max(0, places - held) }

    /// Whether whoever comes now takes a place at once: one is free, and nobody waits for it.
    public var isOpen: Bool { free > 0 && waiting.isEmpty }

    /// Who is offered a place now.
    public var offers: [Entry] { Array(waiting.prefix(free)) }

    /// How many come before somebody, and they themselves; nil of whoever does not wait.
    public func turn(of name: Int64) -> Int? {
        waiting.firstIndex { $0.name == name }.map { $0 + 1 }
    }
}
