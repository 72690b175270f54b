public import Kernel

/// A legal period as the law states it: how long, in which days, from which event.
public struct ClockRule: Equatable, Sendable {
    public var name: String
    /// The words of a screen by language, where the procedure gives them.
    public var titles: [String: String] = [:]
    public var length: Int
    public var unit: ClockUnit
    public var starts: String
    public var suspendedBy: [String] = []
    public var resumedBy: [String] = []
    /// What ends the clock in time: a decision, an answer.
    public var metBy: [String] = []
    public var article: String
    public var source: String
    /// False where the text of the law was not seen: screens say so.
    public var isVerified = false
    public var effect = ClockEffect.none
    public var whose = ClockOwner.state
    public var validFrom: Day?
    public var validTo: Day?

    /// More than six months run in calendar days (CPA, article 87); six months taken as 180 days.
    public static let sixMonthsInDays = 180

    public init(
        name: String, length: Int, unit: ClockUnit, starts: String, article: String = "",
        source: String = ""
    ) {
        self.name = name
        self.length = length
        self.unit = unit
        self.starts = starts
        self.article = article
        self.source = source
    }

    /// The unit in which the period really runs.
    public var runningUnit: ClockUnit {
        unit == .working && length > ClockRule.sixMonthsInDays ? .calendar : unit
    }

    public func isValid(on day: Day) -> Bool {
        validFrom.map { $0 <= day } ?? true && validTo.map { day <= $0 } ?? true
    }
}

public enum ClockUnit: String, Sendable {
    case working
    case calendar
    case months
}

/// What the law attaches to the end of the period without an act.
public enum ClockEffect: String, Sendable, CaseIterable {
    case none
    case tacitApproval
    case tacitRefusal
    case lapse
    case rightToSue
}

/// Who has to act before the period ends.
public enum ClockOwner: String, Sendable {
    case state
    case person
}

/// Something that happened, by its name in the procedure, and its day.
public struct ClockEvent: Hashable, Sendable {
    public let name: String
    public let day: Day

    public init(_ name: String, _ day: Day) {
        self.name = name
        self.day = day
    }
}
