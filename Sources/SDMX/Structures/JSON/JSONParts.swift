import Formats

/// The parts of a structure message as JSON, as the schema of 2.1 has them.
enum JSONParts {
    typealias Members = [String: JSON]

    static func meta(_ header: MessageHeader) -> JSON {
        var meta: Members = [
            "id": .string(plainID(header.id)), "test": .bool(header.isTest),
            "schema": "https://json.sdmx.org/2.1/sdmx-json-structure-schema.json",
            "prepared": .string(moment(header.prepared ?? "1970-01-01")),
            "sender": ["id": .string(plainID(header.sender ?? "unknown"))],
        ]
        if !header.receivers.isEmpty {
            meta["receivers"] = .array(header.receivers.map { ["id": .string(plainID($0))] })
        }
        meta.put("name", "names", header.names)
        return .object(meta)
    }

    static func artefact(_ artefact: StructureArtefact) throws -> JSON {
        var members = about(artefact.about)
        switch artefact {
        case .items(let it): add(it, to: &members)
        case .dataStructure(let it): add(it, to: &members)
        case .metadataStructure(let it): add(it, to: &members)
        case .flow(let it): add(it, to: &members)
        case .constraint(let it): members = constraint(it, members)
        case .categorisation(let it):
            if !it.source.isEmpty { members["source"] = .string(it.source) }
            if !it.target.isEmpty { members["target"] = .string(it.target) }
        case .hierarchy(let it): add(it, to: &members)
        case .named(let it):
            throw FormatError(
                file: it.reference.text, field: it.kind.rawValue,
                message: "what stands within is not read, so it cannot be written; leave it out")
        }
        return .object(members)
    }

    private static func about(_ it: Maintained) -> Members {
        var members: Members = [
            "id": .string(it.reference.id), "agencyID": .string(it.reference.agency),
        ]
        if let version = it.reference.version { members["version"] = .string(version) }
        members.put("name", "names", it.names)
        // The format asks for a name.
        if it.names.isEmpty { members["name"] = .string(it.reference.id) }
        members.put("description", "descriptions", it.descriptions)
        members.put(it.annotations)
        if let partial = it.isPartial, it.kind.itemClass != nil {
            members["isPartial"] = .bool(partial)
        }
        if let external = it.isExternal { members["isExternalReference"] = .bool(external) }
        if let from = it.validFrom { members["validFrom"] = .string(moment(from, isWhole: true)) }
        if let to = it.validTo { members["validTo"] = .string(moment(to, isWhole: true)) }
        members.put(urn: it.urn)
        for (rel, address) in [("structure", it.structureURL), ("service", it.serviceURL)] {
            guard let address else { continue }
            let link: JSON = ["rel": .string(rel), "href": .string(address)]
            members["links"] = .array((members["links"]?.arrayValue ?? []) + [link])
        }
        return members
    }

    private static func add(_ it: Flow, to members: inout Members) {
        let kind = it.about.kind
        let target: (String, ArtefactKind) =
            switch kind {
            case .dataflow: ("structure", .dataStructure)
            case .metadataflow: ("structure", .metadataStructure)
            case .provisionAgreement: ("dataflow", .dataflow)
            default: ("metadataflow", .metadataflow)
            }
        if let structure = it.structure {
            members[target.0] = .string(SDMXURN(target.1, structure).text)
        }
        if !it.targets.isEmpty { members["targets"] = .array(it.targets.map(JSON.string)) }
        guard let provider = it.provider else { return }
        let isData = kind == .provisionAgreement
        let name = isData ? "DataProvider" : "MetadataProvider"
        members[isData ? "dataProvider" : "metadataProvider"] = .string(
            SDMXURN(
                package: "base", className: name, reference: provider.scheme, item: provider.item
            ).text)
    }

    /// Which language a program shows that cannot choose: English, else the first.
    static func best(_ texts: LocalTexts) -> String? {
        texts["en"] ?? texts.min { $0.key < $1.key }?.value
    }

    /// A time with its zone, as JSON Schema wants it; where none is written, universal time is meant. A day may stay
    /// a day unless a whole moment is asked for.
    static func moment(_ text: String, isWhole: Bool = false) -> String {
        guard let clock = text.firstIndex(of: "T") else {
            return isWhole ? text + "T00:00:00Z" : text
        }
        let time = text[clock...]
        return time.contains { "Z+-".contains($0) } ? text : text + "Z"
    }

    /// Letters that an identifier may have; others become `_`.
    private static func plainID(_ text: String) -> String {
        let plain = text.map { char in
            char.isASCII && (char.isLetter || char.isNumber || "_@$-".contains(char)) ? char : "_"
        }
        return plain.isEmpty ? "structures" : String(plain)
    }
}

extension [String: JSON] {
    /// The best text under one key and all by language under another.
    mutating func put(_ one: String, _ all: String, _ texts: LocalTexts) {
        guard let best = JSONParts.best(texts) else { return }
        self[one] = .string(best)
        self[all] = .object(texts.mapValues(JSON.string))
    }

    mutating func put(_ key: String, _ text: String?) {
        if let text { self[key] = .string(text) }
    }

    mutating func put(_ key: String, _ list: [JSON]) {
        if !list.isEmpty { self[key] = .array(list) }
    }

    mutating func put(_ notes: [Annotation]) {
        put(
            "annotations",
            notes.map { note in
                var members: [String: JSON] = [:]
                members.put("id", note.id)
                members.put("title", note.title)
                members.put("type", note.type)
                members.put("value", note.value)
                members.put("text", "texts", note.texts)
                members.put(
                    "links", note.urls.map { ["rel": "related", "href": .string($0)] })
                return .object(members)
            })
    }

    /// The link to itself, where the URN is one that 3.0 knows: agencies and old classes have others.
    mutating func put(urn: String?) {
        guard let urn, let parts = SDMXURN(urn), parts.isOfVersion3 else { return }
        put("links", [["rel": "self", "urn": .string(urn)]])
    }
}

extension SDMXURN {
    /// Whether the class has URNs in 3.0.
    fileprivate var isOfVersion3: Bool {
        let classes = SDMXURN.classes3[package] ?? []
        // Some publishers have a blank in a name.
        let isPlain = !text.contains(where: \.isWhitespace)
        return classes.contains(className) && reference.version != nil && isPlain
    }

    private static let classes3: [String: Set<String>] = [
        "base": [
            "OrganisationUnitScheme", "AgencyScheme", "DataProviderScheme",
            "MetadataProviderScheme", "DataConsumerScheme", "OrganisationUnit", "DataProvider",
            "MetadataProvider", "DataConsumer",
        ],
        "codelist": [
            "Codelist", "ValueList", "Hierarchy", "HierarchyAssociation", "Code",
            "HierarchicalCode", "Level",
        ],
        "conceptscheme": ["ConceptScheme", "Concept"],
        "datastructure": [
            "DataStructure", "DataAttribute", "GroupDimensionDescriptor", "Dimension",
            "TimeDimension", "Measure", "Dataflow",
        ],
        "categoryscheme": ["CategoryScheme", "Category", "Categorisation"],
        "registry": [
            "ProvisionAgreement", "MetadataProvisionAgreement", "DataConstraint",
            "AvailabilityConstraint", "MetadataConstraint",
        ],
        "metadatastructure": ["MetadataAttribute", "MetadataStructure", "Metadataflow"],
        "transformation": [
            "TransformationScheme", "Transformation", "CustomTypeScheme", "CustomType",
            "NamePersonalisationScheme", "NamePersonalisation", "VtlMappingScheme",
            "RulesetScheme", "Ruleset", "UserDefinedOperatorScheme", "UserDefinedOperator",
        ],
    ]
}
