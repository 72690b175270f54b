import Formats

extension JSONParts {
    static func add(_ it: ItemScheme, to members: inout Members) {
        let kind = it.about.kind
        if kind == .categoryScheme {
            let inner = Dictionary(grouping: it.items, by: { $0.parent ?? "" })
            members.put("categories", categories("", inner))
        } else {
            members.put(kind.jsonItems, it.items.map { .object(item($0, kind)) })
        }
        members.put("codelistExtensions", it.extensions.map(codelistExtension))
        for (key, name) in JSONArtefact.schemeDetails {
            guard let text = it.details[name] else { continue }
            let isList = key.hasSuffix("Schemes")
            members[key] =
                isList
                ? .array(text.split(separator: " ").map { .string(String($0)) }) : .string(text)
        }
    }

    private static func categories(_ path: String, _ inner: [String: [Item]]) -> [JSON] {
        (inner[path] ?? []).map { category in
            var members = item(category, .categoryScheme)
            let below = path.isEmpty ? category.id : path + "." + category.id
            members.put("categories", categories(below, inner))
            return .object(members)
        }
    }

    private static func item(_ it: Item, _ kind: ArtefactKind) -> Members {
        var members: Members = ["id": .string(it.id)]
        members.put("name", "names", it.names)
        if it.names.isEmpty, kind != .valueList { members["name"] = .string(it.id) }
        members.put("description", "descriptions", it.descriptions)
        members.put(it.annotations)
        if kind != .categoryScheme { members.put("parent", it.parent) }
        if let representation = it.representation {
            members["coreRepresentation"] = json(representation, .concept)
        }
        members.put("contacts", it.contacts.map(contact))
        for (key, name) in JSONArtefact.itemDetails {
            guard let text = it.details[name] else { continue }
            members[key] = key == "isPersistent" ? .bool(text == "true") : .string(text)
        }
        for key in ["isoConceptReference", "toVtlMapping", "fromVtlMapping"] {
            let name = key == "isoConceptReference" ? "ISOConceptReference" : key.firstUpper
            if let part = nested(it.details, name) { members[key] = part }
        }
        if it.details["GenericDataflow"] != nil { members["genericDataflow"] = [:] }
        if kind != .valueList { members.put(urn: it.urn) }
        return members
    }

    /// What is kept under `NAME.Part` and `NAME.Part.Key`.
    private static func nested(_ details: [String: String], _ name: String) -> JSON? {
        var members: Members = [:]
        for (path, text) in details where path.hasPrefix(name + ".") {
            let steps = path.dropFirst(name.count + 1).split(separator: ".").map(String.init)
            guard let first = steps.first else { continue }
            let key = first.prefix(1).lowercased() + first.dropFirst()
            if steps.count == 1 {
                members[key] = .string(text)
            } else {
                let keys = text.split(separator: " ").map { JSON.string(String($0)) }
                members[key] = ["keys": .array(keys)]
            }
        }
        return members.isEmpty ? nil : .object(members)
    }

    private static func contact(_ it: Contact) -> JSON {
        var members: Members = [:]
        members.put("id", it.id)
        members.put("name", "names", it.names)
        members.put("department", "departments", it.departments)
        members.put("role", "roles", it.roles)
        for (key, kind) in JSONArtefact.ways {
            members.put(key, it.ways.filter { $0.kind == kind }.map { .string($0.value) })
        }
        return .object(members)
    }

    private static func codelistExtension(_ it: CodelistExtension) -> JSON {
        var members: Members = ["codelist": .string(SDMXURN(.codelist, it.codelist).text)]
        members.put("prefix", it.prefix)
        if let selection = it.selection {
            let isWild: (MemberValue) -> Bool = { $0.value.hasSuffix("%") }
            var inner: Members = [:]
            inner.put("memberValues", selection.members.filter { !isWild($0) }.map(value))
            inner.put(
                "wildcardedMemberValues",
                selection.members.filter(isWild).map { .string($0.value) })
            members[selection.isInclusive ? "inclusiveCodeSelection" : "exclusiveCodeSelection"] =
                .object(inner)
        }
        return .object(members)
    }

    static func value(_ it: MemberValue) -> JSON {
        if it.cascade == .none, it.validFrom == nil, it.validTo == nil { return .string(it.value) }
        var members: Members = ["value": .string(it.value)]
        switch it.cascade {
        case .none: break
        case .below: members["cascadeValues"] = true
        case .belowOnly: members["cascadeValues"] = "excluderoot"
        }
        members.put("validFrom", it.validFrom)
        members.put("validTo", it.validTo)
        return .object(members)
    }
}
