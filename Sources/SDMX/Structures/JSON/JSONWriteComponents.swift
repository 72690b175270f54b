import Formats

extension JSONParts {
    static func add(_ it: DataStructure, to members: inout Members) {
        if let evolving = it.isEvolving { members["evolvingStructure"] = .bool(evolving) }
        if let metadata = it.metadata {
            members["metadata"] = .string(SDMXURN(.metadataStructure, metadata).text)
        }
        guard it.hasComponents else {
            return
        }
        var dimensions: Members = ["id": "DimensionDescriptor"]
        dimensions.put("dimensions", it.dimensions.map { component($0, .dimension) })
        if let time = it.timeDimension { dimensions["timeDimension"] = component(time, .time) }
        var parts: Members = ["dimensionList": .object(dimensions)]
        parts.put("groups", it.groups.map(group))
        let own = it.attributes.filter { $0.role != .metadataAttribute }
        let used = it.attributes.filter { $0.role == .metadataAttribute }
        if !it.attributes.isEmpty {
            var list: Members = ["id": "AttributeDescriptor"]
            list.put("attributes", own.map { component($0, .attribute) })
            list.put("metadataAttributeUsages", used.map(usage))
            parts["attributeList"] = .object(list)
        }
        if !it.measures.isEmpty {
            parts["measureList"] = [
                "id": "MeasureDescriptor",
                "measures": .array(it.measures.map { component($0, .measure) }),
            ]
        }
        members["dataStructureComponents"] = .object(parts)
    }

    static func add(_ it: MetadataStructure, to members: inout Members) {
        if it.attributes.isEmpty { return }
        members["metadataStructureComponents"] = [
            "metadataAttributeList": [
                "id": "MetadataAttributeDescriptor",
                "metadataAttributes": .array(it.attributes.map(metadataAttribute)),
            ]
        ]
    }

    private static func metadataAttribute(_ it: MetadataAttribute) -> JSON {
        var members = parts(it.component, .metadata)
        if let least = it.minOccurs { members["minOccurs"] = .int(least) }
        members["maxOccurs"] = it.maxOccurs.map(occurrences)
        if let only = it.isPresentational { members["isPresentational"] = .bool(only) }
        members.put("metadataAttributes", it.children.map(metadataAttribute))
        return .object(members)
    }

    private static func component(_ it: Component, _ place: Place) -> JSON {
        var members = parts(it, place)
        if place == .dimension, let position = it.position {
            members["position"] = .int(position)
        }
        if place == .attribute || place == .measure {
            members["usage"] = it.isMandatory ? "mandatory" : "optional"
        }
        if place == .attribute {
            members["attributeRelationship"] = json(it.attachment)
            members.put("measureRelationship", it.measures.map(JSON.string))
        }
        return .object(members)
    }

    private static func parts(_ it: Component, _ place: Place) -> Members {
        var members: Members = ["id": .string(it.id)]
        members.put(it.annotations)
        members.put(urn: it.urn)
        members.put("conceptIdentity", it.concept.map { SDMXURN(concept: $0).text })
        if place != .time, place != .metadata {
            members.put("conceptRoles", it.conceptRoles.map { .string(SDMXURN(concept: $0).text) })
        }
        if let representation = it.representation {
            members["localRepresentation"] = json(representation, place)
        }
        return members
    }

    private static func usage(_ it: Component) -> JSON {
        var members: Members = [
            "metadataAttributeReference": .string(it.id),
            "attributeRelationship": json(it.attachment),
        ]
        members.put(it.annotations)
        return .object(members)
    }

    private static func json(_ it: Attachment?) -> JSON {
        switch it {
        case .dataSet: ["dataflow": [:]]
        case .observation, nil: ["observation": [:]]
        case .group(let id): ["group": .string(id)]
        case .dimensions(let named, _): ["dimensions": .array(named.map(JSON.string))]
        }
    }

    private static func group(_ it: Group) -> JSON {
        var members: Members = ["id": .string(it.id)]
        members.put("groupDimensions", it.dimensions.map(JSON.string))
        members.put(it.annotations)
        members.put(urn: it.urn)
        return .object(members)
    }

    static func occurrences(_ most: Int) -> JSON { most == Int.max ? "unbounded" : .int(most) }
}
