import Languages
import Statistics
import Web

/// A course in words that need no statistics: what grew, when, by how much a year, and how sure that is.
struct CourseWords {
    let t: Translator
    let unit: String
    let course: LineCourse

    /// The newest stretch first; the others from the newest to the oldest.
    var sentences: [String] { course.stretches.reversed().map(sentence) }

    func sentence(_ stretch: CourseStretch) -> String {
        [movement(stretch), pace(stretch)].compactMap(\.self).joined(separator: " ")
    }

    /// From its lowest to its highest value, or the other way; the years of the stretch where these are its ends.
    private func movement(_ stretch: CourseStretch) -> String {
        guard let high = stretch.highest, let low = stretch.lowest else { return "" }
        let isNewest = stretch.last == course.stretches.last?.last
        var words = ["first": stretch.first, "last": stretch.last]
        words["high"] = amount(high)
        words["low"] = amount(low)
        words["highYear"] = high.period
        words["lowYear"] = low.period
        switch (stretch.phase.movement, isNewest) {
        case (.rising, true):
            return t(
                "Since {first} it has been rising: from {low} in {lowYear} to {high} in {highYear}.",
                words)
        case (.rising, false):
            return t(
                "Between {first} and {last} it rose: from {low} in {lowYear} to {high} in {highYear}.",
                words)
        case (.falling, true):
            return t(
                "Since {first} it has been falling: from {high} in {highYear} to {low} in {lowYear}.",
                words)
        case (.falling, false):
            return t(
                "Between {first} and {last} it fell: from {high} in {highYear} to {low} in {lowYear}.",
                words)
        case (.level, _):
            return t(
                "Between {first} and {last} it went neither clearly up nor down: between {low} and {high}.",
                words)
        }
    }

    private func amount(_ value: SeriesValue) -> String { number(value.value ?? 0, t) }

    private func pace(_ stretch: CourseStretch) -> String? {
        guard let pace = stretch.pace else {
            return stretch.phase.movement == .level
                ? nil : t("These are too few values to say how fast.")
        }
        let words = [
            "pace": paceNumber(abs(pace.slope), t), "unit": unit,
            "low": paceNumber(pace.low, t), "high": paceNumber(pace.high, t),
        ]
        guard stretch.isCertain else {
            return t(
                "How fast cannot be told: the change a year lies between {low} and {high} {unit}.",
                words)
        }
        let ends = [abs(pace.low), abs(pace.high)].sorted().map { paceNumber($0, t) }
        return pace.slope > 0
            ? t(
                "That is {pace} {unit} more each year (with 95% confidence, between {low} and {high}).",
                words.merging(["low": ends[0], "high": ends[1]]) { $1 })
            : t(
                "That is {pace} {unit} fewer each year (with 95% confidence, between {low} and {high}).",
                words.merging(["low": ends[0], "high": ends[1]]) { $1 })
    }
}

/// A change a year with as many digits as it bears.
func paceNumber(_ value: Double, _ t: Translator) -> String {
    if abs(value) >= 100 { return t.number(Int(value.rounded())) }
    return t.decimal(value, digits: abs(value) >= 1 ? 1 : 2)
}

/// What a stretch is: a movement, or where a wanted direction was declared what that means.
func stretchWord(_ stretch: CourseStretch, _ better: Direction?, _ t: Translator) -> String {
    switch (stretch.phase.movement, better) {
    case (.level, nil): t("level")
    case (.rising, nil): t("rising")
    case (.falling, nil): t("falling")
    case (.level, _): t("stagnation")
    case (.rising, .up), (.falling, .down): t("progress")
    case (.rising, .down), (.falling, .up): t("regression")
    }
}
