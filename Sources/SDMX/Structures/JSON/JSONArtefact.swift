import Formats

/// Makes an artefact of its JSON object.
struct JSONArtefact {
    /// Of texts that do not say theirs.
    let language: String

    func artefact(_ kind: ArtefactKind, _ node: JSONNode) throws -> StructureArtefact {
        let about = try maintained(kind, node)
        if kind.itemClass != nil, kind != .reportingTaxonomy {
            return .items(try scheme(about, node))
        }
        switch kind {
        case .dataStructure: return .dataStructure(try dataStructure(about, node))
        case .metadataStructure: return .metadataStructure(try metadataStructure(about, node))
        case .dataflow, .metadataflow, .provisionAgreement, .metadataProvisionAgreement:
            return .flow(try flow(about, node))
        case .dataConstraint, .availabilityConstraint, .contentConstraint:
            return .constraint(try constraint(about, node))
        case .categorisation:
            return .categorisation(
                Categorisation(
                    about, source: node.text("source") ?? "", target: node.text("target") ?? "")
            )
        case .hierarchy:
            var hierarchy = HierarchicalCodelist(about)
            hierarchy.hierarchies = [try tree(about, node)]
            return .hierarchy(hierarchy)
        default: return .named(about)
        }
    }

    private func maintained(_ kind: ArtefactKind, _ node: JSONNode) throws -> Maintained {
        // Availability has no name of its own: it is of what it is attached to.
        let isNameless = kind == .availabilityConstraint
        let id = isNameless ? node.text("id") ?? "availability" : try node.required("id")
        let agency = isNameless ? node.text("agencyID") ?? "" : try node.required("agencyID")
        // Schemes of organisations are of the first version for ever.
        let version = node.text("version") ?? (kind.hasOneVersion ? "1.0" : nil)
        var about = Maintained(
            kind, ArtefactReference(agency: agency, id: id, version: version),
            names: node.texts("name", "names", language))
        about.descriptions = node.texts("description", "descriptions", language)
        about.annotations = annotations(node)
        about.urn = node.ownURN
        about.isFinal = node.flag("isFinal")
        about.isPartial = node.flag("isPartial")
        about.isExternal = node.flag("isExternalReference")
        about.validFrom = node.text("validFrom")
        about.validTo = node.text("validTo")
        for link in node.list("links") {
            if link.text("rel") == "structure" { about.structureURL = link.text("href") }
            if link.text("rel") == "service" { about.serviceURL = link.text("href") }
        }
        return about
    }

    func annotations(_ node: JSONNode) -> [Annotation] {
        node.list("annotations").map { node in
            var note = Annotation()
            note.id = node.text("id")
            note.title = node.text("title")
            note.type = node.text("type")
            note.value = node.text("value")
            note.urls = node.list("links").compactMap { $0.text("href") }
            note.texts = node.texts("text", "texts", language)
            return note
        }
    }

    private func flow(_ about: Maintained, _ node: JSONNode) throws -> Flow {
        var flow = Flow(about)
        let keys = ["structure", "dataflow", "metadataflow", "structureUsage"]
        flow.structure = try keys.lazy.compactMap(node.urn).first?.reference
        flow.provider = try node.concept("dataProvider") ?? node.concept("metadataProvider")
        flow.targets = node.strings("targets")
        return flow
    }

    private func metadataStructure(
        _ about: Maintained, _ node: JSONNode
    ) throws -> MetadataStructure {
        var result = MetadataStructure(about)
        let list = node.child("metadataStructureComponents")?.child("metadataAttributeList")
        result.attributes = try (list?.list("metadataAttributes") ?? []).map(metadataAttribute)
        return result
    }

    private func metadataAttribute(_ node: JSONNode) throws -> MetadataAttribute {
        var attribute = MetadataAttribute(try component(node, .attribute))
        attribute.minOccurs = node.int("minOccurs")
        attribute.maxOccurs = node.text("maxOccurs").flatMap(occurrences)
        attribute.isPresentational = node.flag("isPresentational")
        attribute.children = try node.list("metadataAttributes").map(metadataAttribute)
        return attribute
    }
}

extension ArtefactKind {
    /// Schemes of organisations have one version for ever, in 3.0.
    var hasOneVersion: Bool {
        [
            .agencyScheme, .dataProviderScheme, .dataConsumerScheme, .metadataProviderScheme,
            .organisationUnitScheme,
        ].contains(self)
    }
}
