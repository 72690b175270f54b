import Formats

extension Constraint {
    init(_ about: Maintained, _ shell: XMLElement, _ parts: XMLParts) throws {
        self.init(about)
        role = shell.attribute("type") ?? shell.attribute("role")
        attachments = try (parts.first("ConstraintAttachment")?.children ?? []).map { element in
            let kind = Constraint.kinds[element.name]
            let isPlace = element.name.hasSuffix("DataSource") || element.name == "DataSet"
            let text = element.child("DataURL")?.trimmed ?? element.trimmed
            let target = isPlace ? text : try element.requiredURN(kind).text
            return ConstraintAttachment(kind: element.name, target: target)
        }
        regions = parts.named("CubeRegion").map(CubeRegion.init(element:))
        keySets = try parts.named("DataKeySet").map(KeySet.init(element:))
        for element in parts.first("ReleaseCalendar")?.children ?? [] {
            releaseCalendar[element.name] = element.trimmed
        }
        for name in ["seriesCount", "obsCount"] {
            counts[name] = shell.attribute(name).flatMap(Int.init)
        }
    }

    private static let kinds: [String: ArtefactKind] = [
        "Dataflow": .dataflow, "DataStructure": .dataStructure, "Metadataflow": .metadataflow,
        "MetadataStructure": .metadataStructure, "ProvisionAgreement": .provisionAgreement,
        "DataProvider": .dataProviderScheme,
    ]
}

extension CubeRegion {
    fileprivate init(element: XMLElement) {
        func values(_ name: String) -> [ValueSelection] {
            element.children(named: name).map(ValueSelection.init(element:))
        }
        self.init(
            isIncluded: element.flag("include") ?? true, keys: values("KeyValue"),
            components: values("Attribute") + values("Component"))
    }
}

extension ValueSelection {
    fileprivate init(element: XMLElement) {
        self.init(
            element.attribute("id") ?? "", isIncluded: element.flag("include") ?? true,
            values: element.children(named: "Value").map(MemberValue.init(element:)),
            timeRange: element.child("TimeRange").map(TimeRange.init(element:)))
        removesPrefix = element.flag("removePrefix")
    }
}

extension TimeRange {
    fileprivate init(element: XMLElement) {
        let from = element.child("StartPeriod") ?? element.child("AfterPeriod")
        let to = element.child("EndPeriod") ?? element.child("BeforePeriod")
        self.init(
            from: from?.trimmed, includesFrom: from?.flag("isInclusive") ?? true,
            to: to?.trimmed, includesTo: to?.flag("isInclusive") ?? true)
    }
}

extension KeySet {
    fileprivate init(element: XMLElement) throws {
        self.init(
            isIncluded: element.flag("isIncluded") ?? true,
            keys: try element.children(named: "Key").map { key in
                var codes: [String: String] = [:]
                for part in key.children {
                    guard let id = part.attribute("id") else { continue }
                    guard let value = part.child("Value") else {
                        throw part.error("a key of a set needs one value for each component")
                    }
                    codes[id] = value.trimmed
                }
                return codes
            })
    }
}
