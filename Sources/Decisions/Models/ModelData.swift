public import Formats

extension DecisionModel {
    /// Data from JSON, by the types that the model gives to its inputs: a text becomes the date,
    /// time or duration that is asked for.
    public func data(
        _ json: JSON, zones: @escaping ZoneSource = { _ in nil }
    ) throws -> [String:
        FEELValue]
    {
        guard case .object(let members) = json else {
            throw FormatError(
                file: file, message: "the data are an object with a member for each input")
        }
        let types = Dictionary(
            nodes.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
        var data: [String: FEELValue] = [:]
        for (name, member) in members {
            let value = FEELValue(member)
            data[name] = types[name].map { $0.reading(value, zones) } ?? value
        }
        return data
    }
}

extension FEELType {
    /// The value with its texts read as what this type asks for; what cannot be read stays a text.
    fileprivate func reading(_ value: FEELValue, _ zones: @escaping ZoneSource) -> FEELValue {
        switch (base, value) {
        case (.list(let item), .list(let items)): .list(items.map { item.reading($0, zones) })
        case (.list(let item), _): item.reading(value, zones)
        case (.context(let members), .context(let context)):
            .context(
                FEELContext(
                    context.members.map { name, value in
                        let type = members.first { $0.name == name }?.type
                        return (name, type.map { $0.reading(value, zones) } ?? value)
                    }))
        case (.date, .string(let text)): TemporalReader.date(text).map { .date($0) } ?? value
        case (.time, .string(let text)):
            TemporalReader.time(text, zones).map { FEELValue($0) } ?? value
        case (.dateTime, .string(let text)):
            TemporalReader.dateTime(text, zones).map { FEELValue($0) } ?? value
        case (.daysDuration, .string(let text)), (.monthsDuration, .string(let text)):
            DurationReader.value(text) ?? value
        default: value
        }
    }
}
