/// Lines of an iCalendar file (RFC 5545): escaped text, folded at 75 octets, ended by CR LF.
public enum ICalendarText {
    /// A whole file of one VCALENDAR; the lines are given unfolded.
    public static func file(_ lines: [String]) -> String {
        lines.map { line($0) + "\r\n" }.joined()
    }

    /// Escapes what TEXT gives a meaning to (3.3.11); other controls have no place in it.
    public static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            default:
                if scalar.value >= 32, scalar.value != 127 {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result
    }

    /// Folds a line (3.1): at most 75 octets, the blank of a continuation among them, no character cut.
    public static func line(_ line: String) -> String {
        var result = ""
        var octets = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if octets + width > lineOctetsMax {
                result += "\r\n "
                octets = 1
            }
            result.unicodeScalars.append(scalar)
            octets += width
        }
        return result
    }
}

/// RFC 5545, 3.1: "SHOULD NOT be longer than 75 octets, excluding the line break".
private let lineOctetsMax = 75
