import SDMX

/// A query for structures, as both generations of the standard mean it.
struct StructureQuestion: Equatable, Sendable {
    enum Detail: String, Sendable {
        case full
        case allStubs = "allstubs"
        case referenceStubs = "referencestubs"
        case allCompleteStubs = "allcompletestubs"
        case referenceCompleteStubs = "referencecompletestubs"
        case referencePartial = "referencepartial"
        case raw
    }

    enum References: Equatable, Sendable {
        case none, parents, parentsAndSiblings, ancestors, children, descendants, all
        case kind(ArtefactKind)
    }

    /// Nil for all kinds.
    var kind: ArtefactKind?
    var which = FlowQuery()
    /// Empty for all items of a list.
    var items: Set<String> = []
    var detail = Detail.full
    var references: [References] = [.none]

    init(kind: ArtefactKind?) { self.kind = kind }

    /// `type` and what follows stand in the path; `query` has the rest.
    init(
        type: String, agency: String, id: String, version: String, item: String,
        query: [String: String], _ generation: ServiceGeneration
    ) throws(ServiceError) {
        kind = try StructureQuestion.kind(type)
        which = try FlowQuery(agency: agency, id: id, version: version)
        if !["", "*", "all"].contains(item) {
            guard kind?.itemClass != nil else { throw .meaning("A \(type) has no items.") }
            items = Set(
                item.split(whereSeparator: { $0 == "," || $0 == "+" || $0 == " " }).map(String.init)
            )
        }
        try DataParameters(generation: generation, query: query).refuseUnknown(
            ["detail", "references", "lang"])
        if let text = query["detail"], !text.isEmpty {
            guard let value = Detail(rawValue: text) else {
                throw .syntax("There is no detail \(text).")
            }
            detail = value
        }
        references = try StructureQuestion.references(query["references"] ?? "none")
    }

    static func references(_ text: String) throws(ServiceError) -> [References] {
        var all: [References] = []
        for word in text.split(separator: ",") { all.append(try reference(String(word))) }
        return all.isEmpty ? [.none] : all
    }

    private static func reference(_ word: String) throws(ServiceError) -> References {
        switch word {
        case "none": .none
        case "parents": .parents
        case "parentsandsiblings": .parentsAndSiblings
        case "ancestors": .ancestors
        case "children": .children
        case "descendants": .descendants
        case "all": .all
        default: .kind(try kind(word) ?? .dataflow)
        }
    }

    /// The kind that a resource names; of those that the standard has and this service not, it says so.
    static func kind(_ type: String) throws(ServiceError) -> ArtefactKind? {
        switch type {
        case "structure", "*", "": return nil
        case "dataflow": return .dataflow
        case "datastructure": return .dataStructure
        case "codelist": return .codelist
        case "conceptscheme": return .conceptScheme
        case "agencyscheme": return .agencyScheme
        case "categoryscheme": return .categoryScheme
        case "categorisation": return .categorisation
        case "contentconstraint", "dataconstraint", "actualconstraint": return .contentConstraint
        default:
            let isKnown = elsewhere.contains(type) || ArtefactKind(rawValue: type) != nil
            guard
                isKnown
                    || ArtefactKind.allCases.contains(where: { $0.rawValue.lowercased() == type })
            else {
                throw .syntax("There is no resource \(type).")
            }
            throw .notBuilt("The resource \(type)")
        }
    }
}

/// Resources of the standard whose names are no class of the model.
private let elsewhere: Set<String> = [
    "schema", "metadata", "allowedconstraint", "organisationscheme", "organisationschememap",
    "registration",
]
