/// Reads a decimal number as `12`, `-0.5` or `1.5e3` from its bytes, exactly; nil for everything else, also for what
/// is too large. A decimal comma is read where `decimal` says so.
public func decimalNumber(
    _ bytes: UnsafeBufferPointer<UInt8>, decimal: UInt8 = UInt8(ascii: ".")
) -> Double? {
    var cut = NumberCut()
    guard cut.take(bytes, decimal: decimal) else { return nil }
    if cut.digits <= 15, let value = cut.exact { return value }
    let text = bytes.map { $0 == decimal ? UInt8(ascii: ".") : $0 }
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
        return nil
    }
    return value
}

public func decimalNumber(_ text: String, decimal: UInt8 = UInt8(ascii: ".")) -> Double? {
    var text = text
    return text.withUTF8 { decimalNumber($0, decimal: decimal) }
}

/// A number in pieces: digits without the point, and the power of ten they stand for.
private struct NumberCut {
    var isNegative = false
    var mantissa: UInt64 = 0
    /// Digits that count: without zeros in front.
    var digits = 0
    var exponent = 0

    /// Up to 15 digits and 22 zeros both stand exactly in a machine's number, and so does what becomes of them.
    var exact: Double? {
        let value = Double(mantissa)
        guard exponent >= -22, exponent <= 22 else { return mantissa == 0 ? 0 : nil }
        let scaled = exponent < 0 ? value / tens[-exponent] : value * tens[exponent]
        return isNegative ? -scaled : scaled
    }

    mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, decimal: UInt8) -> Bool {
        var at = 0
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
            isNegative = bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        var hasDigit = false
        while at < bytes.count, bytes[at] &- 48 < 10 {
            add(bytes[at] &- 48)
            (at, hasDigit) = (at + 1, true)
        }
        if at < bytes.count, bytes[at] == decimal {
            at += 1
            while at < bytes.count, bytes[at] &- 48 < 10 {
                add(bytes[at] &- 48)
                exponent -= 1
                (at, hasDigit) = (at + 1, true)
            }
        }
        guard hasDigit else { return false }
        return at == bytes.count || takeExponent(bytes, at)
    }

    private mutating func add(_ digit: UInt8) {
        if digits > 0 || digit > 0 { digits += 1 }
        // Beyond 15 digits the exact way is left, and the sum not looked at.
        mantissa = mantissa &* 10 &+ UInt64(digit)
    }

    private mutating func takeExponent(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        var at = start
        guard bytes[at] | 0x20 == UInt8(ascii: "e") else { return false }
        at += 1
        var isDown = false
        if at < bytes.count, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
            isDown = bytes[at] == UInt8(ascii: "-")
            at += 1
        }
        guard at < bytes.count else { return false }
        var power = 0
        while at < bytes.count, bytes[at] &- 48 < 10 {
            power = min(power * 10 + Int(bytes[at] &- 48), 100_000)
            at += 1
        }
        exponent += isDown ? -power : power
        return at == bytes.count
    }
}

private let tens: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
]
