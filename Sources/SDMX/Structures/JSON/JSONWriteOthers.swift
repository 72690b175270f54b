import Formats

extension JSONParts {
    static func constraint(_ it: Constraint, _ about: Members) -> Members {
        let isAvailable = it.about.kind == .availabilityConstraint
        var members = about
        if isAvailable { members = about.filter { $0.key == "annotations" } }
        members["constraintAttachment"] = attachment(it.attachments, one: isAvailable)
        let regions = it.regions.map(region)
        if isAvailable {
            members["cubeRegion"] = regions.first
            for (name, count) in it.counts { members[name] = .int(count) }
        } else {
            members.put("cubeRegions", regions)
            members.put("dataKeySets", it.keySets.map(keySet))
        }
        return members
    }

    private static func attachment(_ all: [ConstraintAttachment], one: Bool) -> JSON? {
        guard let kind = all.first?.kind else { return nil }
        let key = kind.prefix(1).lowercased() + kind.dropFirst()
        let targets = all.filter { $0.kind == kind }.map { JSON.string($0.target) }
        if one || kind == "DataProvider" { return [key: targets[0]] }
        return [key + "s": .array(targets)]
    }

    private static func region(_ it: CubeRegion) -> JSON {
        var members: Members = ["include": .bool(it.isIncluded)]
        members.put("keyValues", it.keys.map(selection))
        members.put("components", it.components.map(selection))
        return .object(members)
    }

    private static func selection(_ it: ValueSelection) -> JSON {
        var members: Members = ["id": .string(it.id)]
        if !it.isIncluded { members["include"] = false }
        if let removes = it.removesPrefix { members["removePrefix"] = .bool(removes) }
        if let range = it.timeRange {
            members["timeRange"] = timeRange(range)
        } else {
            members.put("values", it.values.map(value))
        }
        return .object(members)
    }

    private static func timeRange(_ it: TimeRange) -> JSON {
        func end(_ period: String, _ isInclusive: Bool) -> JSON {
            ["period": .string(moment(period)), "isInclusive": .bool(isInclusive)]
        }
        switch (it.from, it.to) {
        case (let from?, let to?):
            return [
                "startPeriod": end(from, it.includesFrom), "endPeriod": end(to, it.includesTo),
            ]
        case (let from?, nil): return ["afterPeriod": end(from, it.includesFrom)]
        case (nil, let to?): return ["beforePeriod": end(to, it.includesTo)]
        case (nil, nil): return [:]
        }
    }

    private static func keySet(_ it: KeySet) -> JSON {
        [
            "isIncluded": .bool(it.isIncluded),
            "keys": .array(
                it.keys.map { key in
                    [
                        "keyValues": .array(
                            key.sorted { $0.key < $1.key }.map {
                                ["id": .string($0.key), "value": .string($0.value)]
                            })
                    ]
                }),
        ]
    }

    static func add(_ it: HierarchicalCodelist, to members: inout Members) {
        guard let tree = it.hierarchies.first else { return }
        if let formal = tree.hasFormalLevels { members["hasFormalLevels"] = .bool(formal) }
        members["level"] = level(tree.levels[...])
        members.put("hierarchicalCodes", tree.codes.map(treeCode))
    }

    private static func level(_ levels: ArraySlice<Item>) -> JSON? {
        guard let first = levels.first else { return nil }
        var members: Members = ["id": .string(first.id)]
        members.put("name", "names", first.names)
        if first.names.isEmpty { members["name"] = .string(first.id) }
        members.put("description", "descriptions", first.descriptions)
        members.put(first.annotations)
        members.put(urn: first.urn)
        members["level"] = level(levels.dropFirst())
        return .object(members)
    }

    private static func treeCode(_ it: TreeCode) -> JSON {
        var members: Members = ["id": .string(it.id), "code": .string(it.code)]
        members.put(urn: it.urn)
        members.put("level", it.level)
        if let from = it.validFrom { members["validFrom"] = .string(moment(from, isWhole: true)) }
        if let to = it.validTo { members["validTo"] = .string(moment(to, isWhole: true)) }
        members.put("hierarchicalCodes", it.children.map(treeCode))
        return .object(members)
    }
}
