import Formats

extension StructureArtefact {
    /// The same in another version of the information model, where it has the words for it; what it cannot say is
    /// refused with the reason.
    public func inVersion(_ version: StructureVersion) throws -> [StructureArtefact] {
        switch version {
        case .v21: [try lowered()]
        case .v30: try raised()
        }
    }

    private func raised() throws -> [StructureArtefact] {
        switch self {
        case .dataStructure(var it):
            it.about.isFinal = nil
            it.dimensions = it.dimensions.map(\.raised)
            it.measures = it.measures.map(\.raised)
            it.attributes = it.attributes.map(\.raised)
            return [.dataStructure(it)]
        case .constraint(var it):
            guard it.about.kind != .attachmentConstraint else {
                throw refusal("3.0 has no attachment constraints")
            }
            if it.about.kind == .contentConstraint { it.about.kind = .dataConstraint }
            it.about.urn = it.about.urn.map { replacing("ContentConstraint", "DataConstraint", $0) }
            it.about.isFinal = nil
            it.releaseCalendar = [:]
            return [.constraint(it)]
        case .hierarchy(let it) where it.about.kind == .hierarchicalCodelist:
            return try it.hierarchies.map { .hierarchy(try it.raised($0)) }
        case .metadataStructure(var it):
            it.about.isFinal = nil
            // The reports of 2.1 fall together; what they are about is said by the flow.
            it.attributes += it.reports.flatMap(\.attributes)
            (it.reports, it.targets) = ([], [])
            return [.metadataStructure(it)]
        default:
            var same = self
            same.about.isFinal = nil
            return [same]
        }
    }

    private func lowered() throws -> StructureArtefact {
        switch self {
        case .dataStructure(var it):
            guard it.measures.count <= 1 else {
                throw refusal("it has \(it.measures.count) measures; 2.1 knows one")
            }
            guard !it.attributes.contains(where: { $0.role == .metadataAttribute }) else {
                throw refusal("attributes of a metadata structure are used in data; 2.1 cannot")
            }
            it.measures = it.measures.map(\.lowered)
            return .dataStructure(it)
        case .constraint(var it):
            if it.about.kind == .dataConstraint || it.about.kind == .availabilityConstraint {
                if it.about.kind == .availabilityConstraint { it.role = it.role ?? "Actual" }
                it.about.kind = .contentConstraint
                it.about.urn = it.about.urn.map {
                    replacing("DataConstraint", "ContentConstraint", $0)
                }
            }
            return .constraint(it)
        case .hierarchy(var it) where it.about.kind == .hierarchy:
            it.about.kind = .hierarchicalCodelist
            it.about.urn = nil
            it.hierarchies = it.hierarchies.map { tree in
                var tree = tree
                tree.names = it.about.names
                return tree
            }
            return .hierarchy(it)
        default:
            guard StructureVersion.v21.order.contains(kind) else {
                throw refusal("2.1 has no \(kind.rawValue)")
            }
            return self
        }
    }

    private func refusal(_ message: String) -> FormatError {
        FormatError(file: about.reference.text, field: kind.rawValue, message: message)
    }
}

private func replacing(_ old: String, _ new: String, _ urn: String) -> String {
    guard let range = urn.firstRange(of: "." + old + "=") else { return urn }
    return urn[..<range.lowerBound] + "." + new + "=" + urn[range.upperBound...]
}

extension Component {
    /// The measure dimension of 2.1 takes its codes from a list of the concept scheme's name, as 3.0 advises.
    fileprivate var raised: Component {
        var it = self
        if role == .measureDimension {
            it.role = .dimension
            it.representation?.enumerationKind = nil
        }
        if role == .primaryMeasure { it.role = .measure }
        if role == .reportingYearStartDay { it.role = .attribute }
        if case .dimensions(let named, _) = attachment {
            it.attachment = .dimensions(named, groups: [])
        }
        it.urn = urn.map {
            replacing("MeasureDimension", "Dimension", replacing("PrimaryMeasure", "Measure", $0))
        }
        return it
    }

    fileprivate var lowered: Component {
        var it = self
        if role == .measure {
            it.role = .primaryMeasure
            it.isMandatory = false
            it.urn = urn.map { replacing("Measure", "PrimaryMeasure", $0) }
        }
        return it
    }
}

extension HierarchicalCodelist {
    /// A hierarchy stands for itself in 3.0; codes are named whole instead of by an alias.
    fileprivate func raised(_ tree: CodeTree) throws -> HierarchicalCodelist {
        var reference = about.reference
        reference.id = tree.id
        var own = Maintained(.hierarchy, reference, names: tree.names)
        if own.names.isEmpty { own.names = about.names }
        own.descriptions = tree.descriptions
        own.annotations = tree.annotations
        var tree = tree
        (tree.urn, tree.names, tree.descriptions, tree.annotations) = (nil, [:], [:], [])
        tree.codes = try tree.codes.map(raised)
        return HierarchicalCodelist(own, hierarchies: [tree])
    }

    private func raised(_ code: TreeCode) throws -> TreeCode {
        var code = code
        code.urn = nil
        if let colon = code.code.firstIndex(of: ":"), !code.code.hasPrefix("urn:") {
            let alias = String(code.code[..<colon])
            guard let list = included[alias] else {
                throw FormatError(
                    file: about.reference.text, field: code.id,
                    message: "no list is included under the alias '\(alias)'")
            }
            let item = String(code.code[code.code.index(after: colon)...])
            code.code =
                SDMXURN(package: "codelist", className: "Code", reference: list, item: item).text
        }
        code.children = try code.children.map(raised)
        return code
    }
}
