import Formats

extension StructureMLWriter {
    mutating func write(_ scheme: ItemScheme) {
        begin(
            scheme.about,
            ["vtlVersion", "geoType"].map { ($0, scheme.details[$0]) })
        let inner = Dictionary(grouping: scheme.items, by: { $0.parent ?? "" })
        if scheme.about.kind == .categoryScheme {
            for item in inner[""] ?? [] { write(item, scheme.about.kind, inner, path: item.id) }
        } else {
            for item in scheme.items { write(item, scheme.about.kind, [:], path: item.id) }
        }
        for other in scheme.extensions { write(other) }
        for name in StructureMLWriter.schemeParts {
            for text in scheme.details[name]?.split(separator: " ") ?? [] {
                write(name, String(text))
            }
        }
        out.end()
    }

    private mutating func write(
        _ item: Item, _ kind: ArtefactKind, _ inner: [String: [Item]], path: String
    ) {
        let attributes = item.details.filter { $0.key.first?.isLowercase == true }
        let pairs = attributes.sorted { $0.key < $1.key }
        func at(_ index: Int) -> (String, String?) {
            index < pairs.count ? (pairs[index].key, pairs[index].value) : ("", nil)
        }
        out.begin(
            "str:" + (kind.itemClass ?? ""),
            ["id": item.id, "urn": item.urn, at(0).0: at(0).1, at(1).0: at(1).1])
        out.write(item.annotations)
        out.texts("com:Name", item.names)
        out.texts("com:Description", item.descriptions)
        if let parent = item.parent, kind != .categoryScheme {
            out.local("str:Parent", parent, version)
        }
        if let representation = item.representation {
            write(representation, "str:CoreRepresentation")
        }
        for contact in item.contacts { write(contact) }
        details(item.details)
        for child in inner[path] ?? [] { write(child, kind, inner, path: path + "." + child.id) }
        out.end()
    }

    private mutating func details(_ details: [String: String]) {
        for name in StructureMLWriter.itemParts {
            if let text = details[name] { write(name, text) }
            let parts = details.filter { $0.key.hasPrefix(name + ".") }
            if parts.isEmpty { continue }
            out.begin("str:" + name, ["method": parts[name + ".method"]])
            for inner in ["ConceptAgency", "ConceptSchemeID", "ConceptID"] {
                if let text = parts["\(name).\(inner)"] { out.text("str:" + inner, text) }
            }
            for inner in ["ToVtlSubSpace", "FromVtlSuperSpace"] {
                guard let keys = parts["\(name).\(inner).Key"] else { continue }
                out.begin("str:" + inner)
                for key in keys.split(separator: " ") { out.text("str:Key", String(key)) }
                out.end()
            }
            out.end()
        }
    }

    private mutating func write(_ name: String, _ text: String) {
        if let urn = SDMXURN(text) {
            out.reference("str:" + name, urn, version)
        } else {
            out.text("str:" + name, text)
        }
    }

    private mutating func write(_ contact: Contact) {
        out.begin("str:Contact", ["id": contact.id])
        out.texts("com:Name", contact.names)
        out.texts("str:Department", contact.departments)
        out.texts("str:Role", contact.roles)
        for way in contact.ways { out.text("str:" + way.kind, way.value) }
        out.end()
    }

    private mutating func write(_ other: CodelistExtension) {
        out.begin("str:CodelistExtension", ["prefix": other.prefix])
        out.reference("str:Codelist", SDMXURN(.codelist, other.codelist), version)
        if let selection = other.selection {
            let kind = selection.isInclusive ? "Inclusive" : "Exclusive"
            out.begin("str:\(kind)CodeSelection")
            for member in selection.members { write(member, "str:MemberValue") }
            out.end()
        }
        out.end()
    }

    mutating func write(_ member: MemberValue, _ name: String) {
        out.text(
            name,
            [
                "cascadeValues": member.cascade == .none ? nil : member.cascade.rawValue,
                "validFrom": member.validFrom, "validTo": member.validTo,
            ], member.value)
    }

    /// What a list holds behind its items, in the order of the schemas.
    private static let schemeParts = [
        "GridDefinition", "VtlMappingScheme", "NamePersonalisationScheme", "CustomTypeScheme",
        "RulesetScheme", "UserDefinedOperatorScheme",
    ]

    private static let itemParts = [
        "ISOConceptReference", "GeoCell", "Expression", "Result", "RulesetDefinition",
        "OperatorDefinition", "VtlScalarType", "DataType", "VtlLiteralFormat", "OutputFormat",
        "NullValue", "VtlDefaultName", "PersonalisedName", "Dataflow", "GenericDataflow",
        "Codelist", "Concept", "ToVtlMapping", "FromVtlMapping",
    ]
}
