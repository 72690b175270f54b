import SDMX
import Storage

/// What a query for availability asks beside what a query for data does.
struct AvailabilityQuestion: Equatable {
    static let names = ["mode", "references"]

    /// Empty for all dimensions.
    let components: Set<String>
    let isExact: Bool
    let references: Set<String>

    init(_ query: [String: String], _ component: String) throws(ServiceError) {
        let names = component.split(whereSeparator: { $0 == "," || $0 == "+" || $0 == " " }).map(
            String.init)
        components = ["", "*", "all"].contains(component) ? [] : Set(names)
        switch query["mode"] ?? "exact" {
        case "exact", "": isExact = true
        case "available": isExact = false
        default: throw .syntax("mode is exact or available.")
        }
        references = Set((query["references"] ?? "none").split(separator: ",").map(String.init))
        for name in references where !known.contains(name) {
            throw .syntax("references is one of \(known.joined(separator: ", ")).")
        }
    }

    func artefacts(
        of flow: ServedFlow, _ question: DataQuestion, _ generation: ServiceGeneration,
        _ format: StructureFormat, most: Int, in db: Reader
    ) throws -> [StructureArtefact] {
        for name in components where flow.position(of: name) == nil && name != timeID {
            throw ServiceError.meaning("The flow \(flow.reference.text) has no dimension \(name).")
        }
        let plan = try DataPlan(flow, question, generation, in: db)
        guard plan.amount <= most else { throw ServiceError.tooLarge(plan.amount, most: most) }
        let there =
            isExact
            ? try Availability.exact(plan, in: db)
            : try Availability.available(plan, question, generation, in: db)
        guard there.seriesCount > 0 || !isExact else { throw ServiceError.nothingFound }
        let constraint = there.constraint(
            of: flow, kind: format.availabilityKind, components: components)
        return [.constraint(constraint)] + (try referred(flow, there, in: db))
    }

    /// Lists hold the codes for which there are data, and what is above them.
    private func referred(
        _ flow: ServedFlow, _ there: Availability, in db: Reader
    ) throws -> [StructureArtefact] {
        func isAsked(_ name: String) -> Bool {
            references.contains(name) || references.contains("all")
        }
        var all: [StructureArtefact] = []
        if isAsked("dataflow") {
            all.append(.flow(flow.dataflow(breaks: try flow.series.breaks(in: db))))
        }
        if isAsked("datastructure") { all.append(.dataStructure(flow.structure)) }
        if isAsked("conceptscheme") { all.append(.items(flow.concepts)) }
        if isAsked("codelist") {
            for (position, dimension) in flow.dimensions.enumerated()
            where components.isEmpty || components.contains(dimension.id) {
                all.append(.items(flow.list(dimension, used: there.codes(at: position))))
            }
        }
        return all
    }
}

private let known = [
    "none", "all", "codelist", "datastructure", "conceptscheme", "dataflow", "dataproviderscheme",
    "valuelist",
]
