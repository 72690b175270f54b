/// What data are checked against: the artefacts of a structure message, codes without their words.
public struct StructureCatalogue: Sendable {
    public private(set) var structures: [DataStructure] = []
    public private(set) var flows: [Flow] = []
    private(set) var constraints: [Constraint] = []
    private var lists: [ArtefactReference: CodeSet] = [:]
    private var concepts: [ItemReference: Representation] = [:]

    public init() {}

    /// All that the message has.
    public init(_ reader: inout some StructureMessageReader) throws {
        while let artefact = try reader.next() { take(artefact) }
    }

    public mutating func take(_ artefact: StructureArtefact) {
        switch artefact {
        case .dataStructure(let it): structures.append(it)
        case .flow(let it): flows.append(it)
        case .constraint(let it): constraints.append(it)
        case .items(let it):
            if it.about.kind == .conceptScheme { noteRepresentations(it) }
            // The measure dimension of 2.1 takes its codes from concepts.
            lists[it.reference] = CodeSet(it)
        default: break
        }
    }

    /// The structure that the message means: by its own name, by its dataflow's, or the only one there is.
    public func structure(for name: String) -> DataStructure? {
        if let wanted = ArtefactReference(name) {
            if let found = structures.first(where: { $0.reference.means(wanted) }) { return found }
            if let flow = flows.first(where: { $0.reference.means(wanted) }),
                let structure = flow.structure
            {
                return structures.first { $0.reference.means(structure) }
            }
        }
        return structures.count == 1 ? structures.first : nil
    }

    /// Own representation first, then the concept's.
    func representation(of component: Component) -> Representation? {
        if let own = component.representation, own.enumeration != nil || own.format != nil {
            return own
        }
        return component.concept.flatMap { concepts[$0] }
    }

    /// The codes of a list with those that it takes from others; nil where the list is not here.
    func codes(_ reference: ArtefactReference, depth: Int = 0) -> CodeSet? {
        guard var own = lists[reference] ?? lists.first(where: { $0.key.means(reference) })?.value
        else { return nil }
        guard depth < extensionDepthMax, !own.isStub || !own.extensions.isEmpty else { return nil }
        for other in own.extensions {
            guard let codes = codes(other.codelist, depth: depth + 1) else { return nil }
            own.add(codes, other)
        }
        return own
    }

    /// What is allowed for the structure: constraints on itself or on its flows. What is only said to be there (`Actual`)
    /// allows nothing.
    func allowed(for structure: DataStructure) -> [Constraint] {
        let flows = flows.filter { $0.structure?.means(structure.reference) == true }
        let names = [structure.reference] + flows.map(\.reference)
        return constraints.filter { constraint in
            constraint.role != "Actual" && constraint.about.kind != .availabilityConstraint
                && constraint.attachments.contains { target in
                    guard let urn = SDMXURN(target.target) else { return false }
                    return names.contains { $0.means(urn.reference) }
                }
        }
    }

    private mutating func noteRepresentations(_ scheme: ConceptScheme) {
        for concept in scheme.concepts {
            guard let representation = concept.representation else { continue }
            let reference = ItemReference(scheme: scheme.reference, item: concept.id)
            concepts[reference] = representation
        }
    }
}

/// Lists extend lists only so far.
private let extensionDepthMax = 8

/// The codes of a list and which stands below which.
struct CodeSet: Sendable {
    private(set) var codes: Set<String> = []
    private var below: [String: [String]] = [:]
    let extensions: [CodelistExtension]
    /// The message names the list and leaves its codes out.
    var isStub: Bool { codes.isEmpty }

    init(_ list: ItemScheme) {
        extensions = list.extensions
        for item in list.items {
            codes.insert(item.id)
            if let parent = item.parent { below[parent, default: []].append(item.id) }
        }
    }

    mutating func add(_ other: CodeSet, _ how: CodelistExtension) {
        let prefix = how.prefix ?? ""
        for code in other.codes where how.selection?.takes(code, other) ?? true {
            codes.insert(prefix + code)
        }
        for (parent, children) in other.below {
            below[prefix + parent, default: []] += children.map { prefix + $0 }
        }
    }

    /// The codes that a choice means; with those below where it says so.
    func chosen(_ member: MemberValue) -> Set<String> {
        var found: Set<String> = member.cascade == .belowOnly ? [] : [member.value]
        guard member.cascade != .none else { return found }
        var rest = below[member.value] ?? []
        while let next = rest.popLast() {
            if found.insert(next).inserted { rest += below[next] ?? [] }
        }
        return found
    }
}

extension CodeSelection {
    fileprivate func takes(_ code: String, _ list: CodeSet) -> Bool {
        let isNamed = members.contains { member in
            member.value.hasSuffix("%")
                ? code.hasPrefix(member.value.dropLast()) : list.chosen(member).contains(code)
        }
        return isNamed == isInclusive
    }
}
