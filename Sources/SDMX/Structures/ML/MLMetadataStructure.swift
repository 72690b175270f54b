import Formats

extension MetadataStructure {
    init(_ about: Maintained, _ parts: XMLParts) throws {
        self.init(about)
        guard let components = parts.first("MetadataStructureComponents") else { return }
        attributes =
            try components.child("MetadataAttributeList")?
            .children(named: "MetadataAttribute").map(MetadataAttribute.init(element:)) ?? []
        targets = try components.children(named: "MetadataTarget").map { element in
            MetadataTarget(
                id: try element.required(attribute: "id"),
                parts: try element.children.filter { $0.name.hasSuffix("Target") }.map(
                    MetadataTarget.Part.init(element:)))
        }
        reports = try components.children(named: "ReportStructure").map { element in
            Report(
                id: try element.required(attribute: "id"),
                targets: element.children(named: "MetadataTarget").map(\.localID),
                attributes: try element.children(named: "MetadataAttribute").map(
                    MetadataAttribute.init(element:)))
        }
    }
}

extension MetadataAttribute {
    init(element: XMLElement) throws {
        self.init(try Component(element, .attribute))
        minOccurs = element.attribute("minOccurs").flatMap(Int.init)
        maxOccurs = element.attribute("maxOccurs").flatMap(occurrences)
        isPresentational = element.flag("isPresentational")
        children = try element.children(named: "MetadataAttribute").map(
            MetadataAttribute.init(element:))
    }
}

extension MetadataTarget.Part {
    init(element: XMLElement) throws {
        // 2.1 gives some kinds one identifier each, which need not be written.
        self.init(kind: element.name, id: element.attribute("id") ?? Self.fixed(element.name))
        objectType = element.attribute("objectType")
        representation = try element.representation("LocalRepresentation")
    }

    private static func fixed(_ kind: String) -> String {
        switch kind {
        case "KeyDescriptorValuesTarget": "DIMENSION_DESCRIPTOR_VALUES_TARGET"
        case "DataSetTarget": "DATA_SET_TARGET"
        case "ReportPeriodTarget": "REPORT_PERIOD_TARGET"
        case "ConstraintContentTarget": "CONSTRAINT_CONTENT_TARGET"
        default: kind
        }
    }
}

extension HierarchicalCodelist {
    init(_ about: Maintained, _ shell: XMLElement, _ parts: XMLParts) throws {
        self.init(about)
        for element in parts.named("IncludedCodelist") {
            guard let alias = element.attribute("alias") else { continue }
            included[alias] = try element.requiredURN(.codelist).reference
        }
        if about.kind == .hierarchicalCodelist {
            hierarchies = try parts.named("Hierarchy").map { element in
                var tree = try CodeTree(element, element.children)
                tree.names = element.texts("Name")
                tree.descriptions = element.texts("Description")
                tree.annotations = element.annotations
                return tree
            }
        } else {
            hierarchies = [try CodeTree(shell, parts.all)]
        }
    }
}

extension CodeTree {
    fileprivate init(_ element: XMLElement, _ children: [XMLElement]) throws {
        self.init(try element.required(attribute: "id"))
        urn = element.attribute("urn")
        hasFormalLevels = element.flag("leveled") ?? element.flag("hasFormalLevels")
        var level = children.first { $0.name == "Level" }
        while let next = level {
            var item = Item(try next.required(attribute: "id"))
            item.urn = next.attribute("urn")
            item.names = next.texts("Name")
            item.descriptions = next.texts("Description")
            item.annotations = next.annotations
            levels.append(item)
            level = next.child("Level")
        }
        codes = try children.filter { $0.name == "HierarchicalCode" }.map(TreeCode.init(element:))
    }
}

extension TreeCode {
    fileprivate init(element: XMLElement) throws {
        var code = try element.child("Code")?.urn(.codelist)
        // 2.1 need not write that it is a code.
        if code?.className == "Codelist" { code?.className = "Code" }
        let alias = element.child("CodelistAliasRef")?.trimmed
        let local = alias.map { $0 + ":" + (element.child("CodeID")?.localID ?? "") }
        guard let code = code?.text ?? local else {
            throw element.error("neither Code nor CodelistAliasRef with CodeID stands here; add it")
        }
        self.init(try element.required(attribute: "id"), code: code)
        urn = element.attribute("urn")
        level = element.child("Level")?.localID
        validFrom = element.attribute("validFrom")
        validTo = element.attribute("validTo")
        children = try element.children(named: "HierarchicalCode").map(TreeCode.init(element:))
    }
}
