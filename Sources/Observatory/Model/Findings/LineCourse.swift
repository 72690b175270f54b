import SDMX
import Statistics

/// How one line of a series went: its stretches, where the numbers turn, and where they cannot be compared.
struct LineCourse: Sendable {
    /// Values that are numbers, in the order of time.
    let values: [SeriesValue]
    /// Known, in the order of time; never found, never an event.
    let breaks: [CourseBreak]
    let stretches: [CourseStretch]
    /// Periods at which the numbers themselves turn or change their pace.
    let turns: [String]
    /// What is said of the values since the last break.
    let newest: ProgressFinding
    let better: Direction?

    /// Why a line has no course.
    enum Refusal: Error, Equatable {
        /// Within a year the seasons would look like turns.
        case notYearly
        case tooFew(Int)
    }

    /// One setting for everything that this room tells, as few points as a straight line needs to be one.
    static let leastSize = 3
    static let penalty = Penalty.bicTimes(1)
    private static let valuesMin = 4

    init(
        _ all: [SeriesValue], marks: [BreakMark], better: Direction? = nil, target: Target? = nil
    ) throws(Refusal) {
        let numbers = all.filter { $0.value != nil }
        let years = numbers.compactMap { value in Int(value.period).map { (Double($0), value) } }
        guard years.count == numbers.count else { throw .notYearly }
        guard years.count >= LineCourse.valuesMin else { throw .tooFew(years.count) }

        let breaks = LineCourse.breaks(all, marks)
        let points = years.map { TimePoint($0.0, $0.1.value ?? 0) }.inOrder
        let known = breaks.map(\.given)
        self.better = better
        self.breaks = breaks
        values = numbers
        let byTime = Dictionary(years, uniquingKeysWith: { $1 })
        stretches = points.phases(
            breaks: known, penalty: LineCourse.penalty, leastSize: LineCourse.leastSize
        ).map { phase in
            let own = points.filter { $0.time >= phase.first.time && $0.time <= phase.last.time }
            return CourseStretch(
                phase: phase, values: own.compactMap { byTime[$0.time] },
                finding: ProgressFinding(own, SeriesFacts(better: better)))
        }
        turns = LineCourse.turns(points, known).compactMap { byTime[$0]?.period }
        newest = ProgressFinding(
            points,
            SeriesFacts(
                better: better, target: target, breaks: known,
                lowQuality: LineCourse.lowQuality(years)))
    }

    /// What a mark says of this line, and what the source flags without a mark.
    static func breaks(_ all: [SeriesValue], _ marks: [BreakMark]) -> [CourseBreak] {
        let dims = Dimensions(text: all.first?.dims ?? "")
        var found = marks.filter { $0.concerns(dims) }.map {
            CourseBreak(period: $0.period, mark: $0)
        }
        for value in all where value.flag.uppercased().contains("B") {
            if found.contains(where: { $0.period == value.period }) { continue }
            found.append(CourseBreak(period: value.period, mark: nil))
        }
        let first = all.first { $0.value != nil }?.period ?? ""
        // A break before or at the first number parts nothing.
        return found.filter { Int($0.period) != nil && $0.period > first }
            .sorted { $0.period < $1.period }
    }

    private static func turns(_ points: [TimePoint], _ known: [Break]) -> [Double] {
        points.pieces(between: known).flatMap { piece in
            ChangePoints.pelt(
                piece.map(\.value), cost: .slope, penalty: penalty, leastSize: leastSize
            )?.found.map { piece[$0].time } ?? []
        }
    }

    /// Times whose values somebody else put in, foretold or calls unreliable.
    static func lowQuality(_ years: [(Double, SeriesValue)]) -> Set<Double> {
        Set(years.filter { $0.1.flag.contains { "IFU".contains($0) } }.map(\.0))
    }
}

/// A break of one line, with its reason where somebody wrote one down.
struct CourseBreak: Sendable, Equatable {
    let period: String
    let mark: BreakMark?

    var given: Break { Break(at: Double(period) ?? 0, reason: mark?.reasonEn ?? "") }
}

/// A stretch of a line that goes one way.
struct CourseStretch: Sendable {
    let phase: Phase
    let values: [SeriesValue]
    /// Of the stretch alone.
    let finding: ProgressFinding

    var first: String { values.first?.period ?? "" }
    var last: String { values.last?.period ?? "" }
    var highest: SeriesValue? { values.max { ($0.value ?? 0) < ($1.value ?? 0) } }
    var lowest: SeriesValue? { values.min { ($0.value ?? 0) < ($1.value ?? 0) } }

    /// Change a year with its interval; nil where the points are too few for one.
    var pace: TheilSen? { values.count >= CourseStretch.paceMin ? finding.line : nil }

    /// Whether even the direction of the pace is certain.
    var isCertain: Bool { pace.map { $0.low > 0 || $0.high < 0 } ?? false }

    /// Fewer points than the shortest trend that a test can tell from chance.
    private static let paceMin = 5
}
