import Formats

extension JSONArtefact {
    func constraint(_ about: Maintained, _ node: JSONNode) throws -> Constraint {
        var result = Constraint(about)
        result.role = node.text("role") ?? node.text("type")
        for (key, value) in node.child("constraintAttachment")?.json.objectValue ?? [:] {
            let kind = (key.hasSuffix("s") ? String(key.dropLast()) : key).firstUpper
            for target in value.arrayValue ?? [value] {
                guard let text = target.stringValue else { continue }
                result.attachments.append(ConstraintAttachment(kind: kind, target: text))
            }
        }
        let regions = node.list("cubeRegions") + [node.child("cubeRegion")].compactMap { $0 }
        result.regions = try regions.map(region)
        result.keySets = node.list("dataKeySets").map(keySet)
        for name in ["seriesCount", "obsCount"] { result.counts[name] = node.int(name) }
        return result
    }

    private func region(_ node: JSONNode) throws -> CubeRegion {
        CubeRegion(
            isIncluded: node.flag("include") ?? node.flag("isIncluded") ?? true,
            keys: try node.list("keyValues").map(selection),
            components: try (node.list("components") + node.list("attributes")).map(selection))
    }

    private func selection(_ node: JSONNode) throws -> ValueSelection {
        var result = ValueSelection(
            try node.required("id"), isIncluded: node.flag("include") ?? true,
            values: node.list("values").map(member),
            timeRange: node.child("timeRange").map(timeRange))
        result.removesPrefix = node.flag("removePrefix")
        return result
    }

    private func timeRange(_ node: JSONNode) -> TimeRange {
        let from = node.child("startPeriod") ?? node.child("afterPeriod")
        let to = node.child("endPeriod") ?? node.child("beforePeriod")
        return TimeRange(
            from: from?.text("period"), includesFrom: from?.flag("isInclusive") ?? true,
            to: to?.text("period"), includesTo: to?.flag("isInclusive") ?? true)
    }

    private func keySet(_ node: JSONNode) -> KeySet {
        KeySet(
            isIncluded: node.flag("isIncluded") ?? true,
            keys: node.list("keys").map { key in
                var codes: [String: String] = [:]
                for part in key.list("keyValues") {
                    codes[part.text("id") ?? ""] = part.text("value")
                }
                for part in key.list("components") {
                    codes[part.text("id") ?? ""] = part.list("values").first.map(member)?.value
                }
                return codes
            })
    }

    func tree(_ about: Maintained, _ node: JSONNode) throws -> CodeTree {
        var tree = CodeTree(about.reference.id)
        tree.urn = about.urn
        tree.hasFormalLevels = node.flag("hasFormalLevels")
        var level = node.child("level")
        while let next = level {
            var item = Item(try next.required("id"))
            item.urn = next.ownURN
            item.names = next.texts("name", "names", language)
            item.descriptions = next.texts("description", "descriptions", language)
            item.annotations = annotations(next)
            tree.levels.append(item)
            level = next.child("level")
        }
        tree.codes = try node.list("hierarchicalCodes").map(treeCode)
        return tree
    }

    private func treeCode(_ node: JSONNode) throws -> TreeCode {
        var code = TreeCode(try node.required("id"), code: try node.required("code"))
        code.urn = node.ownURN
        code.level = node.text("level")
        code.validFrom = node.text("validFrom")
        code.validTo = node.text("validTo")
        code.children = try node.list("hierarchicalCodes").map(treeCode)
        return code
    }
}
