/// Reads numbers from bytes, to the same last bit as the standard library, whose way asks for a String.
enum MLNumber {
    /// Nil where it is no finite decimal number.
    static func value(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        guard let base = bytes.baseAddress else { return nil }
        var (position, mantissa, digits, point) = (0, UInt64(0), 0, -1)
        let isNegative = base[0] == UInt8(ascii: "-")
        if isNegative { position = 1 }
        while position < bytes.count {
            let byte = base[position]
            if byte &- 48 < 10 {
                mantissa = mantissa &* 10 &+ UInt64(byte &- 48)
                digits += 1
            } else if byte == UInt8(ascii: "."), point < 0 {
                point = digits
            } else {
                return slowly(bytes)
            }
            position += 1
        }
        let decimals = point < 0 ? 0 : digits - point
        // Both numbers are exact and one operation rounds once (Clinger 1990), within these bounds.
        guard digits > 0, digits <= 18, mantissa < 1 << 53, decimals < powers.count else {
            return slowly(bytes)
        }
        let value = decimals == 0 ? Double(mantissa) : Double(mantissa) / powers[decimals]
        return isNegative ? -value : value
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    /// Signs, exponents, space around, many digits.
    private static func slowly(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
        let isSpace: (UInt8) -> Bool = { $0 == 32 || (9...13).contains($0) }
        var part = bytes[...]
        while let first = part.first, isSpace(first) { part.removeFirst() }
        while let last = part.last, isSpace(last) { part.removeLast() }
        let allowed = part.allSatisfy {
            (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+")
                || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "e") || $0 == UInt8(ascii: "E")
        }
        guard allowed, let value = Double(String(decoding: part, as: UTF8.self)), value.isFinite
        else { return nil }
        return value
    }
}
