import Glibc

/// The normal law: what independent small errors add up to.
public enum NormalLaw {
    /// The share of the law below a value.
    public static func below(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }

    /// The chance of a value at least so far from zero, on either side.
    public static func twoSided(_ z: Double) -> Double { erfc(abs(z) / 2.0.squareRoot()) }

    /// The value below which a share of the law lies; nil outside 0 to 1, both excluded.
    public static func quantile(_ share: Double) -> Double? {
        guard share > 0, share < 1 else { return nil }
        return root(of: below, at: share, in: -40...40)
    }
}

/// Student's law: a mean divided by the error that was estimated for it ("Student", Biometrika 6, 1908).
public enum StudentLaw {
    /// The chance of a value at least so far from zero, on either side; `freedom` need not be whole.
    public static func twoSided(_ t: Double, freedom: Double) -> Double {
        guard t.isFinite, freedom > 0 else { return t.isNaN || freedom <= 0 ? .nan : 0 }
        return betaShare(freedom / (freedom + t * t), freedom / 2, 0.5)
    }

    public static func below(_ t: Double, freedom: Double) -> Double {
        let tail = twoSided(t, freedom: freedom) / 2
        return t > 0 ? 1 - tail : tail
    }

    /// The value below which a share of the law lies; nil outside 0 to 1 or without freedom.
    public static func quantile(_ share: Double, freedom: Double) -> Double? {
        guard share > 0, share < 1, freedom > 0 else { return nil }
        if share == 0.5 { return 0 }
        // The tail is kept small, where the law tells most digits.
        let tail = 2 * min(share, 1 - share)
        let size = root(
            of: { -twoSided($0, freedom: freedom) }, at: -tail, in: 0...1e12)
        return share < 0.5 ? -size : size
    }

    /// Half the width of a two-sided interval, in standard errors.
    static func reach(_ level: Double, freedom: Double) -> Double {
        quantile(0.5 + level / 2, freedom: freedom) ?? .infinity
    }
}

/// Fisher's law of the ratio of two variances.
public enum FisherLaw {
    /// The chance of a ratio at least as large.
    public static func above(_ f: Double, _ upper: Double, _ lower: Double) -> Double {
        guard upper > 0, lower > 0, !f.isNaN else { return .nan }
        return f <= 0 ? 1 : betaShare(lower / (lower + upper * f), lower / 2, upper / 2)
    }
}

/// The law of a sum of squares of normal errors.
public enum ChiSquareLaw {
    /// The chance of a sum at least as large.
    public static func above(_ x: Double, freedom: Double) -> Double {
        guard freedom > 0, !x.isNaN else { return .nan }
        return x <= 0 ? 1 : gammaTail(freedom / 2, x / 2)
    }
}

/// The regularised incomplete beta function, by Lentz's continued fraction (DLMF 8.17.22).
func betaShare(_ x: Double, _ a: Double, _ b: Double) -> Double {
    if x <= 0 { return 0 }
    if x >= 1 { return 1 }
    if x > (a + 1) / (a + b + 2) { return 1 - betaShare(1 - x, b, a) }
    let front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x)) / a
    var fraction = Lentz(1)
    for m in 0..<stepsMax {
        let n = Double(m)
        if m > 0 {
            fraction.take(n * (b - n) * x / ((a + 2 * n - 1) * (a + 2 * n)))
        }
        let odd = -(a + n) * (a + b + n) * x / ((a + 2 * n) * (a + 2 * n + 1))
        if fraction.take(odd) < 1e-16 { break }
    }
    return front / fraction.value
}

/// The regularised upper incomplete gamma function: a series below, a continued fraction above (DLMF 8.7.1, 8.9.2).
func gammaTail(_ a: Double, _ x: Double) -> Double {
    let front = exp(a * log(x) - x - lgamma(a))
    if x < a + 1 {
        var (term, sum) = (1 / a, 1 / a)
        for n in 1..<stepsMax {
            term *= x / (a + Double(n))
            sum += term
            if term < sum * 1e-17 { break }
        }
        return 1 - front * sum
    }
    // x + 1 - a - 1(1-a)/(x + 3 - a - …), in the even form.
    var (b, c) = (x + 1 - a, 1e300)
    var (d, value) = (1 / (x + 1 - a), 1 / (x + 1 - a))
    for n in 1..<stepsMax {
        let an = -Double(n) * (Double(n) - a)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        value *= c * d
        if abs(c * d - 1) < 1e-16 { break }
    }
    return front * value
}

/// A continued fraction 1 + a1/(1 + a2/(1 + …)), term by term.
private struct Lentz {
    var value: Double
    private var c: Double
    private var d = 0.0

    init(_ first: Double) { (value, c, d) = (first, first, 0) }

    /// How much the term changed the value, as a share.
    @discardableResult mutating func take(_ term: Double) -> Double {
        d = 1 / nonzero(1 + term * d)
        c = nonzero(1 + term / c)
        value *= c * d
        return abs(c * d - 1)
    }

    private func nonzero(_ x: Double) -> Double { abs(x) < 1e-300 ? 1e-300 : x }
}

/// Where a rising function takes a value, by halving: slow, sure, and the same on every machine.
func root(
    of function: (Double) -> Double, at target: Double, in range: ClosedRange<Double>,
    within width: Double = 0
) -> Double {
    var (low, high) = (range.lowerBound, range.upperBound)
    for _ in 0..<200 where high - low > width {
        let middle = (low + high) / 2
        if middle == low || middle == high { break }
        if function(middle) < target { low = middle } else { high = middle }
    }
    return (low + high) / 2
}

/// Both fractions end after tens of steps; the bound is for parameters in the millions.
private let stepsMax = 20_000
