import SDMX
import Storage

/// Finds what a query for structures means, with what it refers to.
struct StructureAnswer {
    let question: StructureQuestion
    /// 2.1 calls a constraint of content what 3.0 calls one of data.
    let constraintKind: ArtefactKind

    func artefacts(in db: Reader) throws -> [StructureArtefact] {
        let shelf = try FlowShelf.load(in: db)
        let flows = try relevant(shelf).map { try $0.flow(in: db) }
        let library = StructureLibrary(shelf, flows)
        let found = library.matching(question)
        guard !found.isEmpty else { throw ServiceError.nothingFound }
        let referred = library.referred(found, question.references)
        let own = try found.map { try artefact($0, library, isReferred: false, in: db) }
        let others = try referred.map { try artefact($0, library, isReferred: true, in: db) }
        return own + others
    }

    /// The flows whose artefacts can be meant; all where a list that all share is asked who uses it.
    private func relevant(_ shelf: FlowShelf) -> [FlowShelf.Place] {
        let ids = question.which.ids
        if ids.isEmpty { return shelf.places }
        let isUpward = question.references.contains {
            ![.none, .children, .descendants].contains($0)
        }
        let shared = Set(CommonLists.all.map(\.id) + ["TOPICS", "AGENCIES"])
        if isUpward, !ids.isDisjoint(with: shared) { return shelf.places }
        return shelf.places.filter { place in
            let own = ["", "CS_", "CR_", "CAT_"].map { $0 + place.name } + [place.reference.id]
            return !ids.isDisjoint(with: own)
                || ids.contains { $0.hasPrefix("CL_" + place.name + "_") }
        }
    }

    private func artefact(
        _ node: ArtefactNode, _ library: StructureLibrary, isReferred: Bool, in db: Reader
    ) throws -> StructureArtefact {
        let isStub = isReferred ? question.detail.stubsReferences : question.detail.stubsAll
        if !isStub, node.kind == .contentConstraint {
            return try constraint(node, library, in: db)
        }
        let full = try plain(
            node, library, isPartial: isReferred && question.detail == .referencePartial, in: db)
        if isStub { return full.stub(isComplete: question.detail.isComplete) }
        return isReferred ? full : try full.only(question.items)
    }

    private func constraint(
        _ node: ArtefactNode, _ library: StructureLibrary, in db: Reader
    ) throws -> StructureArtefact {
        guard let flow = library.owner(of: node) else { throw ServiceError.nothingFound }
        let there = try Availability.whole(of: flow, in: db)
        return .constraint(there.constraint(of: flow, kind: constraintKind))
    }

    private func plain(
        _ node: ArtefactNode, _ library: StructureLibrary, isPartial: Bool, in db: Reader
    ) throws -> StructureArtefact {
        if node == StructureLibrary.agencies { return .items(library.agencyScheme) }
        if node == StructureLibrary.topics { return .items(library.topicScheme) }
        if let list = CommonLists.all.first(where: { node == ArtefactNode(.codelist, ours($0.id)) })
        {
            var about = Maintained(
                .codelist, node.reference, names: ["en": list.en, "pt": list.pt])
            about.isFinal = true
            return .items(Codelist(about, items: list.codes.map(Code.init)))
        }
        guard let flow = library.owner(of: node),
            let own = try flow.artefact(node, isPartial: isPartial, constraintKind, in: db)
        else { throw ServiceError.nothingFound }
        return own
    }
}

extension ServedFlow {
    fileprivate func artefact(
        _ node: ArtefactNode, isPartial: Bool, _ constraintKind: ArtefactKind, in db: Reader
    ) throws -> StructureArtefact? {
        switch node.kind {
        case .dataflow where node.reference == reference:
            return .flow(dataflow(breaks: try series.breaks(in: db)))
        case .dataStructure where node.reference == structureReference:
            return .dataStructure(structure)
        case .conceptScheme where node.reference == conceptsReference: return .items(concepts)
        case .contentConstraint where node.reference == constraintReference:
            return .constraint(Constraint(Maintained(constraintKind, node.reference, names: names)))
        case .categorisation where node.reference == categorisationReference:
            return .categorisation(categorisation)
        case .codelist:
            guard
                let dimension = dimensions.first(where: {
                    $0.source != nil && listReference($0) == node.reference
                })
            else { return nil }
            return .items(list(dimension, used: isPartial ? try used(dimension, in: db) : nil))
        default: return nil
        }
    }

    /// The codes of a dimension that some line has.
    private func used(_ dimension: ServedDimension, in db: Reader) throws -> Set<String> {
        guard let source = dimension.source else { return [] }
        let rows = try db.all(
            "SELECT DISTINCT code FROM line_code WHERE series = \(series.number) AND dimension = \(source)"
        )
        return Set(
            try rows.map { row in
                dimension.id(in: Dimensions([.init(name: source, value: try row[0])]))
            })
    }

    private var categorisation: Categorisation {
        let target = SDMXURN(
            package: "categoryscheme", className: "Category",
            reference: StructureLibrary.topics.reference,
            item: Identifiers.code(series.topic))
        return Categorisation(
            Maintained(.categorisation, categorisationReference, names: names),
            source: SDMXURN(.dataflow, reference).text, target: target.text)
    }
}

extension StructureLibrary {
    fileprivate var agencyScheme: ItemScheme {
        let others = Set(shelf.places.map(\.reference.agency)).subtracting([ourAgency]).sorted()
        let own = Item(
            ourAgency, names: ["en": "Cais: this platform", "pt": "Cais: esta plataforma"])
        let agencies = Maintained(
            .agencyScheme, StructureLibrary.agencies.reference,
            names: ["en": "Agencies", "pt": "Entidades"])
        return ItemScheme(agencies, items: [own] + others.map { Item($0, names: ["en": $0]) })
    }

    fileprivate var topicScheme: ItemScheme {
        let topics = Set(shelf.places.map(\.series.topic)).subtracting([""]).sorted()
        let about = Maintained(
            .categoryScheme, StructureLibrary.topics.reference,
            names: ["en": "Topics of the observatory", "pt": "Temas do observatório"])
        return ItemScheme(
            about, items: topics.map { Item(Identifiers.code($0), names: topicNames($0)) })
    }
}

extension StructureQuestion.Detail {
    fileprivate var stubsAll: Bool { self == .allStubs || self == .allCompleteStubs }

    fileprivate var stubsReferences: Bool {
        stubsAll || self == .referenceStubs || self == .referenceCompleteStubs
    }

    fileprivate var isComplete: Bool {
        self == .allCompleteStubs || self == .referenceCompleteStubs
    }
}

extension StructureArtefact {
    /// Its name alone; a complete one keeps what is said of it.
    fileprivate func stub(isComplete: Bool) -> StructureArtefact {
        var about = self.about
        about.isExternal = true
        if !isComplete { (about.descriptions, about.annotations) = ([:], []) }
        switch self {
        case .items: return .items(ItemScheme(about))
        case .dataStructure: return .dataStructure(DataStructure(about))
        case .flow: return .flow(Flow(about))
        case .constraint: return .constraint(Constraint(about))
        default: return .named(about)
        }
    }

    /// The items that are asked for, with what is above them.
    fileprivate func only(_ wanted: Set<String>) throws -> StructureArtefact {
        guard !wanted.isEmpty, case .items(var list) = self else { return self }
        list.items = list.items.filter { wanted.contains($0.id) }
        guard !list.items.isEmpty else { throw ServiceError.nothingFound }
        list.about.isPartial = true
        return .items(list)
    }
}
