import Kernel

/// Adds up measures of any office and quarter, or takes them off again, for a board.
struct MeasureSums {
    private var groups: [[String]: BoardMeasures.Group] = [:]
    private var efforts: [String: [Measure.Kind: [Int: Int]]] = [:]
    private var apart: [Measure.Kind: [Int: Int]] = [:]

    /// What a board reads of a measure: office and quarter are those of the question.
    struct Key {
        let kind: Measure.Kind
        let procedure: String
        let group: String
        let isGranted: Bool
        let value: Int
    }

    mutating func add(_ count: Int, _ key: Key) {
        switch key.kind {
        case .age, .language, .nationality, .sex:
            let name = [key.kind.rawValue, key.procedure, key.group]
            var group =
                groups[name]
                ?? BoardMeasures.Group(
                    kind: key.kind, procedure: key.procedure, name: key.group)
            if key.isGranted { group.granted += count }
            group.bands[AgeBand(rawValue: key.value) ?? .longer, default: 0] += count
            groups[name] = group
        case .papers, .visits:
            efforts[key.procedure, default: [:]][key.kind, default: [:]][key.value, default: 0] +=
                count
        case .apart, .apartSinceDecision:
            apart[key.kind, default: [:]][key.value, default: 0] += count
        }
    }

    /// What is left: nothing tells that there was more of which nothing is left.
    func measures(since: Day) -> BoardMeasures {
        BoardMeasures(
            since: since,
            groups: groups.values.compactMap { group in
                var left = group
                left.bands = group.bands.filter { $0.value != 0 }
                return left.bands.isEmpty ? nil : left
            },
            efforts: efforts.compactMap { procedure, counts in
                let (papers, visits) = (spans(counts[.papers]), spans(counts[.visits]))
                if papers.counts.isEmpty && visits.counts.isEmpty { return nil }
                return BoardMeasures.Effort(procedure: procedure, papers: papers, visits: visits)
            },
            apart: spans(apart[.apart]), apartSinceDecision: spans(apart[.apartSinceDecision]))
    }

    private func spans(_ counts: [Int: Int]?) -> Spans {
        Spans(counts: (counts ?? [:]).filter { $0.value != 0 })
    }
}

extension MeasureSums.Key {
    init(_ measure: Measure) {
        kind = measure.kind
        procedure = measure.procedure
        group = measure.group
        isGranted = measure.isGranted
        value = measure.value
    }
}
