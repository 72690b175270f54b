/// The content lines of a file, unfolded (3.1), each with the number of the line where it begins.
struct ICalendarLines {
    private let bytes: [UInt8]
    private let file: String
    private let limits: ICalendarLimits
    private var at: Int
    private var number = 0

    init(_ bytes: [UInt8], file: String, limits: ICalendarLimits) {
        (self.bytes, self.file, self.limits) = (bytes, file, limits)
        at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Folds are taken out of the bytes: they may stand within a character.
    mutating func next() throws(FormatError) -> (line: [UInt8], number: Int)? {
        while at < bytes.count {
            var line = try physical()
            if line.isEmpty { continue }
            let begin = number
            if Self.isBlank(line[0]) {
                throw error("continues a line that there is not", at: begin)
            }
            while at < bytes.count, Self.isBlank(bytes[at]) {
                line += try physical().dropFirst()
                if line.count > limits.lineBytes {
                    throw error("is longer than \(limits.lineBytes) bytes", at: begin)
                }
            }
            return (line, begin)
        }
        return nil
    }

    func error(_ message: String, at line: Int?) -> FormatError {
        FormatError(file: file, line: line, message: message)
    }

    /// One line of the file without its end.
    private mutating func physical() throws(FormatError) -> [UInt8] {
        number += 1
        let begin = at
        while at < bytes.count, bytes[at] != lineFeed {
            let byte = bytes[at]
            let ends = at + 1 < bytes.count && bytes[at + 1] == lineFeed
            if byte == carriageReturn, !ends {
                throw error("has a carriage return alone; lines end with CR LF", at: number)
            }
            if (byte < 32 && byte != tab && byte != carriageReturn) || byte == 127 {
                throw error("has the control character \(byte)", at: number)
            }
            at += 1
            if at - begin > limits.lineBytes {
                throw error("is longer than \(limits.lineBytes) bytes", at: number)
            }
        }
        let end = at > begin && bytes[at - 1] == carriageReturn ? at - 1 : at
        at += 1
        return Array(bytes[begin..<end])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == tab }
}

private let (tab, lineFeed, carriageReturn): (UInt8, UInt8, UInt8) = (9, 10, 13)
