/// A component of a calendar (RFC 5545, 3.6): its properties in their order, and the components that stand in it.
public struct ICalendarComponent: Equatable, Sendable {
    /// In capitals: `VEVENT`.
    public let name: String
    public internal(set) var properties: [ICalendarProperty] = []
    public internal(set) var components: [ICalendarComponent] = []
    /// Where it begins in its file.
    public let line: Int

    /// The first property of a name.
    public subscript(name: String) -> ICalendarProperty? { properties.first { $0.name == name } }

    public func all(_ name: String) -> [ICalendarProperty] { properties.filter { $0.name == name } }

    /// Where it stood changes nothing of what it says.
    public static func == (left: ICalendarComponent, right: ICalendarComponent) -> Bool {
        left.name == right.name && left.properties == right.properties
            && left.components == right.components
    }
}

/// One content line (3.1): a name, parameters, a value.
public struct ICalendarProperty: Equatable, Sendable {
    public struct Parameter: Equatable, Sendable {
        public let name: String
        /// As people read them: without quotes, and what RFC 6868 writes with a caret written out.
        public let values: [String]
    }

    public let name: String
    public let parameters: [Parameter]
    /// As it stands in the file, in one piece; what it means depends on its type.
    public let value: String
    public let line: Int

    /// The first value of a parameter.
    public subscript(parameter: String) -> String? {
        parameters.first { $0.name == parameter }?.values.first
    }

    /// The value as TEXT (3.3.11), with what was escaped written out.
    public var text: String {
        var result = ""
        var isEscaped = false
        for scalar in value.unicodeScalars {
            if isEscaped {
                result.unicodeScalars.append(scalar == "n" || scalar == "N" ? "\n" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return isEscaped ? result + "\\" : result
    }

    public static func == (left: ICalendarProperty, right: ICalendarProperty) -> Bool {
        left.name == right.name && left.parameters == right.parameters && left.value == right.value
    }
}
