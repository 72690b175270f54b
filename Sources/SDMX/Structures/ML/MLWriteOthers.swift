import Formats

extension StructureMLWriter {
    mutating func write(_ it: Flow) {
        begin(it.about)
        let kind = it.about.kind
        if let structure = it.structure {
            switch kind {
            case .dataflow:
                out.reference("str:Structure", SDMXURN(.dataStructure, structure), version)
            case .metadataflow:
                out.reference("str:Structure", SDMXURN(.metadataStructure, structure), version)
            case .provisionAgreement:
                let name = version == .v21 ? "str:StructureUsage" : "str:Dataflow"
                out.reference(name, SDMXURN(.dataflow, structure), version)
            default: out.reference("str:Metadataflow", SDMXURN(.metadataflow, structure), version)
            }
        }
        for target in it.targets { out.text("str:Target", target) }
        if let provider = it.provider {
            let name = kind == .metadataProvisionAgreement ? "MetadataProvider" : "DataProvider"
            let urn = SDMXURN(
                package: "base", className: name, reference: provider.scheme, item: provider.item)
            out.reference("str:" + name, urn, version)
        }
        out.end()
    }

    mutating func write(_ it: Categorisation) {
        begin(it.about)
        for (name, text) in [("str:Source", it.source), ("str:Target", it.target)] {
            if let urn = SDMXURN(text) { out.reference(name, urn, version) }
        }
        out.end()
    }

    mutating func write(_ it: Constraint) {
        begin(
            it.about,
            [(version == .v21 ? "type" : "role", it.role)]
                + ["seriesCount", "obsCount"].map { ($0, it.counts[$0].map(String.init)) })
        if !it.attachments.isEmpty {
            out.begin("str:ConstraintAttachment")
            for target in it.attachments { write(target) }
            out.end()
        }
        for set in it.keySets { write(set) }
        for region in it.regions { write(region) }
        if !it.releaseCalendar.isEmpty {
            out.begin("str:ReleaseCalendar")
            for name in ["Periodicity", "Offset", "Tolerance"] {
                if let text = it.releaseCalendar[name] { out.text("str:" + name, text) }
            }
            out.end()
        }
        out.end()
    }

    private mutating func write(_ it: ConstraintAttachment) {
        if let urn = SDMXURN(it.target) {
            out.reference("str:" + it.kind, urn, version)
        } else {
            out.text("str:" + it.kind, it.target)
        }
    }

    private mutating func write(_ set: KeySet) {
        out.begin("str:DataKeySet", ["isIncluded": String(set.isIncluded)])
        for key in set.keys {
            out.begin("str:Key")
            for (id, value) in key.sorted(by: { $0.key < $1.key }) {
                out.begin("com:KeyValue", ["id": id])
                out.text("com:Value", value)
                out.end()
            }
            out.end()
        }
        out.end()
    }

    private mutating func write(_ region: CubeRegion) {
        out.begin("str:CubeRegion", ["include": String(region.isIncluded)])
        for key in region.keys { write(key, "com:KeyValue") }
        for part in region.components {
            write(part, version == .v21 ? "com:Attribute" : "com:Component")
        }
        out.end()
    }

    private mutating func write(_ it: ValueSelection, _ name: String) {
        out.begin(
            name,
            [
                "id": it.id, "include": it.isIncluded ? nil : "false",
                "removePrefix": it.removesPrefix.map(String.init),
            ])
        for value in it.values { write(value, "com:Value") }
        if let range = it.timeRange { write(range) }
        out.end()
    }

    private mutating func write(_ range: TimeRange) {
        out.begin("com:TimeRange")
        let names =
            range.to == nil
            ? ("com:AfterPeriod", "")
            : range.from == nil ? ("", "com:BeforePeriod") : ("com:StartPeriod", "com:EndPeriod")
        if let from = range.from {
            out.text(names.0, ["isInclusive": String(range.includesFrom)], from)
        }
        if let to = range.to { out.text(names.1, ["isInclusive": String(range.includesTo)], to) }
        out.end()
    }

    mutating func write(_ it: HierarchicalCodelist) {
        if it.about.kind == .hierarchy, let tree = it.hierarchies.first {
            begin(it.about, [("hasFormalLevels", tree.hasFormalLevels.map(String.init))])
            write(parts: tree)
            return out.end()
        }
        begin(it.about)
        for (alias, list) in it.included.sorted(by: { $0.key < $1.key }) {
            out.begin("str:IncludedCodelist", ["alias": alias])
            out.ref(SDMXURN(.codelist, list))
            out.end()
        }
        for tree in it.hierarchies {
            out.begin(
                "str:Hierarchy",
                ["id": tree.id, "urn": tree.urn, "leveled": tree.hasFormalLevels.map(String.init)])
            out.write(tree.annotations)
            out.texts("com:Name", tree.names)
            out.texts("com:Description", tree.descriptions)
            write(parts: tree)
            out.end()
        }
        out.end()
    }

    private mutating func write(parts tree: CodeTree) {
        // 2.1 has the codes first, 3.0 the levels.
        if version == .v21 { for code in tree.codes { write(code) } }
        for level in tree.levels {
            out.begin("str:Level", ["id": level.id, "urn": level.urn])
            out.write(level.annotations)
            out.texts("com:Name", level.names)
            out.texts("com:Description", level.descriptions)
        }
        for _ in tree.levels { out.end() }
        if version == .v30 { for code in tree.codes { write(code) } }
    }

    private mutating func write(_ code: TreeCode) {
        out.begin(
            "str:HierarchicalCode",
            [
                "id": code.id, "urn": code.urn, "validFrom": code.validFrom,
                "validTo": code.validTo,
            ])
        if let urn = SDMXURN(code.code) {
            out.reference("str:Code", urn, version)
        } else if let colon = code.code.firstIndex(of: ":") {
            out.text("str:CodelistAliasRef", String(code.code[..<colon]))
            let id = String(code.code[code.code.index(after: colon)...])
            out.local("str:CodeID", id, version)
        }
        for child in code.children { write(child) }
        if let level = code.level { out.local("str:Level", level, version) }
        out.end()
    }
}
