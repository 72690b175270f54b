/// Reads one content line: `NAME;PARAMETER=value,"value":value`.
struct ICalendarScanner {
    private let bytes: [UInt8]
    private let number: Int
    private let file: String
    private var at = 0
    private var name: String?

    init(_ bytes: [UInt8], _ number: Int, file: String) {
        (self.bytes, self.number, self.file) = (bytes, number, file)
    }

    mutating func property() throws(FormatError) -> ICalendarProperty {
        let name = try token("a property begins with a name of letters, digits and hyphens")
        self.name = name
        var parameters: [ICalendarProperty.Parameter] = []
        while take(";") { parameters.append(try parameter()) }
        guard take(":") else { throw error("a ':' stands between name and value") }
        let value = try text(at..<bytes.count)
        return ICalendarProperty(
            name: name, parameters: parameters, value: value, line: number)
    }

    static func isName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func parameter() throws(FormatError) -> ICalendarProperty.Parameter {
        let name = try token("a parameter follows each ';'")
        guard take("=") else { throw error("the parameter \(name) needs a '='") }
        var values = [try parameterValue(name)]
        while take(",") { values.append(try parameterValue(name)) }
        return ICalendarProperty.Parameter(name: name, values: values)
    }

    private mutating func parameterValue(_ name: String) throws(FormatError) -> String {
        let isQuoted = take("\"")
        let begin = at
        while at < bytes.count, !ends(bytes[at], isQuoted) { at += 1 }
        let value = try text(begin..<at)
        if isQuoted, !take("\"") { throw error("a quote of the parameter \(name) is never closed") }
        return Self.plain(value)
    }

    private func ends(_ byte: UInt8, _ isQuoted: Bool) -> Bool {
        if byte == UInt8(ascii: "\"") { return true }
        return !isQuoted
            && [UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: ",")].contains(byte)
    }

    private mutating func token(_ message: String) throws(FormatError) -> String {
        let begin = at
        while at < bytes.count, Self.isName(bytes[at]) { at += 1 }
        if at == begin { throw error(message) }
        return String(decoding: bytes[begin..<at], as: UTF8.self).uppercased()
    }

    private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: scalar) else { return false }
        at += 1
        return true
    }

    private func text(_ range: Range<Int>) throws(FormatError) -> String {
        guard let text = String(validating: bytes[range], as: UTF8.self) else {
            throw error("is not UTF-8; save the file as UTF-8")
        }
        return text
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, line: number, column: at + 1, field: name, message: message)
    }

    /// RFC 6868: a caret writes what a parameter could not hold.
    private static func plain(_ value: String) -> String {
        var result = ""
        var scalars = value.unicodeScalars.makeIterator()
        while let scalar = scalars.next() {
            guard scalar == "^" else {
                result.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.next() {
            case "n": result += "\n"
            case "^": result += "^"
            case "'": result += "\""
            case let other?:
                result += "^"
                result.unicodeScalars.append(other)
            case nil: result += "^"
            }
        }
        return result
    }
}
