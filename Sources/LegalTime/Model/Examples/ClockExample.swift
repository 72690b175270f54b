import Kernel

/// A case worked by hand that stands beside a rule: what happened, and what the law makes of it.
public struct ClockExample: Sendable {
    public let name: String
    public let article: String
    public let file: String
    public let line: Int
    let rule: Choice
    let place: Place
    let person: PersonPlace?
    let events: [ClockEvent]
    let declared: [Holiday]
    let lawOf: Day
    let asKnown: Day?
    let at: Day?
    let expected: Expected

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
