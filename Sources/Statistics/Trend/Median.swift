/// The middle of the values, or the mean of the two in the middle; nil of none.
public func median(_ values: some Collection<Double>) -> Double? {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

public func median(_ values: some Collection<Int>) -> Double? {
    median(values.map(Double.init))
}

/// The value below which a share of the values lies, by linear interpolation (type 7 of Hyndman and Fan, 1996).
public func quantile(_ values: some Collection<Double>, _ share: Double) -> Double? {
    guard !values.isEmpty, (0...1).contains(share) else { return nil }
    let sorted = values.sorted()
    let position = share * Double(sorted.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
}
