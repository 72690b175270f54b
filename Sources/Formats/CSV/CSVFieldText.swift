/// What a column showed last, so that a text that repeats is made once.
struct ColumnMemory {
    /// Whether the field has the same bytes as in the row before.
    var isSame = false
    /// Whether `text` is that of the row at hand.
    var isCurrent = false
    var text = ""
    /// Longer texts by a sum of their bytes; short ones cost nothing to make.
    var known: [String] = []
}

extension CSVFields {
    /// Whether a field has the same bytes as in the row before.
    public func isSame(_ column: Int) -> Bool { memory[column].isSame }

    public func isEmpty(_ column: Int) -> Bool { fields[column].isEmpty }

    /// The text of a field.
    public mutating func text(_ column: Int) -> String {
        if memory[column].isCurrent { return memory[column].text }
        let text = fields[column].count <= shortBytesMax ? bare(column) : remembered(column)
        memory[column].text = text
        memory[column].isCurrent = true
        return text
    }

    /// The field as a decimal number, or nil where it is none.
    public func number(_ column: Int, decimal: UInt8 = UInt8(ascii: ".")) -> Double? {
        buffer.withUnsafeBufferPointer {
            decimalNumber(UnsafeBufferPointer(rebasing: $0[fields[column]]), decimal: decimal)
        }
    }

    func bare(_ column: Int) -> String {
        buffer.withUnsafeBufferPointer {
            String(decoding: UnsafeBufferPointer(rebasing: $0[fields[column]]), as: UTF8.self)
        }
    }

    mutating func compareWithRowBefore() {
        let hasBefore = before.count == fields.count
        for at in memory.indices {
            let isSame = hasBefore && isEqual(fields[at], before[at])
            memory[at].isSame = isSame
            memory[at].isCurrent = memory[at].isCurrent && isSame
        }
    }

    private func isEqual(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
        guard left.count == right.count else { return false }
        return buffer.withUnsafeBufferPointer { all in
            for at in 0..<left.count
            where all[left.lowerBound + at] != all[right.lowerBound + at] { return false }
            return true
        }
    }

    private mutating func remembered(_ column: Int) -> String {
        if memory[column].known.isEmpty {
            memory[column].known = Array(repeating: "", count: knownMax)
        }
        let field = fields[column]
        let slot = buffer.withUnsafeBufferPointer { all in
            var sum: UInt32 = 2_166_136_261
            for at in field { sum = (sum ^ UInt32(all[at])) &* 16_777_619 }
            return Int(sum ^ sum >> 16) & (knownMax - 1)
        }
        if holds(memory[column].known[slot], field) { return memory[column].known[slot] }
        let text = bare(column)
        memory[column].known[slot] = text
        return text
    }

    private func holds(_ text: String, _ field: Range<Int>) -> Bool {
        let same = text.utf8.withContiguousStorageIfAvailable { bytes in
            bytes.count == field.count
                && buffer.withUnsafeBufferPointer { all in
                    for at in 0..<bytes.count where bytes[at] != all[field.lowerBound + at] {
                        return false
                    }
                    return true
                }
        }
        return same ?? false
    }
}

<<<<<<< HEAD
=======
extension CSVFields {
    func check(_ high: UInt8) throws {
        for (at, field) in fields.enumerated() {
            guard field.count <= limits.fieldBytes else {
                throw refusal(
                    "a field of over \(limits.fieldBytes) bytes; look for a missing quote", at)
            }
            guard high < 0x80 || isUTF8(buffer[field]) else {
                throw refusal(
                    "this field is not UTF-8; save the file as UTF-8 or read it as Windows-1252", at
                )
            }
        }
    }

    func refusal(_ message: String, _ column: Int? = nil) -> FormatError {
        FormatError(
            file: file, line: line, column: (column ?? fields.count - 1) + 1, message: message)
    }

    mutating func takeOutQuotes() {
        for at in doubled {
            let field = fields[at]
            var target = field.lowerBound
            var from = field.lowerBound
            while from < field.upperBound {
                buffer[target] = buffer[from]
                from += buffer[from] == quote ? 2 : 1
                target += 1
            }
            fields[at] = field.lowerBound..<target
        }
    }
}

>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
/// The delimiter is the character after the first column's name, which has letters and digits only; `NAME[;]` is a name.
func firstDelimiter(_ bytes: ArraySlice<UInt8>) -> UInt8 {
    var isBracket = false
    for byte in bytes {
        if byte == UInt8(ascii: "[") { isBracket = true }
        if byte == UInt8(ascii: "]") {
            isBracket = false
        } else if !isBracket, !isNameByte(byte) {
            return byte < 0x80 && byte != 10 && byte != 13 ? byte : UInt8(ascii: ",")
        }
    }
    return UInt8(ascii: ",")
}

private func isNameByte(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (97...122).contains(letter) || byte &- 48 < 10 || byte == UInt8(ascii: "_")
        || byte == UInt8(ascii: "\"")
}

/// A Swift string of so many bytes lies in the value itself.
private let shortBytesMax = 15
private let knownMax = 256
