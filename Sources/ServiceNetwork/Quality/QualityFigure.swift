import Kernel
import Languages
import Statistics
import Storage

/// What is said of each place.
enum QualityMeasure: String, CaseIterable, Sendable, Storable {
    case waiting
    case inTime = "in-time"
    case satisfaction, complaints
}

/// One number of one place and quarter, as it may leave: it has passed the smallest cell.
struct QualityFigure: Sendable, Equatable {
    let place: LocationID
    let measure: QualityMeasure
    /// Nil where it rests on too few.
    let value: Double?
    /// Of a share the ends of its interval; of the wait the quarter and three quarters of the visits.
    var low: Double?
    var high: Double?
    /// On how many it rests, rounded.
    let basis: Int?
    let isDemo: Bool

    /// Its interval, for a share that is shown.
    var interval: ShareInterval? {
        guard measure == .inTime || measure == .satisfaction, let value, let low, let high else {
            return nil
        }
        return ShareInterval(share: value, low: low, high: high)
    }
}

extension QualityFigure {
    /// Whether its share keeps a goal; nil where chance alone may decide it, or nothing is shown.
    func keeps(_ goal: Double?) -> Bool? {
        guard let goal, let interval else { return nil }
        if interval.low >= goal { return true }
        return interval.high < goal ? false : nil
    }

    /// The middle wait; nil where nobody came.
    static func waits(_ waits: PlaceWaits, of place: LocationID, _ rule: DisclosureRule) -> Self? {
        guard let middle = median(waits.days) else { return nil }
        let days = waits.days.map(Double.init)
        let isShown = !rule.isTooSmall(days.count)
        return QualityFigure(
            place: place, measure: .waiting, value: isShown ? middle : nil,
            low: isShown ? quantile(days, 0.25) : nil, high: isShown ? quantile(days, 0.75) : nil,
            basis: isShown ? rule.rounded(days.count) : nil, isDemo: waits.isDemo)
    }

    /// A share with its interval; nil of none.
    static func share(
        _ share: PlaceShare, _ measure: QualityMeasure, of place: LocationID,
        _ rule: DisclosureRule
    ) -> Self? {
        guard let interval = ShareInterval(share.count, of: share.all) else { return nil }
        guard !rule.isTooSmall(share.all) else {
            return QualityFigure(
                place: place, measure: measure, value: nil, basis: nil, isDemo: share.isDemo)
        }
        return QualityFigure(
            place: place, measure: measure, value: percent(interval.share),
            low: percent(interval.low), high: percent(interval.high),
            basis: rule.rounded(share.all), isDemo: share.isDemo)
    }

    /// How many complaints; none is said, a few are not.
    static func complaints(
        _ count: Int, of place: LocationID, isDemo: Bool, _ rule: DisclosureRule
    ) -> Self {
        let shown = rule.protect(count).value
        return QualityFigure(
            place: place, measure: .complaints, value: shown.map(Double.init), basis: shown,
            isDemo: isDemo)
    }

    /// Whole percents: more digits would tell how many of a few it was.
    private static func percent(_ share: Double) -> Double { (share * 100).rounded() / 100 }
}

extension ServiceStandards {
    /// The share that a measure is to reach; nil where standards of it differ, or none is one of shares.
    func goal(of measure: QualityMeasure) -> Double? {
        let wanted: ServiceStandard.Measure? =
            switch measure {
            case .inTime: .decidedWithin
            case .satisfaction: .satisfied
            case .waiting, .complaints: nil
            }
        let shares = Set(standards.filter { $0.measure == wanted }.map(\.share))
        return shares.count == 1 ? shares.first.map { Double($0) / 100 } : nil
    }

    /// Fewer than the smallest cell are hidden, and how many a figure rests on is rounded to the half of it.
    var rule: DisclosureRule { DisclosureRule(threshold: cellMin, roundingBase: cellMin / 2) }
}
