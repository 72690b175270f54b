extension JSONParser {
    /// A number by the grammar of RFC 8259; whole ones that fit stay whole, and no digit is lost.
    mutating func number() throws -> JSON {
        let start = position
        _ = take("-")
        let leadingZero = peek == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, !leadingZero || whole == 1 else { throw error("a value is expected here") }
        var (isWhole, hasExponent) = (true, false)
        if take(".") {
            isWhole = false
            guard digits() > 0 else { throw error("a digit is expected after the decimal point") }
        }
        if take("e") || take("E") {
            (isWhole, hasExponent) = (false, true)
            if !take("+") { _ = take("-") }
            guard digits() > 0 else { throw error("a digit is expected in the exponent") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int(text) { return .int(value) }
        guard let value = Double(text) else { return .decimal(text) }
        if !hasExponent, text.utf8.count <= JSONParser.exactDigits { return .number(value) }
        let isKept = value.isFinite && significantDigits(text) == significantDigits("\(value)")
        return isKept ? .number(value) : .decimal(text)
    }

    /// So many digits a machine's number keeps as they are.
    private static let exactDigits = 15

    private mutating func digits() -> Int {
        let start = position
        while let byte = peek, byte >= 48, byte <= 57 { position += 1 }
        return position - start
    }

    mutating func string() throws -> String {
        position += 1
        let start = position
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 32 {
            position += 1
        }
        let plain = bytes[start..<position]
        if take("\"") { return String(decoding: plain, as: UTF8.self) }
        return try escapedString(Array(plain))
    }

    private mutating func escapedString(_ start: [UInt8]) throws -> String {
        var text = start
        while let byte = peek {
            guard byte >= 32 else {
                throw error("a line end or control character in a string; escape it")
            }
            position += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
            if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
        }
        throw error("a string is opened and never closed")
    }

    private mutating func escape(into text: inout [UInt8]) throws {
        guard let byte = peek else { throw error("the text ends inside an escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
        case UInt8(ascii: "n"): text.append(10)
        case UInt8(ascii: "r"): text.append(13)
        case UInt8(ascii: "t"): text.append(9)
        case UInt8(ascii: "b"): text.append(8)
        case UInt8(ascii: "f"): text.append(12)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try scalar()).utf8))
        default: throw error("'\\\(Character(Unicode.Scalar(byte)))' is no escape of JSON")
        }
    }

    /// One code point, from one escape or from a surrogate pair.
    private mutating func scalar() throws -> Unicode.Scalar {
        let first = try hex()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00, take("\\"), take("u") else { throw error("half of a surrogate pair") }
        let second = try hex()
        let code = 0x10000 + ((first & 0x3FF) << 10) + (second & 0x3FF)
        guard (0xDC00...0xDFFF).contains(second), let scalar = Unicode.Scalar(code) else {
            throw error("half of a surrogate pair")
        }
        return scalar
    }

    private mutating func hex() throws -> UInt32 {
        guard position + 4 <= bytes.count else {
            throw error("four hexadecimal digits are expected")
        }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
                throw error("four hexadecimal digits are expected")
            }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }
}

/// The digits of a decimal number without the zeros at its ends: two numbers that are nearly one differ in them.
private func significantDigits(_ text: String) -> [UInt8] {
    let zero = UInt8(ascii: "0")
    let front = text.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
    let digits = front.filter { (48...57).contains($0) }.drop { $0 == zero }
    return Array(digits.reversed().drop { $0 == zero }.reversed())
}
