/// Writes iCalendar content lines (RFC 5545): text escaped, lines ended by CR LF and folded at 75 octets.
public struct ICalendarWriter: Sendable {
    public private(set) var text = ""

    /// RFC 5545, 3.1: "SHOULD NOT be longer than 75 octets, excluding the line break".
    private static let octetsMax = 75

    /// What a reader read, as a file again: read once more it is equal.
    public static func text(of components: [ICalendarComponent]) -> String {
        var file = ICalendarWriter()
        for component in components { file.component(component) }
        return file.text
    }

    private init() {}

    /// Opens a calendar with what each must have.
    public init(product: String) {
        begin("VCALENDAR")
        property("VERSION", "2.0")
        property("PRODID", product)
        property("CALSCALE", "GREGORIAN")
    }

    public mutating func begin(_ component: String) { property("BEGIN", component) }

    public mutating func end(_ component: String) { property("END", component) }

    /// A value that is no TEXT: a date, an identifier, a word of the standard.
    public mutating func property(_ name: String, _ value: String) { line(name + ":" + value) }

    /// A value of people's words.
    public mutating func text(_ name: String, _ value: String) {
        line(name + ":" + Self.escaped(value))
    }

    private mutating func component(_ component: ICalendarComponent) {
        begin(component.name)
        for property in component.properties {
            let parameters = property.parameters.map { parameter in
                ";\(parameter.name)=" + parameter.values.map(Self.quoted).joined(separator: ",")
            }
            self.property(property.name + parameters.joined(), property.value)
        }
        for inner in component.components { self.component(inner) }
        end(component.name)
    }

    /// A parameter's value: what would end it stands in quotes, what cannot stand there behind a caret (RFC 6868).
    private static func quoted(_ value: String) -> String {
        var result = ""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "^": result += "^^"
            case "\n": result += "^n"
            case "\"": result += "^'"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result.contains { ";:,".contains($0) } ? "\"\(result)\"" : result
    }

    /// Escapes what TEXT gives a meaning to (3.3.11); other controls have no place in it.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case ";": result += "\\;"
            case ",": result += "\\,"
            case "\n": result += "\\n"
            default:
                if scalar.value >= 32, scalar.value != 127 { result.unicodeScalars.append(scalar) }
            }
        }
        return result
    }

    /// Folds (3.1): the blank of a continuation is one of the octets, and no character is cut.
    private mutating func line(_ line: String) {
        var octets = 0
        for scalar in line.unicodeScalars {
            let width = UTF8.width(scalar)
            if octets + width > Self.octetsMax {
                text += "\r\n "
                octets = 1
            }
            text.unicodeScalars.append(scalar)
            octets += width
        }
        text += "\r\n"
    }
}
