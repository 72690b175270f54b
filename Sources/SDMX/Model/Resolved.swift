/// An observation with all that is said of it anywhere in its message: two messages say the same when these do, in any order.
public struct ResolvedObservation: Hashable, Sendable {
    public var dataflow: String
    public var action: SDMXAction
    /// Codes by dimension, without those that are empty: messages may order dimensions as they like.
    public var key: [String: String]
    public var period: String
    public var value: Double?
    public var text: String?
    public var status: String?
    public var confidentiality: String?
    public var attributes: [String: String]
}

/// Puts the attributes of data sets, groups and series on each observation. Keeps the whole message in memory: it is there
/// to compare messages, not to load them.
public struct MessageResolver {
    private var header = DataSetHeader(SDMXStructure(dataflow: "", dimensions: []))
    private var series: [String: String] = [:]
    private var groups: [PartialKeyAttributes] = []
    private var pending: [(attributes: [String: String], observation: Observation)] = []
    private var resolved: [ResolvedObservation] = []

    public init() {}

    public mutating func take(_ event: DataEvent) {
        switch event {
        case .dataSet(let next):
            closeDataSet()
            header = next
        case .series(let one): series = one.attributes
        case .group(let one): groups.append(one)
        case .observation(let one): pending.append((series, one))
        }
    }

    /// What was taken, and how often.
    public mutating func finish() -> [ResolvedObservation: Int] {
        closeDataSet()
        return resolved.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    /// All observations of a message.
    public static func resolve(
        _ reader: inout some DataMessageReader
    ) throws -> [ResolvedObservation: Int] {
        var resolver = MessageResolver()
        while let event = try reader.next() { resolver.take(event) }
        return resolver.finish()
    }

    /// A group may stand behind what it speaks of, so it is looked for when the data set ends.
    private mutating func closeDataSet() {
        let found = GroupIndex(groups)
        for (series, one) in pending {
            resolved.append(
                resolve(one, [header.attributes, found.attributes(of: one.key), series]))
        }
        (series, groups, pending) = ([:], [], [])
    }

    /// What is said nearer to the observation counts more.
    private func resolve(
        _ one: Observation, _ outer: [[String: String]]
    ) -> ResolvedObservation {
        var attributes = outer.reduce(into: [:]) { $0.merge($1) { _, nearer in nearer } }
        attributes.merge(one.attributes) { _, nearer in nearer }
        let status = one.status ?? attributes["OBS_STATUS"] ?? attributes["OBS_FLAG"]
        let confidentiality = one.confidentiality ?? attributes["CONF_STATUS"]
        for name in ["OBS_STATUS", "CONF_STATUS"] { attributes[name] = nil }
        if one.status == nil { attributes["OBS_FLAG"] = nil }
        let key = zip(header.structure.dimensions, one.key).filter { !$1.isEmpty }
        return ResolvedObservation(
            dataflow: header.structure.dataflow, action: header.action,
            key: Dictionary(key, uniquingKeysWith: { first, _ in first }), period: one.period,
            value: one.value, text: one.text, status: status, confidentiality: confidentiality,
            attributes: attributes)
    }
}

/// Finds the groups of a key without looking at each: by the dimensions that a group names.
private struct GroupIndex {
    private var shapes: [[Int]: [[String]: [String: String]]] = [:]
    private var order: [[Int]] = []

    init(_ groups: [PartialKeyAttributes]) {
        for group in groups {
            let named = group.key.indices.filter { group.key[$0] != nil }
            if shapes[named] == nil { order.append(named) }
            shapes[named, default: [:]][group.key.compactMap { $0 }, default: [:]]
                .merge(group.attributes) { _, last in last }
        }
        // A group that names more speaks nearer.
        order.sort { $0.count < $1.count }
    }

    func attributes(of key: [String]) -> [String: String] {
        order.reduce(into: [:]) { found, named in
            guard named.allSatisfy({ $0 < key.count }),
                let attributes = shapes[named]?[named.map { key[$0] }]
            else { return }
            found.merge(attributes) { _, nearer in nearer }
        }
    }
}
