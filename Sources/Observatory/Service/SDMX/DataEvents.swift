import Kernel
import SDMX

/// Turns what was read into what a writer of messages takes.
struct DataEvents: Sendable {
    let plan: DataPlan
    private var open: DataPlan.Part?

    init(_ plan: DataPlan) { self.plan = plan }

    private var flow: ServedFlow { plan.flow }
    private var detail: DataDetail { plan.question.detail }

    mutating func events(of chunk: DataChunk) -> [DataEvent] {
        var events: [DataEvent] = []
        if open != chunk.part {
            open = chunk.part
            events.append(.dataSet(header(chunk.part)))
        }
        if let position = plan.sectionPosition, detail.hasObservations {
            return events + sections(chunk, position)
        }
        let isFlat = plan.question.dimensionAtObservation == allDimensions && detail.hasObservations
        for (line, values) in chunk.lines {
            if !isFlat {
                events.append(.series(PartialKeyAttributes(key: line.key, attributes: [:])))
            }
            guard detail.hasObservations else { continue }
            for value in values {
                events.append(.observation(observation(line, value, chunk.part)))
            }
        }
        return events
    }

    /// The shape of all data sets of the answer.
    var structure: SDMXStructure {
        let own = ServedAttribute.allCases.filter { detail.has($0.rawValue, of: $0.level) }
        let others = own.filter { $0 != .status && $0 != .confidentiality && !$0.isOfDataSet }
        var structure = SDMXStructure(
            dataflow: flow.reference.text, dimensions: flow.dimensions.map(\.id),
            attributes: own.filter(\.isOfDataSet).map(\.rawValue) + others.map(\.rawValue))
        structure.dataflowName = flow.series.titleEn
        structure.labels = Dictionary(
            flow.concepts.items.map { ($0.id, $0.names["en"] ?? $0.id) },
            uniquingKeysWith: { first, _ in first })
        for dimension in flow.dimensions {
            structure.codeLabels[dimension.id] = labels(dimension.codes)
        }
        structure.codeLabels["OBS_STATUS"] = labels(CommonLists.statuses)
        structure.codeLabels["CONF_STATUS"] = labels(CommonLists.confidentialities)
        return structure
    }

    private func labels(_ codes: [ServedCode]) -> [String: LocalTexts] {
        Dictionary(codes.map { ($0.id, $0.names) }, uniquingKeysWith: { first, _ in first })
    }

    private func header(_ part: DataPlan.Part) -> DataSetHeader {
        var header = DataSetHeader(
            structure, action: part.action,
            dimensionAtObservation: plan.question.dimensionAtObservation)
        header.validFrom = part.state.knownSince.description
        if part.action == .delete { return header }
        let facts: [(ServedAttribute, String)] = [
            (.unit, flow.series.unit), (.vintage, part.state.vintage),
        ]
        for (attribute, value) in facts
        where detail.has(attribute.rawValue, of: .dataSet) && !value.isEmpty {
            header.attributes[attribute.rawValue] = value
        }
        return header
    }

    /// Period after period, all lines of a section.
    private func sections(_ chunk: DataChunk, _ position: Int) -> [DataEvent] {
        var events: [DataEvent] = []
        var rest = chunk.lines[...]
        while let first = rest.first {
            let section = first.line.section(position)
            let own = rest.prefix { $0.line.section(position) == section }
            rest = rest.dropFirst(own.count)
            var byPeriod: [String: [Observation]] = [:]
            for (line, values) in own {
                for value in values {
                    byPeriod[value.period, default: []].append(observation(line, value, chunk.part))
                }
            }
            var key: [String?] = first.line.key
            key[position] = nil
            for period in byPeriod.keys.sorted(by: isEarlierPeriod) {
                events.append(.series(PartialKeyAttributes(key: key, attributes: [:])))
                events += (byPeriod[period] ?? []).map(DataEvent.observation)
            }
        }
        return events
    }

    private func observation(
        _ line: ServedLine, _ value: StoredValue, _ part: DataPlan.Part
    ) -> Observation {
        var observation = Observation(key: line.key, period: value.period, value: nil)
        if part.action == .delete { return observation }
        if detail.hasMeasure { observation.value = value.value }
        func has(_ attribute: ServedAttribute) -> Bool {
            detail.has(attribute.rawValue, of: .observation)
        }
        let signs = ServedStatus(value.flag)
        if has(.status) { observation.status = signs.status }
        if has(.confidentiality) {
            observation.confidentiality = servedConfidentiality(value.confidentiality)
        }
        if has(.flags), let flags = signs.flags { observation.attributes["OBS_FLAGS"] = flags }
        if has(.comment), !value.note.isEmpty { observation.attributes["COMMENT_OBS"] = value.note }
        return observation
    }
}

/// By time; what is no period comes last.
func isEarlierPeriod(_ left: String, _ right: String) -> Bool {
    switch (TimePeriod(left), TimePeriod(right)) {
    case (let one?, let other?): one == other ? left < right : one < other
    case (nil, nil): left < right
    case (let one, _): one != nil
    }
}
