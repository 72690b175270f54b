public import Kernel

/// A case worked by hand that stands beside a rule: what happened, and what the law makes of it.
public struct ClockExample: Sendable {
    public let name: String
    public let article: String
    public let file: String
    public let line: Int
    let rule: Choice
    public let place: Place
    public let person: PersonPlace?
    public let events: [ClockEvent]
    let declared: [Holiday]
    /// Where it is not said, that of the event from which the clock starts.
    let lawOf: Day?
    let asKnown: Day?
    let at: Day?
    let expected: Expected

    /// The name of the rule that it shows; nil where that is written out in the example.
    public var ruleName: String? { if case .named(let name) = rule { name } else { nil } }

    /// The end that it claims, where it claims one that is a day.
    public var claimedEnd: Day? { expected.end.flatMap(Day.init(iso:)) }

    /// Nothing in it became known later: no invented declaration, no corrected event.
    public var isPlain: Bool {
        declared.isEmpty && asKnown == nil
            && events.allSatisfy { $0.known == nil && $0.withdrawn == nil }
    }

    enum Choice: Sendable {
        case named(String)
        /// Written out in the example or at the top of its file, with the rules beside it.
        case written(ClockRule, [ClockRule])
    }

    /// What the example claims; what is nil is not claimed.
    struct Expected: Sendable {
        var start: Day?
        /// `none` while the clock stands still.
        var end: String?
        var counted: Int?
        var state: String?
        var effect: ClockEffect?
        var daysLeft: Int?
        var steps: [String]?
        var skipped: [String] = []
        var warnings: [Day]?
        var waitsFor: [String]?
        var refusal: ExtensionRefusal?
        var isVerified: Bool?
        var isCalendarKnown: Bool?
    }
}
