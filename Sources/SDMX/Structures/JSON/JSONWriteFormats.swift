import Formats

extension JSONParts {
    /// Where a representation stands: the schema allows more in some places than in others.
    enum Place {
        case dimension
        case time
        case measure
        case attribute
        case concept
        case metadata
    }

    /// Nil where it says nothing but how often.
    static func json(_ it: Representation, _ place: Place) -> JSON? {
        var members: Members = [:]
        if let list = it.enumeration {
            let kind = it.enumerationKind == .valueList ? ArtefactKind.valueList : .codelist
            members["enumeration"] = .string(SDMXURN(kind, list).text)
            if let format = it.format { members["enumerationFormat"] = json(format, .coded) }
        } else if let format = it.format {
            let facets: Facets =
                switch place {
                case .time: .time
                case .dimension: .simple
                default: .all
                }
            members["format"] = json(format, facets)
        } else {
            return nil
        }
        if place != .dimension, place != .time, place != .metadata {
            if let least = it.minOccurs { members["minOccurs"] = .int(least) }
            members["maxOccurs"] = it.maxOccurs.map(occurrences)
        }
        return .object(members)
    }

    private enum Facets {
        case all
        case simple
        case coded
        case time
    }

    private static func json(_ it: TextFormat, _ facets: Facets) -> JSON {
        var members: Members = [:]
        let type = it.type ?? (facets == .time ? "ObservationalTimePeriod" : nil)
        members.put("dataType", type)
        let allowed = facets == .time ? ["startTime", "endTime"] : Array(it.facets.keys)
        for name in allowed where facets != .coded || name != "decimals" {
            if let text = it.facets[name], let value = facet(name, text) { members[name] = value }
        }
        if facets != .all { members["isMultiLingual"] = nil }
        if facets != .coded { members.put("sentinelValues", it.sentinels.map(sentinel)) }
        return .object(members)
    }

    /// As the kind of the facet asks; a bound that binds nothing is left out.
    private static func facet(_ name: String, _ text: String) -> JSON? {
        switch name {
        case "isSequence", "isMultiLingual": .bool(text == "true" || text == "1")
        case "minLength", "maxLength", "decimals":
            Int(text).flatMap { $0 >= 1 ? .int($0) : nil }
        case "interval", "startValue", "endValue", "minValue", "maxValue":
            Int(text).map(JSON.int) ?? Double(text).map(JSON.number)
        case "pattern", "timeInterval", "startTime", "endTime": .string(text)
        default: nil
        }
    }

    private static func sentinel(_ it: TextFormat.Sentinel) -> JSON {
        var members: Members = ["value": .string(it.value)]
        members.put("name", "names", it.names)
        if it.names.isEmpty { members["name"] = .string(it.value) }
        members.put("description", "descriptions", it.descriptions)
        return .object(members)
    }
}
