import Formats

/// One artefact while its children come: items are taken one by one, so that a list is never in memory as a tree.
struct MLArtefact {
    private var about: Maintained
    private let shell: XMLElement
    private var items: [Item] = []
    private var parts: [XMLElement] = []

    init(_ kind: ArtefactKind, _ shell: XMLElement, _ version: StructureVersion) throws {
        self.shell = shell
        // 2.1 says 1.0 where nothing is written; in 3.0 such an artefact has no version.
        let number = shell.attribute("version") ?? (version == .v21 ? "1.0" : nil)
        let reference = ArtefactReference(
            agency: try shell.required(attribute: "agencyID"),
            id: try shell.required(attribute: "id"), version: number)
        about = Maintained(kind, reference)
        about.urn = shell.attribute("urn")
        about.isFinal = shell.flag("isFinal")
        about.isPartial = shell.flag("isPartial")
        about.isExternal = shell.flag("isExternalReference")
        about.validFrom = shell.attribute("validFrom")
        about.validTo = shell.attribute("validTo")
        about.structureURL = shell.attribute("structureURL")
        about.serviceURL = shell.attribute("serviceURL")
    }

    mutating func take(_ child: XMLElement) throws {
        switch child.name {
        case "Name": about.names[child.language] = child.text
        case "Description": about.descriptions[child.language] = child.text
        case about.kind.itemClass: items += try child.items(about.kind)
        default: parts.append(child)
        }
    }

    func finish() throws -> StructureArtefact {
        var about = about
        let parts = XMLParts(all: parts)
        about.annotations = parts.annotations
        if about.kind.itemClass != nil, about.kind != .reportingTaxonomy {
            return .items(try scheme(about, parts))
        }
        switch about.kind {
        case .dataStructure: return .dataStructure(try DataStructure(about, shell, parts))
        case .metadataStructure: return .metadataStructure(try MetadataStructure(about, parts))
        case .dataflow, .metadataflow, .provisionAgreement, .metadataProvisionAgreement:
            return .flow(try Flow(about, parts))
        case .contentConstraint, .attachmentConstraint, .dataConstraint, .availabilityConstraint:
            return .constraint(try Constraint(about, shell, parts))
        case .categorisation:
            // A stub has neither.
            let source = try parts.first("Source")?.urn()?.text ?? ""
            let target = try parts.first("Target")?.urn(.categoryScheme)?.categoryText ?? ""
            return .categorisation(Categorisation(about, source: source, target: target))
        case .hierarchicalCodelist, .hierarchy:
            return .hierarchy(try HierarchicalCodelist(about, shell, parts))
        default: return .named(about)
        }
    }

    private func scheme(_ about: Maintained, _ parts: XMLParts) throws -> ItemScheme {
        var scheme = ItemScheme(about, items: items)
        scheme.extensions = try parts.named("CodelistExtension").map(CodelistExtension.init)
        for name in ["vtlVersion", "geoType"] { scheme.details[name] = shell.attribute(name) }
        for part in parts.all where !["CodelistExtension", "Annotations"].contains(part.name) {
            try scheme.details.add(part)
        }
        return scheme
    }
}

extension SDMXURN {
    /// 2.1 need not write the class of a category.
    fileprivate var categoryText: String {
        var urn = self
        (urn.package, urn.className) = ("categoryscheme", "Category")
        return urn.text
    }
}

/// The children of an artefact that are no items.
struct XMLParts {
    let all: [XMLElement]

    func named(_ name: String) -> [XMLElement] { all.filter { $0.name == name } }
    func first(_ name: String) -> XMLElement? { all.first { $0.name == name } }

    var annotations: [Annotation] {
        first("Annotations").map(\.notes) ?? []
    }
}

extension CodelistExtension {
    fileprivate init(_ element: XMLElement) throws {
        self.init(
            codelist: try element.required(child: "Codelist").requiredURN(.codelist).reference,
            prefix: element.attribute("prefix"))
        let chosen = element.child("InclusiveCodeSelection")
        guard let list = chosen ?? element.child("ExclusiveCodeSelection") else { return }
        selection = CodeSelection(
            isInclusive: chosen != nil,
            members: list.children(named: "MemberValue").map(MemberValue.init(element:)))
    }
}

extension MemberValue {
    init(element: XMLElement) {
        let cascade = element.attribute("cascadeValues").flatMap(Cascade.init(rawValue:))
        self.init(element.trimmed, cascade: cascade ?? .none)
        validFrom = element.attribute("validFrom")
        validTo = element.attribute("validTo")
    }
}
