/// One thing that was asked of a study before its verdict.
public struct Check: Equatable, Sendable {
    public enum Role: String, Sendable { case assumption, placebo, sensitivity }

    public enum Outcome: String, Sendable {
        case holds, fails
        /// Nothing in these numbers can tell; whoever declares the study answers for it.
        case stated
        /// These numbers could tell, but are too few.
        case untold
    }

    /// What a check that does not hold takes away.
    public enum Bearing: String, Sendable {
        /// Without it the numbers say nothing of the cause.
        case validity
        /// Without it the numbers say something, but weakly.
        case strength
    }

    public enum Kind: String, CaseIterable, Sendable {
        case longEnough, noBreakNear, noRivalNear, rivalsSought, comparisonGiven
        case straightBefore, shortMemory, dateFits, treatedMoved
        case parallelBefore, driftTooSmall, driftSurvived, enoughUnits
        case closeFit, enoughDonors, steadyErrors
        case placeboDate, placeboUnits
        case leaveOneOut, otherChoices
        case wandersNot, driverFirst, isolated
        case pairBefore, allKnown
        case noAnticipation, noSpillover, sameMakeUp
    }

    public let kind: Kind
    public let outcome: Outcome
    /// The chance that was compared, or the figure by which it was decided.
    public let figure: Double?
    /// Names and dates, as they were declared.
    public let note: String

    public init(_ kind: Kind, _ outcome: Outcome, figure: Double? = nil, note: String = "") {
        (self.kind, self.outcome, self.figure, self.note) = (kind, outcome, figure, note)
    }

    /// Nil holds for what these numbers are too few to tell.
    init(_ kind: Kind, _ holds: Bool?, figure: Double? = nil, note: String = "") {
        self.init(kind, holds.map { $0 ? .holds : .fails } ?? .untold, figure: figure, note: note)
    }

    /// Whether it takes nothing away.
    public var isPassed: Bool { outcome == .holds || outcome == .stated }
}

extension Check.Kind {
    public var role: Check.Role {
        switch self {
        case .placeboDate, .placeboUnits, .pairBefore: .placebo
        case .leaveOneOut, .otherChoices, .driftSurvived: .sensitivity
        default: .assumption
        }
    }

    public var bearing: Check.Bearing {
        switch self {
        case .comparisonGiven, .shortMemory, .driftSurvived, .placeboUnits, .leaveOneOut,
            .otherChoices, .isolated, .pairBefore, .noAnticipation, .noSpillover,
            .sameMakeUp:
            .strength
        default: .validity
        }
    }

    /// What is asked, in a line for people.
    public var title: String {
        switch self {
        case .longEnough: "There are enough points before and after."
        case .noBreakNear: "No known break of the series stands near the date."
        case .noRivalNear: "No other declared cause stands near the date."
        case .rivalsSought: "Somebody looked for other causes of that time and wrote down which."
        case .comparisonGiven: "There is a comparison that the cause did not meet."
        case .straightBefore: "The course before the date is a straight line."
        case .shortMemory: "What the model leaves over has a short memory."
        case .dateFits: "The numbers put the change at the declared date."
        case .treatedMoved: "It is the unit that moved, not its comparison."
        case .parallelBefore: "Before the date both groups moved alike."
        case .driftTooSmall: "What they moved apart before cannot account for most of the effect."
        case .driftSurvived: "The effect is seen even where that drift had gone on."
        case .enoughUnits: "There are enough units in both groups."
        case .closeFit: "The mixture of others follows the unit before the date."
        case .enoughDonors: "There are enough other units for a chance of one in twenty."
        case .steadyErrors: "The distance to the mixture does not drift before the date."
        case .placeboDate: "At a date without the cause nothing is found."
        case .placeboUnits: "Units without the cause show no such effect."
        case .leaveOneOut: "No single unit makes the result."
        case .otherChoices: "Other reasonable choices give the same."
        case .wandersNot: "Neither series wanders without coming back."
        case .driverFirst: "The driver moves first, the outcome after it."
        case .isolated: "The driver moved for reasons of its own, as in a trial."
        case .pairBefore: "The pair of years before does not show the same."
        case .allKnown: "Everybody counted has a group, and every group is counted both times."
        case .noAnticipation: "Nobody acted on the cause before its date."
        case .noSpillover: "The cause did not reach the comparison."
        case .sameMakeUp: "Who is counted stayed the same."
        }
    }

    /// What would settle it where the check does not hold.
    public var remedy: String {
        switch self {
        case .longEnough: "more points before or after the date, or the series by month"
        case .noBreakNear: "the series linked back over the break, or counted both ways for a while"
        case .noRivalNear: "figures of a place or group that only one of the causes met"
        case .rivalsSought: "a list of what else happened at that time, or a comparison"
        case .comparisonGiven, .treatedMoved:
            "the same figures of a comparable place or group that the cause did not meet"
        case .straightBefore:
            "a longer series before the date, or a comparison with the same course"
        case .shortMemory: "a longer series, so that its slow movements can be seen"
        case .dateFits: "the date at which the cause was first felt, from those who applied it"
        case .parallelBefore, .driftTooSmall, .driftSurvived:
            "a comparison that moved alike before the date, or more points before it"
        case .enoughUnits: "figures of more places or groups"
        case .closeFit, .steadyErrors: "other units that are more like this one"
        case .enoughDonors: "figures of at least 19 comparable units without the cause"
        case .placeboDate: "what moved the series before the date"
        case .placeboUnits: "figures of more units without the cause"
        case .leaveOneOut: "figures of more comparable units"
        case .otherChoices: "figures over more time or in more detail"
        case .wandersNot: "the changes of both series instead of their levels"
        case .driverFirst: "figures by month, so that it is seen which moves first"
        case .isolated: "a place or time in which the driver was changed on purpose"
        case .pairBefore: "figures of more years before"
        case .allKnown: "figures in the same groups for both times"
        case .noAnticipation: "figures of the time between announcement and start"
        case .noSpillover: "figures of a comparison further away"
        case .sameMakeUp: "figures by who is counted"
        }
    }
}
