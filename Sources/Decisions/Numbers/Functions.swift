/// Roots, powers and logarithms; exact where the result is short, else right to about 32 digits.
extension Number {
    var double: Double {
        Double(description) ?? 0
    }

    /// A number from a machine's floating point, by its shortest text.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        self.init("\(value)")
    }

    var squareRoot: Number? {
        if isNegative { return nil }
        if isZero { return self }
        // An even power of ten is taken out, so that the guess is a small machine number.
        let shift = (Number.digits(coefficient) + exponent) / 2 * 2
        guard let scaled = shifted(-shift), var guess = Number(scaled.double.squareRoot()),
            let half = Number("0.5")
        else { return nil }
        for _ in 0..<3 {
            guard let next = scaled.divided(by: guess)?.plus(guess)?.times(half) else { return nil }
            guess = next
        }
        return guess.shifted(shift / 2)
    }

    /// Times a power of ten.
    func shifted(_ places: Int) -> Number? { Number(isNegative, coefficient, exponent + places) }

    func power(_ other: Number) -> Number? {
        if let whole = other.int, whole.magnitude <= 1_000_000_000 { return power(whole) }
        if isZero { return other.isNegative ? nil : self }
        if isNegative { return nil }
        return logarithm?.times(other)?.exponential
    }

    private func power(_ exponent: Int) -> Number? {
        var (result, base, rest) = (Number.one, self, exponent.magnitude)
        while rest > 0 {
            if rest & 1 == 1 {
                guard let next = result.times(base) else { return exponent < 0 ? .zero : nil }
                result = next
            }
            rest >>= 1
            if rest > 0 {
                guard let next = base.times(base) else { return exponent < 0 ? .zero : nil }
                base = next
            }
        }
        return exponent < 0 ? Number.one.divided(by: result) : result
    }

    /// e to the power of this number: the power of ten is taken out, the rest is a series.
    var exponential: Number? {
        if isZero { return .one }
        guard let tens = times(Number.tenth)?.rounded(.halfEven, scale: 0)?.int,
            tens.magnitude <= 7_000, let coarse = Number(tens).times(Number.logTenCoarse),
            let fine = Number(tens).times(Number.logTenFine),
            let rest = minus(coarse)?.minus(fine)
        else { return isNegative ? .zero : nil }
        var (sum, term) = (Number.one, Number.one)
        for index in 1...60 {
            guard let next = term.times(rest)?.divided(by: Number(index)),
                let added = sum.plus(next)
            else { return nil }
            if added == sum { break }
            (sum, term) = (added, next)
        }
        return sum.shifted(tens)
    }

    /// The natural logarithm: a machine's guess, made exact by one step of Halley's.
    var logarithm: Number? {
        if isNegative || isZero { return nil }
        // Between 0.3 and 3, so that what is near 1 loses no digit.
        var shift = Number.digits(coefficient) + exponent
        if let front = shifted(-shift), front < Number.third { shift -= 1 }
        guard let scaled = shifted(-shift), let guess = Number(scaled.double.logarithm),
            let power = guess.exponential, let above = scaled.minus(power),
            let below = scaled.plus(power),
            let step = above.times(2)?.divided(by: below), let fraction = guess.plus(step),
            let coarse = Number(shift).times(Number.logTenCoarse),
            let fine = Number(shift).times(Number.logTenFine)
        else { return nil }
        return fraction.plus(fine)?.plus(coarse)
    }

    /// 1 / ln 10.
    private static let tenth = constant("0.4342944819032518276511289189166051")
    /// ln 10 in two parts; whole multiples of the first are exact.
    private static let logTenCoarse = constant("2.30258509299404568401")
    private static let logTenFine = constant("7.991454684364207601101488628772976E-21")

    private static let third = constant("0.3")

    private static func constant(_ text: String) -> Number { Number(text) ?? .zero }
}

extension Double {
    /// ln by a series, so that no C library is needed; for 0.3 to 3, right to 15 digits.
    fileprivate var logarithm: Double {
        var (value, halvings) = (self, 0.0)
        while value < 0.7 {
            value *= 2
            halvings += 1
        }
        while value > 1.4 {
            value /= 2
            halvings -= 1
        }
        let ratio = (value - 1) / (value + 1)
        var (sum, term) = (0.0, ratio)
        for index in stride(from: 1.0, through: 31, by: 2) {
            sum += term / index
            term *= ratio * ratio
        }
        return 2 * sum - halvings * 0.693_147_180_559_945_3
    }
}
