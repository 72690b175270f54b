import Formats

/// How keys and values of one data set become observations: the structure, made ready for reading millions of them.
struct JSONLayout {
    /// Where the code of a key's part goes.
    struct Slot {
        /// The place in the observation's key; nil for the period.
        let target: Int?
        let component: JSONComponent
    }

    enum Role {
        case status
        case confidentiality
        case attribute
    }

    let structure: SDMXStructure
    /// `AllDimensions`, or the dimension that changes within a series.
    let dimensionAtObservation: String
    let dataSet: [Slot]
    let series: [Slot]
    let observation: [Slot]
    let measures: [JSONComponent]
    let mainMeasure: Int
    let seriesAttributes: [JSONComponent]
    let groupAttributes: [JSONComponent]
    let observationAttributes: [JSONComponent]
    let roles: [Role]
    let dataSetAttributes: [JSONComponent]
    let measuresAndAttributes: Int

    init(_ shape: JSONShape) {
        let levels = ["dataSet", "series", "observation"].map { shape.dimensions[$0] ?? [] }
        let all = levels.flatMap { $0 }
        let time = all.first(where: { $0.isTime })?.id
        var ordered = all.filter { $0.id != time }
        // Positions count only where each has its own.
        let positions = Set(ordered.compactMap(\.keyPosition))
        if positions.count == ordered.count {
            ordered.sort { ($0.keyPosition ?? 0) < ($1.keyPosition ?? 0) }
        }
        let names = ordered.map(\.id)
        let slots = levels.map { level in
            level.map {
                Slot(target: $0.id == time ? nil : names.firstIndex(of: $0.id), component: $0)
            }
        }
        (dataSet, series, observation) = (slots[0], slots[1], slots[2])
        dimensionAtObservation = JSONLayout.atObservation(levels[1], levels[2])
        let given = shape.measures
        measures = given.isEmpty ? [JSONLayout.value] : given
        mainMeasure = measures.firstIndex { $0.id == "OBS_VALUE" } ?? 0
        dataSetAttributes = shape.attributes["dataSet"] ?? []
        groupAttributes = shape.attributes["dimensionGroup"] ?? []
        seriesAttributes = shape.attributes["series"] ?? []
        observationAttributes = shape.attributes["observation"] ?? []
        roles = observationAttributes.map { JSONLayout.role($0.id) }
        measuresAndAttributes = measures.count + observationAttributes.count
        structure = JSONLayout.structure(shape, names, all, measures, mainMeasure)
    }

    private static var value: JSONComponent {
        var component = JSONComponent()
        component.id = "OBS_VALUE"
        return component
    }

    private static func atObservation(
        _ series: [JSONComponent], _ observation: [JSONComponent]
    ) -> String {
        guard !series.isEmpty, observation.count == 1 else { return "AllDimensions" }
        return observation[0].isTime ? "TIME_PERIOD" : observation[0].id
    }

    static func role(_ id: String) -> Role {
        switch id {
        case "OBS_STATUS", "OBS_FLAG": .status
        case "CONF_STATUS": .confidentiality
        default: .attribute
        }
    }

    private static func structure(
        _ shape: JSONShape, _ names: [String], _ dimensions: [JSONComponent],
        _ measures: [JSONComponent], _ main: Int
    ) -> SDMXStructure {
        let attributes = ["dataSet", "dimensionGroup", "series", "observation"]
            .flatMap { shape.attributes[$0] ?? [] }
        var seen = Set<String>()
        let ids = attributes.map(\.id)
            .filter { role($0) == .attribute && seen.insert($0).inserted }
        var structure = SDMXStructure(
            dataflow: shape.dataflow, dimensions: names, attributes: ids)
        structure.dataflowName = shape.name
        if measures.map(\.id) != ["OBS_VALUE"] {
            var order = measures.map(\.id)
            order.insert(order.remove(at: main), at: 0)
            structure.measures = order
        }
        for component in dimensions + attributes + measures {
            if let label = component.label, label != component.id {
                structure.labels[component.id] = label
            }
            if !component.codeLabels.isEmpty {
                structure.codeLabels[component.id] = component.codeLabels
            }
            if component.isTime { structure.spans = component.spans }
        }
        return structure
    }
}
