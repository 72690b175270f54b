import Kernel
import Languages

/// How one sees whether a measure does what it is for.
struct Indicator: Sendable, Equatable {
    enum Kind: String, Sendable, CaseIterable {
        /// What was made.
        case output
        /// What changed for people.
        case outcome
        /// A number that this house publishes, or a series of the observatory.
        case figure

        func words(_ t: Translator) -> String {
            switch self {
            case .output: t("Output")
            case .outcome: t("Outcome")
            case .figure: t("Bound figure")
            }
        }
    }

    struct Waypoint: Sendable, Equatable {
        let day: Day
        let value: Double
    }

    var code: String
    var kind: Kind
    var namePt = ""
    var nameEn = ""
    var definition = ""
    var unit = ""
    var baseline: Double?
    var baselineDay: Day?
    /// Why there is no baseline; empty where there is one.
    var baselineGap = ""
    var target: Double?
    var targetDay: Day?
    /// A target that the source gives in words alone.
    var targetWords = ""
    /// The values on the way to the target.
    var trajectory: [Waypoint] = []
    var verification = ""
    var direction = Direction.neither
    /// Whether it counts people; then by sex and age, or it says why not.
    var isAboutPeople = false
    var splitBy: [String] = []
    var whyNot = ""
    var figure = ""
    var series = ""

    enum Direction: String, Sendable, CaseIterable { case up, down, neither }

    func name(_ t: Translator) -> String {
        let name = t.either(pt: namePt, en: nameEn.isEmpty ? namePt : nameEn)
        return name.isEmpty ? code : name
    }

    /// Why it is not taken, with the column that is wrong; nil for a good one.
    var problem: (column: String, words: String)? {
        if baseline == nil, baselineGap.isEmpty {
            return (
                "baseline",
                "an indicator has a baseline; where nobody knows it, baseline_gap says why"
            )
        }
        if baseline != nil, !baselineGap.isEmpty {
            return ("baseline_gap", "it has a baseline; leave this empty")
        }
        if isAboutPeople, whyNot.isEmpty, !Set(["sex", "age"]).isSubset(of: splitBy) {
            return (
                "split_by",
                "a number about people is given by sex;age, or why_not says why it is not"
            )
        }
        if kind == .figure, figure.isEmpty, series.isEmpty {
            return ("figure", "a bound indicator names a figure or a series")
        }
        return nil
    }
}
