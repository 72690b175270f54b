/// One value of a series, or a gap; `low` and `high` bound it where it is uncertain.
public struct ChartPoint: Sendable {
    public let label: String
    public let value: Double?
    public let low: Double?
    public let high: Double?

    public init(_ label: String, _ value: Double?, low: Double? = nil, high: Double? = nil) {
        self.label = label
        self.value = value
        self.low = low
        self.high = high
    }
}

/// A named line of a chart.
public struct ChartSeries: Sendable {
    public let name: String
    public let points: [ChartPoint]

    public init(_ name: String, _ points: [ChartPoint]) {
        self.name = name
        self.points = points
    }
}

/// A place where a series stops being comparable, and why.
public struct ChartBreak: Sendable {
    public let at: String
    public let reason: String

    public init(at: String, reason: String) {
        self.at = at
        self.reason = reason
    }
}

/// Where years and values fall on the drawing.
struct ChartPlane {
    // A drawing of 640 units keeps its letters legible down to 350 px of screen (cais.css enlarges them).
    static let width = 640.0
    static let height = 360.0
    static let top = 34.0
    static let bottom = 320.0
    // Direct labels stand at the end of a line; the longest gets this much room at most.
    static let labelRoomMax = 230.0
    static let unitsPerLetter = 11.5
    static let unitsPerDigit = 10.5

    let labels: [String]
    let ticks: [Double]
    /// The lines begin beside the words of the ticks, not under them.
    let start: Double
    let end: Double
    private let numbers: [Double]?

    init(_ series: [ChartSeries]) {
        labels = ChartPlane.labels(of: series)
        let years = labels.compactMap(Double.init)
        numbers = years.count == labels.count && Set(years).count > 1 ? years : nil
        ticks = niceTicks(over: ChartPlane.values(of: series))
        let digits = ticks.map { String(Int($0.magnitude)).count }.max() ?? 1
        start = Double(digits + (digits - 1) / 3) * ChartPlane.unitsPerDigit + 6
        let longest = series.flatMap { lineNames($0.name) }.map(\.count).max() ?? 0
        let room = series.count > 1 ? Double(longest) * ChartPlane.unitsPerLetter + 26 : 12
        end = ChartPlane.width - min(room, ChartPlane.labelRoomMax)
    }

    /// Years stand at their distance; other labels stand one after the other.
    func x(_ label: String) -> Double? {
        guard let index = labels.firstIndex(of: label) else { return nil }
        let first = numbers?.first ?? 0
        let last = numbers?.last ?? Double(max(labels.count - 1, 1))
        let place = numbers?[index] ?? Double(index)
        return start + (place - first) / (last - first) * (end - start)
    }

    /// Round years and the last one, or every so many labels; about six.
    var axisLabels: [String] {
        guard let last = labels.indices.last else { return [] }
        let years = numbers ?? labels.indices.map(Double.init)
        let span = years[last] - years[0]
        let step = [1.0, 2, 5, 10, 20, 50, 100].first { span / $0 <= 6 } ?? span
        let round = labels.indices.filter { index in
            let isRound = years[index].truncatingRemainder(dividingBy: step) == 0
            return isRound && years[last] - years[index] > step * 0.6
        }
        return (round + [last]).map { labels[$0] }
    }

    func y(_ value: Double) -> Double {
        guard let low = ticks.first, let high = ticks.last, high > low else {
            return ChartPlane.bottom
        }
        let share = (value - low) / (high - low)
        return ChartPlane.bottom - share * (ChartPlane.bottom - ChartPlane.top)
    }

    private static func labels(of series: [ChartSeries]) -> [String] {
        var seen = Set<String>()
        var all = [String]()
        for point in series.flatMap(\.points) where seen.insert(point.label).inserted {
            all.append(point.label)
        }
        let years = all.compactMap(Double.init)
        if years.count < all.count { return all }
        return zip(years, all).sorted { $0.0 < $1.0 }.map(\.1)
    }

    private static func values(of series: [ChartSeries]) -> [Double] {
        series.flatMap(\.points).flatMap { [$0.value, $0.low, $0.high].compactMap(\.self) }
    }
}

/// A long name stands in two lines, broken at the space nearest to its middle.
func lineNames(_ name: String) -> [String] {
    let words = name.split(separator: " ")
    guard name.count > nameLettersMax, words.count > 1 else { return [name] }
    let halves = (1..<words.count).map { cut in
        [words[..<cut], words[cut...]].map { $0.joined(separator: " ") }
    }
    return halves.min { abs($0[0].count - $0[1].count) < abs($1[0].count - $1[1].count) } ?? [name]
}

private let nameLettersMax = 14

/// About five round steps that reach over all values; counts start at zero.
func niceTicks(over values: [Double]) -> [Double] {
    guard let least = values.min(), let most = values.max() else { return [0, 1] }
    let low = least >= 0 && least < most * 0.6 || most == least ? min(0, least) : least
    let high = most == low ? low + 1 : most
    // A step may be a quarter finer than asked, so that four to eight of them stand.
    let leastStep = (high - low) / 4 * 0.75
    var decade = 1.0
    while decade > leastStep { decade /= 10 }
    while decade * 10 <= leastStep { decade *= 10 }
    let step = [1.0, 2, 5].map { $0 * decade }.first { $0 >= leastStep } ?? decade * 10
    let first = (low / step).rounded(.down)
    let last = (high / step).rounded(.up)
    return stride(from: first, through: last, by: 1).map { $0 * step }
}
