import Glibc

/// The compound annual growth rate: the same share more in every year (0.02 is 2 percent a year).
///
/// Nil where no time passes, or where a sign changes, for which no such rate exists. Zero stands for 0.001, as
/// Statistics Canada takes it.
public func growthRate(from base: Double, to value: Double, years: Double) -> Double? {
    guard years > 0, base.isFinite, value.isFinite else { return nil }
    let ratio = value / (base == 0 ? growthZero : base)
    guard ratio >= 0 else { return nil }
    return pow(ratio, 1 / years) - 1
}

/// What a base or a target of zero is replaced by in the published method.
let growthZero = 0.001
