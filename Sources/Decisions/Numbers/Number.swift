/// A decimal number of at most 34 digits, as IEEE 754 decimal128 and FEEL have it, in one form per value.
///
/// Packed in 16 bytes: sign, exponent and coefficient. A whole number keeps the exponent 0 where it
/// fits; a fraction has no zeros at its end. So equal numbers have equal bits.
public struct Number: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    static let digitsMax = 34
    static let exponentMax = 6_111
    static let exponentMin = -6_176
    private static let bias = 6_200
    private static let coefficientBits: UInt64 = (1 << 49) - 1
    private static let signBit: UInt64 = 1 << 63

    public static let zero = Number(0)
    public static let one = Number(1)

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    public init(_ value: Int) {
        high = (value < 0 ? Number.signBit : 0) | UInt64(Number.bias) << 49
        low = UInt64(value.magnitude)
    }

    /// Packs parts that are already in the one form.
    init(unchecked isNegative: Bool, _ coefficient: UInt128, _ exponent: Int) {
        let sign = isNegative && coefficient != 0 ? Number.signBit : 0
        high =
            sign | UInt64(truncatingIfNeeded: exponent + Number.bias) << 49
            | UInt64(truncatingIfNeeded: coefficient >> 64)
        low = UInt64(truncatingIfNeeded: coefficient)
    }

    /// Rounds to 34 digits, half to even; `isMore` says that a little was cut off already, which the
    /// caller may do only where 35 digits or more are left. Nil where the number is too large; what is too small is zero.
    init?(
        _ isNegative: Bool, _ coefficient: UInt128, _ exponent: Int, isMore: Bool = false
    ) {
        var (coefficient, exponent) = (coefficient, exponent)
        let excess = max(
            Number.digits(coefficient) - Number.digitsMax, Number.exponentMin - exponent)
        if excess > 0 {
            (coefficient, exponent) = Number.cut(coefficient, exponent, by: excess, isMore)
        }
        guard let fitted = Number.fitted(coefficient, exponent) else { return nil }
        self.init(unchecked: isNegative, fitted.0, fitted.1)
    }

    private static func cut(
        _ coefficient: UInt128, _ exponent: Int, by excess: Int, _ isMore: Bool
    ) -> (UInt128, Int) {
        guard excess <= 38 else { return (0, 0) }
        let (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: powers[excess])
        let half = powers[excess] / 2
        let isUp = rest > half || (rest == half && (isMore || quotient & 1 == 1))
        let rounded = isUp ? quotient + 1 : quotient
        return rounded == powers[digitsMax]
            ? (powers[digitsMax - 1], exponent + excess + 1) : (rounded, exponent + excess)
    }

    /// The one form of a coefficient of at most 34 digits, or nil where the number is too large.
    private static func fitted(_ coefficient: UInt128, _ exponent: Int) -> (UInt128, Int)? {
        var (coefficient, exponent) = (coefficient, exponent)
        if coefficient == 0 { return (0, 0) }
        if exponent > 0 {
            let room = min(digitsMax - digits(coefficient), exponent)
            coefficient *= powers[room]
            exponent -= room
        }
        while exponent < 0 {
            let (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: 10)
            if rest != 0 { break }
            coefficient = quotient
            exponent += 1
        }
        return exponent > exponentMax ? nil : (coefficient, exponent)
    }

    var isNegative: Bool { high & Number.signBit != 0 }
    public var isZero: Bool { low == 0 && high & Number.coefficientBits == 0 }
    var exponent: Int { Int((high >> 49) & 0x3FFF) - Number.bias }
    var coefficient: UInt128 { UInt128(high & Number.coefficientBits) << 64 | UInt128(low) }
    var isWhole: Bool { exponent >= 0 }

    /// Whether the whole value stands in `low`: the way of nearly all numbers in tables.
    var isSmall: Bool { high & ~Number.signBit == UInt64(Number.bias) << 49 && low >> 62 == 0 }
    var small: Int { isNegative ? -Int(low) : Int(low) }

    public var negated: Number {
        isZero ? self : Number(high: high ^ Number.signBit, low: low)
    }

    public var magnitude: Number { Number(high: high & ~Number.signBit, low: low) }

    /// The whole number where this is one and fits.
    public var int: Int? {
        guard exponent == 0, coefficient <= UInt128(Int.max) else { return nil }
        return isNegative ? -Int(coefficient) : Int(coefficient)
    }

    /// Ten to the power of 0 to 38.
    static let powers: [UInt128] = (0...38).reduce(into: []) { list, _ in
        list.append(list.last.map { $0 * 10 } ?? 1)
    }

    static func digits(_ value: UInt128) -> Int {
        if value < 10 { return 1 }
        let bits = 128 - value.leadingZeroBitCount
        // log10(2) is 1233/4096 and a little.
        let guess = (bits * 1_233) >> 12
        return value >= powers[guess] ? guess + 1 : guess
    }
}

extension Number: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) { self.init(value) }
}
