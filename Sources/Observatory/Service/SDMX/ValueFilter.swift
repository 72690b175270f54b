import SDMX

/// What of the values of a line is sent: the conditions on periods, attributes and the measure, and how many.
struct ValueFilter: Sendable {
    let times: [ComponentFilter]
    let others: [ComponentFilter]
    let firstN: Int?
    let lastN: Int?

    /// Of the dimensions, see `KeyFilter`.
    init(_ question: DataQuestion, _ flow: ServedFlow) throws(ServiceError) {
        var times: [ComponentFilter] = []
        var others: [ComponentFilter] = []
        for filter in question.filters where flow.position(of: filter.component) == nil {
            switch filter.component {
            case timeID: times.append(filter)
            case valueID: others.append(filter)
            default:
                guard ServedAttribute(rawValue: filter.component) != nil else {
                    throw .meaning(
                        "The flow \(flow.reference.text) has no component \(filter.component).")
                }
                others.append(filter)
            }
        }
        (self.times, self.others) = (times, others)
        (firstN, lastN) = (question.firstN, question.lastN)
    }

    /// `values` are of one line, from the oldest period.
    func picked(_ values: [StoredValue], _ header: FlowHeader) -> [StoredValue] {
        var kept = values.filter { value in
            times.allSatisfy { $0.holds(period: value.period) }
                && others.allSatisfy { holds($0, value, header) }
        }
        switch (firstN, lastN) {
        case (nil, nil): break
        case (let first?, nil): kept = Array(kept.prefix(first))
        case (nil, let last?): kept = Array(kept.suffix(last))
        case (let first?, let last?):
            if first + last < kept.count { kept = Array(kept.prefix(first) + kept.suffix(last)) }
        }
        return kept
    }

    private func holds(
        _ filter: ComponentFilter, _ value: StoredValue, _ header: FlowHeader
    ) -> Bool {
        switch ServedAttribute(rawValue: filter.component) {
        case nil: filter.holds(number: value.value)
        case .unit: filter.holds(text: header.unit)
        case .vintage: filter.holds(text: header.vintage)
        case .status: filter.holds(text: ServedStatus(value.flag).status ?? "")
        case .confidentiality:
            filter.holds(text: servedConfidentiality(value.confidentiality) ?? "")
        case .flags: filter.holds(text: ServedStatus(value.flag).flags ?? "")
        case .comment: filter.holds(text: value.note)
        }
    }
}

/// What holds for all of a data set.
struct FlowHeader: Sendable, Equatable {
    let unit: String
    let vintage: String
}

/// What of the lines is sent: the key of the path, and the conditions on dimensions beside it.
struct KeyFilter: Sendable {
    let query: SeriesKeyQuery
    private let conditions: [(position: Int, filter: ComponentFilter)]

    init(
        _ question: DataQuestion, _ flow: ServedFlow, _ generation: ServiceGeneration
    ) throws(ServiceError) {
        query = try SeriesKeyQuery(question.key, count: flow.dimensions.count, generation)
        conditions = question.filters.compactMap { filter in
            flow.position(of: filter.component).map { ($0, filter) }
        }
    }

    func matches(_ key: [String]) -> Bool {
        query.matches(key) && conditions.allSatisfy { $0.filter.holds(text: key[$0.position]) }
    }

    /// The one dimension without whose condition the key would match; nil where it is none, or several.
    func onlyMismatch(_ key: [String]) -> Int? {
        let positions = key.indices.filter { position in
            let isAsked = query.codes(at: position)?.contains(key[position]) ?? true
            return !isAsked
                || !conditions.allSatisfy {
                    $0.position != position || $0.filter.holds(text: key[position])
                }
        }
        return positions.count == 1 ? positions[0] : nil
    }
}
