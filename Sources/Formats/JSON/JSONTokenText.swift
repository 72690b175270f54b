extension JSONTokens {
    /// The text of the key, string or number at hand.
    public var text: String {
        if let unescaped { return String(decoding: unescaped, as: UTF8.self) }
        return buffer.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[start..<stop]), as: UTF8.self)
        }
    }

    /// The number at hand; nil where it is too large for a machine's.
    public var double: Double? {
        buffer.withUnsafeBufferPointer {
            decimalNumber(UnsafeBufferPointer(rebasing: $0[start..<stop]))
        }
    }

    /// The number at hand where it counts something: whole, not negative, at most nine digits.
    public var index: Int? {
        guard stop > start, stop - start <= 9 else { return nil }
        var value = 0
        for at in start..<stop {
            let digit = buffer[at] &- 48
            guard digit < 10 else { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }

    /// The key at hand as numbers between colons, `0:12:3`; -1 where a part is empty or `~`. False where it is none.
    public func indexes(into parts: inout [Int]) -> Bool {
        parts.removeAll(keepingCapacity: true)
        guard unescaped == nil else { return false }
        return buffer.withUnsafeBufferPointer { all in
            var (value, digits) = (-1, 0)
            for at in start..<stop {
                let byte = all[at]
                if byte == UInt8(ascii: ":") {
                    parts.append(value)
                    (value, digits) = (-1, 0)
                } else if byte == UInt8(ascii: "~"), digits == 0 {
                    digits = 10
                } else {
                    guard byte &- 48 < 10, digits < 9 else { return false }
                    value = max(value, 0) * 10 + Int(byte &- 48)
                    digits += 1
                }
            }
            parts.append(value)
            return true
        }
    }

    /// The byte that comes next, white space left out; nil at the end.
    public mutating func peekByte() throws -> UInt8? {
        (start, stop) = (position, position)
        return try significant()
    }

    /// The value that comes next, whole; for values that are known to be small.
    public mutating func value() throws -> JSON {
        try value(after: try next())
    }

    /// The value that a token has begun.
    public mutating func value(after token: Token) throws -> JSON {
        switch token {
        case .string: return .string(text)
        case .number:
            if let whole = Int(text) { return .int(whole) }
            return .decimal(text)
        case .bool(let flag): return .bool(flag)
        case .null: return .null
        case .beginArray:
            var items: [JSON] = []
            while case let token = try next(), token != .endArray {
                items.append(try value(after: token))
            }
            return .array(items)
        case .beginObject:
            var members: [String: JSON] = [:]
            while try next() == .key { members[text] = try value() }
            return .object(members)
        case .endArray, .endObject, .key, .end: throw error("a value is expected here")
        }
    }

    mutating func word(_ word: StaticString, _ token: Token) throws -> Token {
        let length = word.utf8CodeUnitCount
        while buffer.count - position < length, try more() {}
        let isThere =
            buffer.count - position >= length
            && word.withUTF8Buffer { buffer[position..<position + length].elementsEqual($0) }
        guard isThere else { throw here("a value is expected; texts stand in double quotes") }
        position += length
        return token
    }

    /// Takes a number and holds it against the grammar; its value is read when asked for.
    mutating func number() throws {
        while true {
            while position < buffer.count, isNumberByte(buffer[position]) { position += 1 }
            if position < buffer.count { break }
            if try !more() { break }
        }
        stop = position
        guard isNumber(buffer[start..<stop]) else {
            throw error("this is no number; write it as -12.5 or 1e6")
        }
    }

    mutating func string() throws {
        position += 1
        var (high, hasEscape) = (UInt8(0), false)
        while true {
            position = textEnd(from: position, &high)
            guard position < buffer.count else {
                guard try more() else { throw error("a string is opened and never closed") }
                continue
            }
            if buffer[position] == UInt8(ascii: "\"") { break }
            guard buffer[position] == UInt8(ascii: "\\") else {
                throw here("a line end or control character in a string; escape it")
            }
            hasEscape = true
            position += 1
            while position >= buffer.count {
                guard try more() else { throw error("a string is opened and never closed") }
            }
            position += 1
        }
        start += 1
        stop = position
        position += 1
        if high >= 0x80, !isUTF8(buffer[start..<stop]) {
            throw error("this text is not UTF-8, as JSON must be")
        }
        if hasEscape { unescaped = try unescape() }
    }

    private func textEnd(from start: Int, _ high: inout UInt8) -> Int {
        buffer.withUnsafeBufferPointer { all in
            var at = start
            while at < all.count {
                let byte = all[at]
                if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 32 { break }
                high |= byte
                at += 1
            }
            return at
        }
    }

    /// Escapes are rare: a string that has them is read by the parser of whole values.
    private func unescape() throws -> [UInt8] {
        let quoted = [UInt8(ascii: "\"")] + buffer[start..<stop] + [UInt8(ascii: "\"")]
        do {
            return Array((try JSON.parse(quoted, file: file).stringValue ?? "").utf8)
        } catch let problem as FormatError {
            throw error(problem.message)
        }
    }
}

private func isNumberByte(_ byte: UInt8) -> Bool {
    byte &- 48 < 10 || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
}

/// The grammar of RFC 8259: no plus in front, no zero before other digits, digits around the point.
private func isNumber(_ bytes: ArraySlice<UInt8>) -> Bool {
    var at = bytes.startIndex
    func digits() -> Int {
        let from = at
        while at < bytes.endIndex, bytes[at] &- 48 < 10 { at += 1 }
        return at - from
    }
    if at < bytes.endIndex, bytes[at] == UInt8(ascii: "-") { at += 1 }
    let first = at
    let count = digits()
    guard count == 1 || (count > 1 && bytes[first] != 48) else { return false }
    if at < bytes.endIndex, bytes[at] == UInt8(ascii: ".") {
        at += 1
        guard digits() > 0 else { return false }
    }
    guard at < bytes.endIndex else { return true }
    guard bytes[at] | 0x20 == UInt8(ascii: "e") else { return false }
    at += 1
    if at < bytes.endIndex, bytes[at] == UInt8(ascii: "-") || bytes[at] == UInt8(ascii: "+") {
        at += 1
    }
    return digits() > 0 && at == bytes.endIndex
}
