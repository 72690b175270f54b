import Formats

/// Values as the test cases of the DMN Technology Compatibility Kit write them.
extension FEELValue {
    private static let schema = "http://www.w3.org/2001/XMLSchema-instance"

    /// Of an element that holds a value, a list or components; null where it holds none.
    init(kit element: XMLElement, zones: @escaping ZoneSource) throws {
        guard !element.isNil else {
            self = .null
            return
        }
        let parts = element.parts.filter { $0.name != "extensionElements" }
        guard let first = parts.first else {
            self = .null
            return
        }
        switch first.name {
        case "value": self = try FEELValue(kitValue: first, zones: zones)
        case "list":
            let items = try first.parts("item").map { try FEELValue(kit: $0, zones: zones) }
            self = first.isNil ? .null : .list(items)
        case "component":
            self = .context(
                FEELContext(
                    try parts.filter { $0.name == "component" }.map {
                        ($0.attribute("name") ?? "", try FEELValue(kit: $0, zones: zones))
                    }))
        default: throw first.error("a test value is a value, a list or components")
        }
    }

    private init(kitValue element: XMLElement, zones: @escaping ZoneSource) throws {
        guard !element.isNil else {
            self = .null
            return
        }
        let type = element.attributes.first {
            $0.name == "type" && $0.namespace == FEELValue.schema
        }?.value.split(separator: ":").last.map(String.init)
        let text = element.text
        let value: FEELValue?
        switch type {
        case "decimal", "double", "integer", "int", "long", "float":
            value = Number(text).map { .number($0) }
        case "boolean": value = .boolean(text == "true" || text == "1")
        case "date": value = TemporalReader.date(text).map { .date($0) }
        case "time": value = TemporalReader.time(text, zones).map { FEELValue($0) }
        case "dateTime": value = TemporalReader.dateTime(text, zones).map { FEELValue($0) }
        case "duration": value = DurationReader.value(text)
        default: value = .string(text)
        }
        guard let value else { throw element.error("'\(text)' is no \(type ?? "value")") }
        self = value
    }

    /// Whether a result is what the kit expects: exactly, but for numbers that are expected with many places.
    func satisfies(kit expected: FEELValue) -> Bool {
        switch (self, expected) {
        case (.number(let own), .number(let other)): return own.isNear(other)
        case (.list(let own), .list(let others)):
            return own.count == others.count
                && zip(own, others).allSatisfy { $0.satisfies(kit: $1) }
        case (.context(let own), .context(let other)):
            return own.count == other.count
                && other.members.allSatisfy { name, value in
                    own[name].map { $0.satisfies(kit: value) } ?? false
                }
        case (.time(let own), .time(let other)):
            return isEqual(to: expected) == true && own.time.nanosecond == other.time.nanosecond
        case (.dateTime(let own), .dateTime(let other)):
            return isEqual(to: expected) == true
                && own.dateTime.time.nanosecond == other.dateTime.time.nanosecond
        case (.date, .dateTime), (.dateTime, .date): return false
        default: return isEqual(to: expected) == true
        }
    }
}

extension XMLElement {
    fileprivate var isNil: Bool {
        attributes.contains { $0.name == "nil" && ($0.value == "true" || $0.value == "1") }
    }
}

extension Number {
    /// From so many digits behind the point on an expected number was cut or came from a machine's floating point.
    private static let placesOfCutNumbers = 8

    /// The same; where eight or more digits are expected behind the point, to eight places, below 1 to eight digits.
    fileprivate func isNear(_ expected: Number) -> Bool {
        if self == expected { return true }
        guard -expected.exponent >= Number.placesOfCutNumbers,
            let distance = minus(expected)?.magnitude,
            let bound = min(expected.magnitude, .one).shifted(-Number.placesOfCutNumbers)
        else { return false }
        return distance <= bound
    }
}
