import Formats

extension JSONArtefact {
    func dataStructure(_ about: Maintained, _ node: JSONNode) throws -> DataStructure {
        var result = DataStructure(about)
        result.isEvolving = node.flag("evolvingStructure") ?? node.flag("isEvolvingStructure")
        result.metadata = try node.urn("metadata")?.reference
        guard let parts = node.child("dataStructureComponents") else { return result }
        if let list = parts.child("dimensionList") {
            result.dimensions = try list.list("dimensions").map { try component($0, .dimension) }
            // Drafts of 2.0 had a list of one.
            let time = list.child("timeDimension") ?? list.list("timeDimensions").first
            result.timeDimension = try time.map { try component($0, .time) }
        }
        result.groups = try parts.list("groups").map { node in
            var group = Group(
                try node.required("id"), dimensions: node.strings("groupDimensions"))
            group.urn = node.ownURN
            group.annotations = annotations(node)
            return group
        }
        let list = parts.child("attributeList")
        result.attributes = try (list?.list("attributes") ?? []).map {
            try component($0, .attribute)
        }
        result.attributes += try (list?.list("metadataAttributeUsages") ?? []).map {
            try component($0, .metadataAttribute)
        }
        let measures = parts.child("measureList")
        result.measures = try (measures?.list("measures") ?? []).map { try component($0, .measure) }
        if let one = measures?.child("primaryMeasure") {
            result.measures.append(try component(one, .primaryMeasure))
        }
        return result
    }

    func component(_ node: JSONNode, _ role: Component.Role) throws -> Component {
        let concept = try node.concept("conceptIdentity")
        let reference = node.text("metadataAttributeReference")
        let fixed = role == .time ? "TIME_PERIOD" : nil
        guard let id = node.text("id") ?? fixed ?? reference ?? concept?.item else {
            throw node.error("the key \"id\" is missing; add it")
        }
        var component = Component(id, role)
        component.urn = node.ownURN
        component.annotations = annotations(node)
        component.concept = concept
        component.conceptRoles = node.strings("conceptRoles").compactMap { text in
            SDMXURN(text).flatMap { urn in
                urn.item.map { ItemReference(scheme: urn.reference, item: $0) }
            }
        }
        component.representation = try node.child("localRepresentation").map(representation)
        component.position = node.int("position")
        let usage = node.text("usage") ?? node.text("assignmentStatus")
        component.isMandatory = usage?.lowercased() == "mandatory"
        component.attachment = node.child("attributeRelationship").flatMap(attachment)
        component.measures = node.strings("measureRelationship")
        return component
    }

    private func attachment(_ node: JSONNode) -> Attachment? {
        let named = node.strings("dimensions")
        if !named.isEmpty {
            return .dimensions(named, groups: node.strings("attachmentGroups"))
        }
        if let group = node.text("group") { return .group(group) }
        if node.child("observation") != nil || node.child("primaryMeasure") != nil {
            return .observation
        }
        return node.json.objectValue?.isEmpty == false ? .dataSet : nil
    }

    func representation(_ node: JSONNode) throws -> Representation {
        var result = Representation()
        if let list = try node.urn("enumeration") {
            result.enumeration = list.reference
            if let kind = list.kind, kind != .codelist { result.enumerationKind = kind }
        }
        result.format = (node.child("format") ?? node.child("enumerationFormat")).map(format)
        result.minOccurs = node.int("minOccurs")
        result.maxOccurs = node.text("maxOccurs").flatMap(occurrences)
        return result
    }

    private func format(_ node: JSONNode) -> TextFormat {
        var facets: [String: String] = [:]
        for (key, value) in node.json.objectValue ?? [:] {
            facets[key] = JSONNode.text(value)
        }
        let type = facets.removeValue(forKey: "dataType")
        let draft = facets.removeValue(forKey: "textType")
        var format = TextFormat(type: type ?? draft, facets: facets)
        format.sentinels = node.list("sentinelValues").map { node in
            var value = TextFormat.Sentinel(value: node.text("value") ?? "")
            value.names = node.texts("name", "names", language)
            value.descriptions = node.texts("description", "descriptions", language)
            return value
        }
        return format
    }
}
