import Formats

extension StructureMLWriter {
    mutating func write(_ it: MetadataStructure) {
        begin(it.about)
        if !it.attributes.isEmpty || !it.targets.isEmpty || !it.reports.isEmpty {
            out.begin("str:MetadataStructureComponents")
            for target in it.targets { write(target) }
            for report in it.reports {
                out.begin("str:ReportStructure", ["id": report.id])
                for attribute in report.attributes { write(attribute) }
                for target in report.targets { out.local("str:MetadataTarget", target, version) }
                out.end()
            }
            if !it.attributes.isEmpty {
                out.begin("str:MetadataAttributeList", ["id": "MetadataAttributeDescriptor"])
                for attribute in it.attributes { write(attribute) }
                out.end()
            }
            out.end()
        }
        out.end()
    }

    private mutating func write(_ it: MetadataAttribute) {
        let component = it.component
        out.begin(
            "str:MetadataAttribute",
            [
                "id": component.id, "urn": component.urn,
                "minOccurs": it.minOccurs.map(String.init),
                "maxOccurs": it.maxOccurs.map { $0 == Int.max ? "unbounded" : String($0) },
                "isPresentational": it.isPresentational.map(String.init),
            ])
        out.write(component.annotations)
        if let concept = component.concept {
            out.reference("str:ConceptIdentity", SDMXURN(concept: concept), version)
        }
        if let representation = component.representation {
            write(representation, "str:LocalRepresentation")
        }
        for child in it.children { write(child) }
        out.end()
    }

    private mutating func write(_ target: MetadataTarget) {
        out.begin("str:MetadataTarget", ["id": target.id])
        for part in target.parts {
            out.begin("str:" + part.kind, ["id": part.id, "objectType": part.objectType])
            if let representation = part.representation {
                write(representation, "str:LocalRepresentation")
            }
            out.end()
        }
        out.end()
    }
}
