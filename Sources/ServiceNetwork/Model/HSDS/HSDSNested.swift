import Formats

extension HSDSReading {
    /// Takes a record as the service gives it, with what hangs under it, apart into bare records.
    mutating func readNested(
        _ value: JSON, _ table: HSDSTable, file: String, line: Int, owner: [String: JSON] = [:],
        path: String = ""
    ) -> String? {
        guard case .object(let members) = value else {
            refuse(
                FormatError(
                    file: file, line: line, field: table.name, message: "an object is expected"))
            return nil
        }
        let id = identifier(members["id"], table, path: path)
        var values: [String: JSON] = [:]
        let known = Set(table.fields.map(\.name))
        for (name, value) in members where known.contains(name) && !value.isNull {
            values[name] = scalar(value, table, name)
        }
        for (name, value) in owner where values[name] == nil { values[name] = value }
        for nest in table.nests {
            guard let inner = members[nest.property], !inner.isNull,
                let below = HSDSTable.named(nest.table)
            else { continue }
            if nest.isOne {
                let one = readNested(inner, below, file: file, line: line, path: "\(path)/\(id)")
                if let one { values[nest.field] = .string(one) }
            } else {
                readList(inner, below, nest, of: (table, id), file: file, line: line)
            }
        }
        values["id"] = nil
        noteStrangers(Set(members.keys).subtracting(known), table)
        if table.name == "service_at_location", let service = members["service"] {
            let whole = HSDSTable.named("service").flatMap {
                readNested(service, $0, file: file, line: line)
            }
            if let whole { values["service_id"] = .string(whole) }
        }
        fillIdentifierType(&values, table)
        add(HSDSRecord(table.name, id, values), file: file, line: line)
        return id
    }

    private mutating func readList(
        _ value: JSON, _ table: HSDSTable, _ nest: HSDSNest, of owner: (HSDSTable, String),
        file: String, line: Int
    ) {
        guard case .array(let items) = value else {
            refuse(
                FormatError(
                    file: file, line: line, field: "\(owner.0.name).\(nest.property)",
                    message: "a list is expected"))
            return
        }
        var names: [String: JSON] = [nest.field: .string(owner.1)]
        if nest.field == "link_id" { names["link_entity"] = .string(owner.0.name) }
        if nest.field == "resource_id" { names["resource_type"] = .string(owner.0.name) }
        for (index, item) in items.enumerated() {
            _ = readNested(
                item, table, file: file, line: line, owner: names,
                path: "\(owner.1)/\(nest.property)/\(index)")
        }
    }

    /// A UUID stays; another identifier gets one that is the same in every installation.
    private mutating func identifier(_ value: JSON?, _ table: HSDSTable, path: String) -> String {
        let text = value?.stringValue ?? value?.intValue.map(String.init) ?? ""
        if isUUID(text) { return text.lowercased() }
        note("\(table.name): an identifier that is no UUID was given one")
        return hsdsID(text.isEmpty ? "\(table.name):\(path)" : "\(table.name):\(text)")
    }

    private mutating func scalar(_ value: JSON, _ table: HSDSTable, _ name: String) -> JSON {
        guard let field = table.fields.first(where: { $0.name == name }), field.format == .uuid,
            let text = value.stringValue, !text.isEmpty
        else { return value }
        return isUUID(text)
            ? .string(text.lowercased()) : .string(hsdsID("\(field.target ?? table.name):\(text)"))
    }

    /// The UK's feeds leave the type of an identifier out and give its scheme.
    private mutating func fillIdentifierType(
        _ values: inout [String: JSON], _ table: HSDSTable
    ) {
        guard table.name == "organization_identifier", values["identifier_type"] == nil,
            let scheme = values["identifier_scheme"]
        else { return }
        values["identifier_type"] = scheme
        note("organization_identifier: identifier_type was missing; its scheme stands there")
    }

    private mutating func noteStrangers(_ names: Set<String>, _ table: HSDSTable) {
        let known = Set(table.nests.map(\.property) + ["service"])
        for name in names.subtracting(known).sorted() {
            note("\(table.name).\(name) is no field of HSDS 3.0; it was left out")
        }
    }
}
