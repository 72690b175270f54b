/// How much of a calendar is read: more is a mistake or an attack.
public struct ICalendarLimits: Sendable {
    public let bytes: Int
    /// Of one content line, unfolded; pictures stand in some.
    public let lineBytes: Int
    /// Components within components; the standard needs three.
    public let depth: Int

    public init(bytes: Int = 10 << 20, lineBytes: Int = 1 << 20, depth: Int = 8) {
        (self.bytes, self.lineBytes, self.depth) = (bytes, lineBytes, depth)
    }
}

/// Reads iCalendar (RFC 5545): unfolds lines, reads parameters and nests components, and says in which line it cannot.
///
/// Gentle where no meaning hangs on it: a line may end with LF alone, blank lines are passed over, and components may
/// stand without a calendar around them. What one of them means is asked of its properties.
public enum ICalendarReader {
    public static func read(
        _ bytes: [UInt8], file: String, limits: ICalendarLimits = ICalendarLimits()
    ) throws(FormatError) -> [ICalendarComponent] {
        var nest = ICalendarNest(file: file, depthMax: limits.depth)
        var lines = ICalendarLines(bytes, file: file, limits: limits)
        if bytes.count > limits.bytes {
            throw lines.error("is larger than \(limits.bytes) bytes; export fewer months", at: nil)
        }
        while let (line, number) = try lines.next() {
            var scanner = ICalendarScanner(line, number, file: file)
            try nest.take(try scanner.property())
        }
        return try nest.finish()
    }
}

/// The components that are open while a file is read, the innermost last.
struct ICalendarNest {
    let file: String
    let depthMax: Int
    private var open: [ICalendarComponent] = []
    private var done: [ICalendarComponent] = []

    init(file: String, depthMax: Int) { (self.file, self.depthMax) = (file, depthMax) }

    mutating func take(_ property: ICalendarProperty) throws(FormatError) {
        switch property.name {
        case "BEGIN": try begin(property)
        case "END": try end(property)
        default:
            if open.isEmpty {
                throw error("stands outside of a component; BEGIN one first", property)
            }
            open[open.count - 1].properties.append(property)
        }
    }

    func finish() throws(FormatError) -> [ICalendarComponent] {
        if let left = open.last {
            throw FormatError(
                file: file, line: left.line, field: left.name,
                message: "begins here and never ends; the file was cut off or an END is missing")
        }
        if done.isEmpty {
            throw FormatError(
                file: file, message: "holds no component; a calendar begins with BEGIN:VCALENDAR")
        }
        return done
    }

    private mutating func begin(_ property: ICalendarProperty) throws(FormatError) {
        let name = try componentName(property)
        if open.count == depthMax {
            throw error("is nested deeper than \(depthMax) components", property)
        }
        open.append(ICalendarComponent(name: name, line: property.line))
    }

    private mutating func end(_ property: ICalendarProperty) throws(FormatError) {
        let name = try componentName(property)
        guard let last = open.popLast() else {
            throw error("ends \(name), and none is open", property)
        }
        if last.name != name {
            throw error("ends \(name), but \(last.name) of line \(last.line) is open", property)
        }
        if open.isEmpty {
            done.append(last)
        } else {
            open[open.count - 1].components.append(last)
        }
    }

    private func componentName(_ property: ICalendarProperty) throws(FormatError) -> String {
        let name = String(property.value.filter { $0 != " " }).uppercased()
        guard !name.isEmpty, name.utf8.allSatisfy(ICalendarScanner.isName) else {
            throw error("names no component; write letters, digits and hyphens", property)
        }
        return name
    }

    private func error(_ message: String, _ property: ICalendarProperty) -> FormatError {
        FormatError(file: file, line: property.line, field: property.name, message: message)
    }
}
