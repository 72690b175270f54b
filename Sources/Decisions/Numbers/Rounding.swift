/// Which neighbour a number takes when digits go.
enum Rounding: Sendable {
    case up, down, halfUp, halfDown, halfEven, floor, ceiling
}

extension Number {
    /// Rounds to digits after the point (before it where negative); nil where the scale is out of FEEL's range.
    func rounded(_ mode: Rounding, scale: Int) -> Number? {
        guard (Number.exponentMin + 65...6_176).contains(scale) else { return nil }
        let cut = -scale - exponent
        if cut <= 0 || isZero { return self }
        if cut > 38 {
            return Number(isNegative, step(quotient: 0, rest: .less, mode), -scale)
        }
        let (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: Number.powers[cut])
        if rest == 0 { return self }
        let half = Number.powers[cut] / 2
        let order: Order = rest < half ? .less : rest == half ? .equal : .greater
        return Number(isNegative, step(quotient: quotient, rest: order, mode), -scale)
    }

    private enum Order { case less, equal, greater }

    private func step(quotient: UInt128, rest: Order, _ mode: Rounding) -> UInt128 {
        let isAway =
            switch mode {
            case .up: true
            case .down: false
            case .floor: isNegative
            case .ceiling: !isNegative
            case .halfUp: rest != .less
            case .halfDown: rest == .greater
            case .halfEven: rest == .greater || (rest == .equal && quotient & 1 == 1)
            }
        return isAway ? quotient + 1 : quotient
    }

    /// The largest whole number that is not above this one.
    var floor: Number { rounded(.floor, scale: 0) ?? self }
    /// Without its fraction.
    var truncated: Number { rounded(.down, scale: 0) ?? self }

    /// The whole part as an Int; nil where it does not fit.
    var truncatedInt: Int? { truncated.int }

    /// As FEEL's `modulo`: the result has the sign of the divisor.
    func modulo(_ divisor: Number) -> Number? {
        if isSmall, divisor.isSmall, !divisor.isZero {
            let rest = small % divisor.small
            return Number(
                rest != 0 && (rest < 0) != (divisor.small < 0) ? rest + divisor.small : rest)
        }
        guard let quotient = divided(by: divisor)?.floor, let product = divisor.times(quotient)
        else { return nil }
        return minus(product)
    }
}
