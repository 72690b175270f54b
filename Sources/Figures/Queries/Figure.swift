public import Kernel
public import Languages
import Statistics
public import Storage

/// A named number: what it means, and the question that answers it.
///
/// Rooms register figures; plans bind measures to them, reports cite them.
public struct Figure: Sendable {
    public typealias Words = @Sendable (Translator) -> String

    /// Which way is better, where one is.
    public enum Direction: String, Sendable {
        case up, down, neither
    }

    /// What protects the people counted, on the way out.
    public enum Protection: Sendable, Equatable {
        /// Counts no people: places, measures.
        case none
        /// Fewer than `threshold` people are not published; more are rounded to `base`.
        case people(threshold: Int, base: Int)
        /// A mean or median: not published when it rests on fewer than `threshold` people.
        case basis(threshold: Int)

        /// What the house uses unless a figure says otherwise.
        public static let standard = Protection.people(threshold: 5, base: 5)

        /// The engine's rule; nil where no people are counted.
        var rule: DisclosureRule? {
            switch self {
            case .none: nil
            case .basis(let threshold): DisclosureRule(threshold: threshold)
            case .people(let threshold, let base):
                DisclosureRule(threshold: threshold, roundingBase: base)
            }
        }
    }

    public let key: FigureKey
    public let title: Words
    public let definition: Words
    /// `files`, `days`, `places`: a word in the reader's language.
    public let unit: Words
    public let source: Words
    public let direction: Direction
    public let protection: Protection
    /// The question in words of SQL, shown to whoever opens the figure.
    public let query: String
    let measure: @Sendable (Reader, Moment) throws -> Measured

    /// `query` says in SQL or in words what `measure` asks.
    public init(
        _ key: FigureKey, title: @escaping Words, definition: @escaping Words,
        unit: @escaping Words,
        source: @escaping Words, direction: Direction, protection: Protection = .standard,
        query: String,
        measure: @escaping @Sendable (Reader, Moment) throws -> Measured
    ) {
        self.key = key
        self.title = title
        self.definition = definition
        self.unit = unit
        self.source = source
        self.direction = direction
        self.protection = protection
        self.query = query
        self.measure = measure
    }
}

extension Figure {
    /// The number now as it may leave, for a room that keeps no register of its own: it has passed the guard.
    public func published(at now: Moment, in db: Reader) throws -> Published {
        Published(try measure(db, now), protection)
    }
}

/// A number before the guard; nothing outside this room can read it.
public struct Measured: Sendable {
    let value: Double?
    /// How many people it rests on.
    let people: Int
    /// The period or day the number is about, where it is not the moment of asking.
    let period: String?
    /// Whether anything invented was counted.
    let isDemo: Bool

    /// A count of people or of their files.
    public static func count(_ number: Int, isDemo: Bool = false) -> Measured {
        Measured(value: Double(number), people: number, period: nil, isDemo: isDemo)
    }

    /// A number that rests on so many people.
    public static func value(
        _ number: Double?, people: Int, period: String? = nil, isDemo: Bool = false
    ) -> Measured {
        Measured(value: number, people: people, period: period, isDemo: isDemo)
    }
}

/// What may leave the house.
public struct Published: Sendable, Equatable {
    public enum Status: String, Sendable {
        case exact
        case rounded
        /// Too few people: the number is hidden.
        case hidden
        /// There is nothing to count yet.
        case none
    }

    public let value: Double?
    public let status: Status
    public let period: String?
    /// Whether it rests on invented data: such a number is no statistic.
    public let isDemo: Bool

    /// Passes a number through its protection: the one way out.
    init(_ measured: Measured, _ protection: Figure.Protection) {
        period = measured.period
        isDemo = measured.isDemo
        guard let value = measured.value else {
            self.value = nil
            status = .none
            return
        }
        guard let rule = protection.rule else {
            self.value = value
            status = .exact
            return
        }
        if rule.isTooSmall(measured.people) {
            self.value = nil
            status = .hidden
        } else if case .basis = protection, measured.people == 0 {
            self.value = nil
            status = .none
        } else {
            self.value = rule.rounded(value)
            status = rule.roundingBase == 1 || value == 0 ? .exact : .rounded
        }
    }

    init(value: Double?, status: Status, period: String?, isDemo: Bool = false) {
        self.value = value
        self.status = status
        self.period = period
        self.isDemo = isDemo
    }
}
