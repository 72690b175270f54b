import Formats

extension StructureMLWriter {
    mutating func write(_ it: DataStructure) {
        begin(it.about, [("evolvingStructure", it.isEvolving.map(String.init))])
        if it.hasComponents {
            out.begin("str:DataStructureComponents")
            out.begin("str:DimensionList", ["id": "DimensionDescriptor"])
            for dimension in it.dimensions { write(dimension) }
            if let time = it.timeDimension { write(time) }
            out.end()
            for group in it.groups { write(group) }
            list("str:AttributeList", "AttributeDescriptor", it.attributes)
            list("str:MeasureList", "MeasureDescriptor", it.measures)
            out.end()
        }
        if let metadata = it.metadata {
            out.reference("str:Metadata", SDMXURN(.metadataStructure, metadata), version)
        }
        out.end()
    }

    private mutating func list(_ name: String, _ id: String, _ components: [Component]) {
        if components.isEmpty { return }
        out.begin(name, ["id": id])
        for component in components { write(component) }
        out.end()
    }

    private mutating func write(_ it: Component) {
        let isUsed = it.role == .attribute || (it.role == .measure && version == .v30)
        let usage = it.isMandatory ? "mandatory" : "optional"
        let status = it.isMandatory ? "Mandatory" : "Conditional"
        let isUsage = it.role == .metadataAttribute
        out.begin(
            "str:" + it.role.rawValue,
            [
                "id": isUsage ? nil : it.id, "urn": it.urn,
                "position": it.position.map(String.init),
                "assignmentStatus": isUsed && version == .v21 ? status : nil,
                "usage": isUsed && version == .v30 ? usage : nil,
            ])
        write(parts: it)
        out.end()
    }

    private mutating func write(parts it: Component) {
        out.write(it.annotations)
        if it.role == .metadataAttribute {
            out.text("str:MetadataAttributeReference", it.id)
        } else if let concept = it.concept {
            out.reference("str:ConceptIdentity", SDMXURN(concept: concept), version)
        }
        if let representation = it.representation {
            write(representation, "str:LocalRepresentation")
        }
        for role in it.conceptRoles {
            out.reference("str:ConceptRole", SDMXURN(concept: role), version)
        }
        if let attachment = it.attachment { write(attachment) }
        if !it.measures.isEmpty {
            out.begin("str:MeasureRelationship")
            for measure in it.measures { out.local("str:Measure", measure, version) }
            out.end()
        }
    }

    private mutating func write(_ attachment: Attachment) {
        out.begin("str:AttributeRelationship")
        switch attachment {
        case .dataSet: out.empty(version == .v21 ? "str:None" : "str:Dataflow")
        case .observation:
            if version == .v21 {
                out.local("str:PrimaryMeasure", "OBS_VALUE", version)
            } else {
                out.empty("str:Observation")
            }
        case .group(let id): out.local("str:Group", id, version)
        case .dimensions(let named, let groups):
            for group in groups { out.local("str:AttachmentGroup", group, version) }
            for id in named { out.local("str:Dimension", id, version) }
        }
        out.end()
    }

    private mutating func write(_ group: Group) {
        out.begin("str:Group", ["id": group.id, "urn": group.urn])
        out.write(group.annotations)
        for id in group.dimensions {
            out.begin("str:GroupDimension")
            out.local("str:DimensionReference", id, version)
            out.end()
        }
        out.end()
    }

    mutating func write(_ it: Representation, _ name: String) {
        let most = it.maxOccurs.map { $0 == Int.max ? "unbounded" : String($0) }
        out.begin(
            name,
            version == .v21
                ? [:] : ["minOccurs": it.minOccurs.map(String.init), "maxOccurs": most])
        if let list = it.enumeration {
            out.reference(
                "str:Enumeration", SDMXURN(it.enumerationKind ?? .codelist, list), version)
        }
        if let format = it.format {
            write(format, it.enumeration == nil ? "str:TextFormat" : "str:EnumerationFormat")
        }
        out.end()
    }

    private mutating func write(_ format: TextFormat, _ name: String) {
        // An attribute list of a fixed shape: facets that the standard knows.
        let f = format.facets
        out.begin(
            name,
            [
                "textType": format.type, "isSequence": f["isSequence"], "interval": f["interval"],
                "startValue": f["startValue"], "endValue": f["endValue"],
                "timeInterval": f["timeInterval"], "startTime": f["startTime"],
                "endTime": f["endTime"], "minLength": f["minLength"],
                "maxLength": f["maxLength"], "minValue": f["minValue"], "maxValue": f["maxValue"],
                "decimals": f["decimals"], "pattern": f["pattern"],
                "isMultiLingual": f["isMultiLingual"],
            ])
        for sentinel in format.sentinels {
            out.begin("str:SentinelValue", ["value": sentinel.value])
            out.texts("com:Name", sentinel.names)
            out.texts("com:Description", sentinel.descriptions)
            out.end()
        }
        out.end()
    }
}
