public import Kernel

/// A legal period as the law states it: how long, in which days, from which event, and what changes its course.
public struct ClockRule: Equatable, Sendable {
    public var name: String
    /// The words of a screen by language, where the procedure gives them.
    public var titles: [String: String] = [:]
    public var length: Int
    public var unit: ClockUnit
    /// The events from which it runs; any of them.
    public var starts: [ClockStart]
    /// Of several start events the last counts, not the first.
    public var beginsWithLast = false
    /// Without all of these it does not start.
    public var needs: [String] = []
    /// True for ages: a child's last day is the eve of the birthday.
    public var countsEventDay = false
    /// Backwards: the last day to act ahead of an event to come.
    public var isBackwards = false
    public var suspensions: [Suspension] = []
    /// The period begins anew.
    public var interruptedBy: [String] = []
    public var limit: ClockLimit?
    public var extensions: [Extension] = []
    public var dilation: DilationTable?
    public var roll = Roll.next
    /// It ends before a court, which rests when offices do not.
    public var isBeforeCourts = false
    /// What ends the clock in time: a decision, an answer.
    public var metBy: [String] = []
    public var warnings: [Warning] = []
    public var article: String
    public var source: String
    /// False where the text of the law was not seen: screens say so.
    public var isVerified = false
    public var effect = ClockEffect.none
    /// False where what follows from silence was not read in the law, although the period was.
    public var isEffectVerified = false
    /// Working days after the end in which an act still keeps the effect away: a notice sent on the first of them (CPA,
    /// article 130).
    public var effectAfter = 0
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
        self.starts = [ClockStart(starts)]
        self.article = article
        self.source = source
    }

    /// The unit in which the period really runs: hours and long periods change theirs.
    public var runningUnit: ClockUnit {
        switch unit {
        case .hours: .working
        case .years: .months
        case .working where isOverSixMonths: .calendar
        case .working, .calendar, .months: unit
        }
    }

    /// Periods fixed in working days that are longer than six months (CPA, article 87).
    private var isOverSixMonths: Bool { length > ClockRule.sixMonthsInDays }

    /// A length of the rule's unit in the unit that runs: 48 hours are two days (CPA, article 87).
    func running(_ length: Int) -> Int32 {
        switch unit {
        case .hours: Int32(length / 24)
        case .years: Int32(length * 12)
        case .working, .calendar, .months: Int32(length)
        }
    }

    public func isValid(on day: Day) -> Bool {
        validFrom.map { $0 <= day } ?? true && validTo.map { day <= $0 } ?? true
    }
}

public enum ClockUnit: String, Sendable, CaseIterable {
    case working
    case calendar
    case months
    case years
    /// Whole days: 24 or 48.
    case hours
}

/// What the law attaches to the end of the period without an act.
public enum ClockEffect: String, Sendable, CaseIterable {
    case none
    case tacitApproval
    case tacitRefusal
    /// A body that was asked and is silent has no objection.
    case noObjection
    case lapse
    /// The office may declare the procedure ended; nothing ends by itself, and the right stays.
    case mayLapse
    case rightToSue
    /// It is too late to punish or to claim.
    case prescription

    /// Whether an act after the end takes it away: what silence has granted, refused or ended stays so.
    var givesWay: Bool { self == .rightToSue || self == .none || self == .mayLapse }
}

/// Who has to act before the period ends.
public enum ClockOwner: String, Sendable {
    case state
    case person
}
