import Formats

extension DataStructure {
    init(_ about: Maintained, _ shell: XMLElement, _ parts: XMLParts) throws {
        self.init(about)
        isEvolving = shell.flag("isEvolving") ?? shell.flag("evolvingStructure")
        metadata = try parts.first("Metadata")?.urn(.metadataStructure)?.reference
        // A stub has none.
        guard let components = parts.first("DataStructureComponents") else { return }
        for element in components.child("DimensionList")?.children ?? [] {
            guard let role = Component.Role(rawValue: element.name) else { continue }
            let component = try Component(element, role)
            if role == .time {
                timeDimension = component
            } else {
                dimensions.append(component)
            }
        }
        groups = try components.children(named: "Group").map(Group.init(element:))
        for element in components.child("AttributeList")?.children ?? [] {
            guard let role = Component.Role(rawValue: element.name) else { continue }
            attributes.append(try Component(element, role))
        }
        for element in components.child("MeasureList")?.children ?? [] {
            guard let role = Component.Role(rawValue: element.name) else { continue }
            measures.append(try Component(element, role))
        }
    }
}

extension Component {
    init(_ element: XMLElement, _ role: Role) throws {
        let concept = try element.child("ConceptIdentity")?.concept()
        let reference = element.child("MetadataAttributeReference")?.trimmed
        // 2.1 lets the name of the concept stand for the component's.
        guard
            let id = element.attribute("id") ?? Component.fixed[role] ?? concept?.item ?? reference
        else { throw element.error("the attribute id is missing; add it") }
        self.init(id, role)
        self.concept = concept
        urn = element.attribute("urn")
        annotations = element.annotations
        conceptRoles = try element.children(named: "ConceptRole").compactMap { try $0.concept() }
        representation = try element.representation("LocalRepresentation")
        position = element.attribute("position").flatMap(Int.init)
        let status = element.attribute("assignmentStatus") ?? element.attribute("usage")
        isMandatory = status?.lowercased() == "mandatory"
        attachment = element.child("AttributeRelationship")?.attachment
        measures = element.child("MeasureRelationship")?.children.map(\.localID) ?? []
    }

    /// What 2.1 calls them where it need not be written.
    private static let fixed: [Role: String] = [
        .time: "TIME_PERIOD", .primaryMeasure: "OBS_VALUE",
        .reportingYearStartDay: "REPORTING_YEAR_START_DAY",
    ]
}

extension XMLElement {
    fileprivate var attachment: Attachment? {
        let named = children(named: "Dimension").map(\.localID)
        if !named.isEmpty {
            let groups = children(named: "AttachmentGroup").map(\.localID)
            return .dimensions(named, groups: groups)
        }
        if let group = child("Group") { return .group(group.localID) }
        if child("PrimaryMeasure") != nil || child("Observation") != nil { return .observation }
        return children.isEmpty ? nil : .dataSet
    }
}

extension Group {
    init(element: XMLElement) throws {
        self.init(
            try element.required(attribute: "id"),
            dimensions: element.children(named: "GroupDimension").compactMap {
                $0.child("DimensionReference")?.localID
            })
        urn = element.attribute("urn")
        annotations = element.annotations
    }
}

extension Flow {
    init(_ about: Maintained, _ parts: XMLParts) throws {
        self.init(about)
        switch about.kind {
        case .dataflow: structure = try parts.first("Structure")?.urn(.dataStructure)?.reference
        case .metadataflow:
            structure = try parts.first("Structure")?.urn(.metadataStructure)?.reference
            targets = parts.named("Target").map(\.trimmed)
        default:
            let flow = ["StructureUsage", "Dataflow", "Metadataflow"].lazy.compactMap(parts.first)
            structure = try flow.first?.urn(.dataflow)?.reference
            let giver = parts.first("DataProvider") ?? parts.first("MetadataProvider")
            if let urn = try giver?.urn(.dataProviderScheme), let item = urn.item {
                provider = ItemReference(scheme: urn.reference, item: item)
            }
        }
    }
}
