import SDMX
import Storage

/// One artefact by its kind and its name.
struct ArtefactNode: Hashable, Sendable {
    let kind: ArtefactKind
    let reference: ArtefactReference

    init(_ kind: ArtefactKind, _ reference: ArtefactReference) {
        (self.kind, self.reference) = (kind, reference)
    }
}

/// What refers to what among the artefacts of some flows, and what all flows share.
struct StructureLibrary: Sendable {
    let shelf: FlowShelf
    /// Those that were asked for or may be referred to.
    let flows: [ServedFlow]
    private(set) var nodes: [ArtefactNode] = []
    private(set) var children: [ArtefactNode: [ArtefactNode]] = [:]
    private(set) var parents: [ArtefactNode: [ArtefactNode]] = [:]
    /// Whose an artefact is; what all share is nobody's.
    private var owners: [ArtefactNode: Int] = [:]

    static let agencies = ArtefactNode(
        .agencyScheme, ArtefactReference(agency: "SDMX", id: "AGENCIES", version: ourVersion))
    static let topics = ArtefactNode(.categoryScheme, ours("TOPICS"))

    init(_ shelf: FlowShelf, _ flows: [ServedFlow]) {
        self.shelf = shelf
        self.flows = flows
        nodes = [StructureLibrary.agencies]
        add(StructureLibrary.topics)
        for list in CommonLists.all { add(ArtefactNode(.codelist, ours(list.id))) }
        for (number, flow) in flows.enumerated() {
            let shared = nodes.count
            add(flow)
            for node in nodes[shared...] { owners[node] = number }
        }
    }

    /// The flow to which an artefact belongs alone.
    func owner(of node: ArtefactNode) -> ServedFlow? { owners[node].map { flows[$0] } }

    private mutating func add(_ node: ArtefactNode, uses others: [ArtefactNode] = []) {
        if children[node] == nil { nodes.append(node) }
        children[node] = others + [StructureLibrary.agencies]
        for other in others + [StructureLibrary.agencies] {
            parents[other, default: []].append(node)
        }
    }

    private mutating func add(_ flow: ServedFlow) {
        let concepts = ArtefactNode(.conceptScheme, flow.conceptsReference)
        let structure = ArtefactNode(.dataStructure, flow.structureReference)
        let dataflow = ArtefactNode(.dataflow, flow.reference)
        let lists = flow.dimensions.map { ArtefactNode(.codelist, flow.listReference($0)) }
        for (list, dimension) in zip(lists, flow.dimensions) where dimension.source != nil {
            add(list)
        }
        add(concepts)
        let shared = ["CL_OBS_STATUS", "CL_CONF_STATUS"].map { ArtefactNode(.codelist, ours($0)) }
        add(structure, uses: [concepts] + lists + shared)
        add(dataflow, uses: [structure])
        add(ArtefactNode(.contentConstraint, flow.constraintReference), uses: [dataflow])
        if !flow.series.topic.isEmpty {
            add(
                ArtefactNode(.categorisation, flow.categorisationReference),
                uses: [dataflow, StructureLibrary.topics])
        }
    }

    func matching(_ question: StructureQuestion) -> [ArtefactNode] {
        nodes.filter { node in
            (question.kind == nil || question.kind == node.kind)
                && question.which.matches(
                    agency: node.reference.agency, id: node.reference.id,
                    version: node.reference.version ?? ourVersion)
        }
    }

    /// What is to be sent beside those that match.
    func referred(
        _ found: [ArtefactNode], _ references: [StructureQuestion.References]
    ) -> [ArtefactNode] {
        var all = Set<ArtefactNode>()
        for wish in references {
            switch wish {
            case .none: break
            case .parents: all.formUnion(next(found, parents))
            case .children: all.formUnion(next(found, children))
            case .descendants: all.formUnion(closure(found, children))
            case .ancestors: all.formUnion(closure(found, parents))
            case .parentsAndSiblings:
                let above = next(found, parents)
                all.formUnion(above + next(above, children))
            case .all:
                let above = next(found, parents)
                all.formUnion(above + next(above, children) + closure(found, children))
            case .kind(let kind):
                let around = closure(found, children) + closure(found, parents)
                all.formUnion(around.filter { $0.kind == kind })
            }
        }
        let known = Set(found)
        return nodes.filter { all.contains($0) && !known.contains($0) }
    }

    private func next(
        _ from: [ArtefactNode], _ edges: [ArtefactNode: [ArtefactNode]]
    ) -> [ArtefactNode] { from.flatMap { edges[$0] ?? [] } }

    private func closure(
        _ from: [ArtefactNode], _ edges: [ArtefactNode: [ArtefactNode]]
    ) -> [ArtefactNode] {
        var seen = Set<ArtefactNode>()
        var open = from
        while let node = open.popLast() {
            for other in edges[node] ?? [] where seen.insert(other).inserted { open.append(other) }
        }
        return Array(seen)
    }
}
