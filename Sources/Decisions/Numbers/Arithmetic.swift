extension Number: Comparable {
    public static func < (left: Number, right: Number) -> Bool {
        if left.isSmall, right.isSmall { return left.small < right.small }
        if left.isNegative != right.isNegative {
            return left.isNegative && !(left.isZero && right.isZero)
        }
        return left.isNegative ? right.isShorter(than: left) : left.isShorter(than: right)
    }

    /// Compares without the signs.
    private func isShorter(than other: Number) -> Bool {
        if isZero || other.isZero { return !other.isZero }
        let own = Number.digits(coefficient) + exponent
        let others = Number.digits(other.coefficient) + other.exponent
        if own != others { return own < others }
        let gap = exponent - other.exponent
        // Both begin at the same place, so the gap is under 34 digits and the product fits.
        return gap >= 0
            ? coefficient * Number.powers[gap] < other.coefficient
            : coefficient < other.coefficient * Number.powers[-gap]
    }

    /// Each is nil where the result has no value: too large, or a division by zero.
    public func plus(_ other: Number) -> Number? {
        if isSmall, other.isSmall { return Number(small + other.small) }
        return exponent >= other.exponent
            ? sum(self, other) : sum(other, self)
    }

    public func minus(_ other: Number) -> Number? { plus(other.negated) }

    public func times(_ other: Number) -> Number? {
        if isSmall, other.isSmall {
            let (product, overflow) = small.multipliedReportingOverflow(by: other.small)
            if !overflow { return Number(product) }
        }
        let sign = isNegative != other.isNegative
        let (left, right) = (coefficient, other.coefficient)
        let digits = Number.digits(left) + Number.digits(right)
        if digits <= 38 { return Number(sign, left * right, exponent + other.exponent) }
        let (high, low) = left.multipliedFullWidth(by: right)
        let drop = digits - 2 - Number.digitsMax
        let (quotient, rest) = Number.powers[drop].dividingFullWidth((high, low))
        return Number(sign, quotient, exponent + other.exponent + drop, isMore: rest != 0)
    }

    public func divided(by other: Number) -> Number? {
        if other.isZero { return nil }
        if isZero { return self }
        if isSmall, other.isSmall, small % other.small == 0 { return Number(small / other.small) }
        let scale = Number.digitsMax - Number.digits(coefficient)
        let more = Number.digits(other.coefficient) + 1
        let wide = (coefficient * Number.powers[scale]).multipliedFullWidth(by: Number.powers[more])
        let (quotient, rest) = other.coefficient.dividingFullWidth((wide.high, wide.low))
        return Number(
            isNegative != other.isNegative, quotient, exponent - other.exponent - scale - more,
            isMore: rest != 0)
    }

    /// The first number has the larger exponent.
    private func sum(_ first: Number, _ second: Number) -> Number? {
        if first.isZero { return second }
        if second.isZero { return first }
        let gap = first.exponent - second.exponent
        let room = 37 - Number.digits(first.coefficient)
        let scaled = first.coefficient * Number.powers[min(gap, room)]
        guard gap > room else {
            return signed(
                first.isNegative, scaled, second.isNegative, second.coefficient, second.exponent,
                false)
        }
        let shift = gap - room
        var (part, rest): (UInt128, UInt128) = (0, 1)
        if shift <= 38 {
            (part, rest) = second.coefficient.quotientAndRemainder(dividingBy: Number.powers[shift])
        }
        return signed(
            first.isNegative, scaled, second.isNegative, part, second.exponent + shift, rest != 0)
    }

    /// Adds two coefficients of one exponent; `isMore` says that the second is a little larger than said.
    private func signed(
        _ firstSign: Bool, _ first: UInt128, _ secondSign: Bool, _ second: UInt128,
        _ exponent: Int, _ isMore: Bool
    ) -> Number? {
        if firstSign == secondSign {
            return Number(firstSign, first + second, exponent, isMore: isMore)
        }
        if first >= second {
            let rest = first - second
            return Number(firstSign, isMore ? rest - 1 : rest, exponent, isMore: isMore)
        }
        return Number(secondSign, second - first, exponent, isMore: isMore)
    }
}
