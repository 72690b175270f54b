/// What a message holds in all, found by one reading: a format whose first line names every column must know it.
public struct MessageShape: Equatable, Sendable {
    public var dimensions: [String] = []
    public var measures: [String] = []
    /// Of data sets, groups, series and observations, as first met.
    public var attributes: [String] = []
    /// How deep the lists of an attribute go that holds several values, and its languages where it has any.
    public var lists: [String: Int] = [:]
    public var languages: [String: Set<String>] = [:]
    public var hasObservations = false
    public var hasPeriods = false
    public var dataSets = 0
    public var hasStatus = false
    public var hasConfidentiality = false
    /// Whether groups stand behind observations.
    public var hasLateGroups = false
    private var seen = Set<String>()
    private var isBehindData = false

    public init() {}

    public init(reading reader: inout some DataMessageReader) throws {
        while let event = try reader.next() { take(event) }
    }

    public mutating func take(_ event: DataEvent) {
        switch event {
        case .dataSet(let header):
            for name in header.structure.dimensions { add(name, to: \.dimensions) }
            let measures = header.structure.measures
            for name in measures.isEmpty ? ["OBS_VALUE"] : measures { add(name, to: \.measures) }
            add(header.attributes)
            isBehindData = false
            dataSets += 1
        case .series(let series): add(series.attributes)
        case .group(let group):
            add(group.attributes)
            if group.period != nil { hasPeriods = true }
            if isBehindData { hasLateGroups = true }
        case .observation(let one):
            if !one.attributes.isEmpty { add(one.attributes) }
            if !one.period.isEmpty { hasPeriods = true }
            if one.status != nil { hasStatus = true }
            if one.confidentiality != nil { hasConfidentiality = true }
            (hasObservations, isBehindData) = (true, true)
        }
    }

    private mutating func add(_ name: String, to names: WritableKeyPath<MessageShape, [String]>) {
        if seen.insert(name).inserted { self[keyPath: names].append(name) }
    }

    private mutating func add(_ attributes: [String: String]) {
        for (name, text) in attributes.sorted(by: { $0.key < $1.key }) {
            if name == "OBS_STATUS" {
                hasStatus = true
            } else if name == "CONF_STATUS" {
                hasConfidentiality = true
            } else {
                add(name, to: \.attributes)
            }
            if AttributeText.isRich(text) { note(AttributeText(text), name) }
        }
    }

    private mutating func note(_ value: AttributeText, _ name: String) {
        switch value {
        case .text: break
        case .several(let parts):
            lists[name] = max(lists[name] ?? 0, value.depth)
            for part in parts { note(part, name) }
        case .languages(let texts): languages[name, default: []].formUnion(texts.keys)
        }
    }
}
