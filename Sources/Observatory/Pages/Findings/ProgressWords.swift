import Languages
import Statistics
import Web

/// A class in a word, and where nothing can be said the reason.
struct ProgressWords {
    let t: Translator

    func word(_ progress: ProgressClass) -> String { word(code: progress.code) }

    func word(code: String) -> String {
        switch code {
        case "progress": t("progress")
        case "stagnation": t("stagnation")
        case "regression": t("regression")
        default: t("cannot be assessed")
        }
    }

    func mark(_ progress: ProgressClass) -> HTML {
        switch progress {
        case .progress: tag(word(progress), .good)
        case .stagnation: tag(word(progress))
        case .regression: tag(word(progress), .care)
        case .cannotBeAssessed(let reason):
            "\(word(progress)): <span class=\"quiet\">\(self.reason(reason))</span>"
        }
    }

    func reason(_ reason: ProgressClass.Reason) -> String {
        switch reason {
        case .tooFewPoints(let count, let needed):
            t(
                "too few values, {n} of {needed}",
                ["n": t.number(count), "needed": t.number(needed)])
        case .breakInSeries(let known, let points):
            t(
                "a break in {year}, and {n} values since",
                ["year": "\(Int(known.at))", "n": t.number(points)])
        case .revision(let amount):
            t(
                "the source restated values by {amount}, more than they moved",
                ["amount": paceNumber(amount, t)])
        case .quality(let poor, let all):
            t(
                "{n} of {all} values are of low quality",
                ["n": t.number(poor), "all": t.number(all)])
        case .tooUncertain: t("the interval reaches from better to worse")
        case .noDirection: t("no direction was declared")
        }
    }

    func published(_ status: PublishedProgress.Status) -> String {
        switch status {
        case .targetAchieved: t("target achieved")
        case .substantial: t("substantial progress")
        case .moderate: t("moderate progress")
        case .limited: t("limited progress")
        case .deterioration: t("deterioration")
        case .notAvailable: t("not available")
        }
    }

    func wanted(_ better: Direction?) -> String {
        switch better {
        case .up: t("more is better")
        case .down: t("less is better")
        case nil: t("nobody declared it")
        }
    }
}

/// A share of the level a year, with its sign.
func rateWords(_ rate: Double, _ t: Translator) -> String {
    (rate > 0 ? "+" : "") + t.decimal(rate * 100, digits: 1) + " %"
}
