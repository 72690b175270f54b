import Formats

extension JSONArtefact {
    func scheme(_ about: Maintained, _ node: JSONNode) throws -> ItemScheme {
        var scheme = ItemScheme(about)
        for node in node.list(about.kind.jsonItems) {
            try read(node, about.kind, below: nil, into: &scheme.items)
        }
        scheme.extensions = try node.list("codelistExtensions").map(codelistExtension)
        for (key, name) in JSONArtefact.schemeDetails {
            let many = node.strings(key)
            let text = many.isEmpty ? node.text(key) : many.joined(separator: " ")
            scheme.details[name] = text
        }
        return scheme
    }

    private func read(
        _ node: JSONNode, _ kind: ArtefactKind, below path: String?, into items: inout [Item]
    ) throws {
        var item = Item(try node.required("id"), parent: node.text("parent") ?? path)
        item.urn = node.ownURN
        item.names = node.texts("name", "names", language)
        item.descriptions = node.texts("description", "descriptions", language)
        item.annotations = annotations(node)
        item.representation = try node.child("coreRepresentation").map(representation)
        item.contacts = node.list("contacts").map(contact)
        details(node, into: &item.details)
        items.append(item)
        let inner = path.map { $0 + "." + item.id } ?? item.id
        for child in node.list("categories") {
            try read(child, kind, below: inner, into: &items)
        }
    }

    private func details(_ node: JSONNode, into details: inout [String: String]) {
        for (key, name) in JSONArtefact.itemDetails { details[name] = node.text(key) }
        for key in ["isoConceptReference", "toVtlMapping", "fromVtlMapping"] {
            guard let part = node.child(key) else { continue }
            let name = key == "isoConceptReference" ? "ISOConceptReference" : key.firstUpper
            for (inner, value) in part.json.objectValue ?? [:] {
                let keys = value["keys"]?.arrayValue?.compactMap(\.stringValue)
                let path = "\(name).\(inner == "method" ? inner : inner.firstUpper)"
                if let keys { details[path + ".Key"] = keys.joined(separator: " ") }
                if let text = JSONNode.text(value) { details[path] = text }
            }
        }
        if node.child("genericDataflow") != nil { details["GenericDataflow"] = "" }
    }

    private func contact(_ node: JSONNode) -> Contact {
        var contact = Contact()
        contact.id = node.text("id")
        contact.names = node.texts("name", "names", language)
        contact.departments = node.texts("department", "departments", language)
        contact.roles = node.texts("role", "roles", language)
        for (key, kind) in JSONArtefact.ways {
            contact.ways += node.strings(key).map { Contact.Way(kind: kind, value: $0) }
        }
        return contact
    }

    private func codelistExtension(_ node: JSONNode) throws -> CodelistExtension {
        guard let list = try node.urn("codelist") else {
            throw node.error("the key \"codelist\" is missing; add it")
        }
        var result = CodelistExtension(codelist: list.reference, prefix: node.text("prefix"))
        let chosen = node.child("inclusiveCodeSelection")
        guard let selection = chosen ?? node.child("exclusiveCodeSelection") else { return result }
        let members = selection.list("memberValues") + selection.list("wildcardedMemberValues")
        result.selection = CodeSelection(isInclusive: chosen != nil, members: members.map(member))
        return result
    }

    func member(_ node: JSONNode) -> MemberValue {
        if let text = JSONNode.text(node.json) { return MemberValue(text) }
        let cascade = node.text("cascadeValues").flatMap(MemberValue.Cascade.init(rawValue:))
        var value = MemberValue(node.text("value") ?? "", cascade: cascade ?? .none)
        value.validFrom = node.text("validFrom")
        value.validTo = node.text("validTo")
        return value
    }

    /// Keys of lists and their names in XML, which the model keeps.
    static let schemeDetails = [
        ("vtlVersion", "vtlVersion"), ("geoType", "geoType"), ("gridDefinition", "GridDefinition"),
        ("vtlMappingScheme", "VtlMappingScheme"), ("customTypeScheme", "CustomTypeScheme"),
        ("namePersonalisationScheme", "NamePersonalisationScheme"),
        ("rulesetSchemes", "RulesetScheme"),
        ("userDefinedOperatorSchemes", "UserDefinedOperatorScheme"),
    ]

    static let itemDetails = [
        ("value", "value"), ("geoCell", "GeoCell"), ("expression", "Expression"),
        ("result", "Result"), ("isPersistent", "isPersistent"),
        ("rulesetDefinition", "RulesetDefinition"), ("rulesetType", "rulesetType"),
        ("rulesetScope", "rulesetScope"), ("operatorDefinition", "OperatorDefinition"),
        ("vtlScalarType", "VtlScalarType"), ("dataType", "DataType"),
        ("vtlLiteralFormat", "VtlLiteralFormat"), ("outputFormat", "OutputFormat"),
        ("nullValue", "NullValue"), ("vtlDefaultName", "VtlDefaultName"),
        ("personalisedName", "PersonalisedName"), ("vtlArtefact", "vtlArtefact"),
        ("alias", "alias"), ("dataflow", "Dataflow"), ("codelist", "Codelist"),
        ("concept", "Concept"),
    ]

    static let ways = [
        ("telephones", "Telephone"), ("faxes", "Fax"), ("x400s", "X400"), ("uris", "URI"),
        ("emails", "Email"),
    ]
}

extension String {
    var firstUpper: String { prefix(1).uppercased() + dropFirst() }
}

extension ArtefactKind {
    /// The key under which the items of a list stand.
    var jsonItems: String {
        switch self {
        case .categoryScheme: "categories"
        case .agencyScheme: "agencies"
        default: (itemClass ?? "").prefix(1).lowercased() + (itemClass ?? "").dropFirst() + "s"
        }
    }
}
