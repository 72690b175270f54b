extension Number: CustomStringConvertible {
    /// Digits, a point, digits; an exponent only where a hundred zeros would follow.
    public var description: String {
        let digits = String(coefficient)
        let sign = isNegative ? "-" : ""
        if exponent >= 0 {
            return exponent > 100
                ? sign + digits + "E+\(exponent)"
                : sign + digits + String(repeating: "0", count: exponent)
        }
        let whole = digits.utf8.count + exponent
        if whole < -100 { return sign + digits + "E\(exponent)" }
        if whole <= 0 { return sign + "0." + String(repeating: "0", count: -whole) + digits }
        return "\(sign)\(digits.prefix(whole)).\(digits.dropFirst(whole))"
    }

    /// Reads `12`, `-1.5`, `.5`, `1.2e-3`; nil for anything else and for what is too large.
    public init?(_ text: some StringProtocol) {
        var reader = NumberReader(utf8: Array(text.utf8))
        guard let number = reader.number() else { return nil }
        self = number
    }
}

/// Reads the digits of a number; those after the 38th only round.
private struct NumberReader {
    let utf8: [UInt8]
    var at = 0
    var coefficient: UInt128 = 0
    var exponent = 0
    var isMore = false
    var count = 0

    init(utf8: [UInt8]) { self.utf8 = utf8 }

    mutating func number() -> Number? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        digits(ofFraction: false)
        let whole = count
        if skip(".") {
            digits(ofFraction: true)
            if count == whole { return nil }
        }
        guard count > 0, readExponent(), at == utf8.count else { return nil }
        return Number(isNegative, coefficient, exponent, isMore: isMore)
    }

    private mutating func skip(_ character: Character) -> Bool {
        guard at < utf8.count, utf8[at] == character.asciiValue else { return false }
        at += 1
        return true
    }

    private mutating func digits(ofFraction isFraction: Bool) {
        while at < utf8.count, utf8[at] >= 48, utf8[at] <= 57 {
            let digit = utf8[at] - 48
            at += 1
            count += 1
            if coefficient < Number.powers[37] {
                coefficient = coefficient * 10 + UInt128(digit)
                if isFraction { exponent -= 1 }
            } else {
                if digit != 0 { isMore = true }
                if !isFraction { exponent += 1 }
            }
        }
    }

    private mutating func readExponent() -> Bool {
        guard at < utf8.count else { return true }
        guard utf8[at] == UInt8(ascii: "e") || utf8[at] == UInt8(ascii: "E") else { return false }
        at += 1
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        let digits = utf8[at...]
        guard (1...6).contains(digits.count),
            let value = Int(String(decoding: digits, as: UTF8.self)),
            digits.allSatisfy({ (48...57).contains($0) })
        else { return false }
        at = utf8.count
        exponent += isNegative ? -value : value
        return true
    }
}
