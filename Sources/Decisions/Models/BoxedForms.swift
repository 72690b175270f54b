import Formats

/// Contexts, lists, relations, functions, invocations.
extension BoxedCompiler {
    /// The entries that stand before are known to those behind; one without a name is the result.
    mutating func context(_ element: XMLElement) throws -> Compiled {
        try within { inner in
            var (names, entries): ([String], [ContextCode.Entry]) = ([], [])
            var members: [FEELType.ContextMember] = []
            for entry in element.parts("contextEntry") {
                let value = try inner.inside(entry)
                guard let variable = entry.part("variable") else {
                    return Compiled(code: BindingCode(entries, value.code), type: value.type)
                }
                let name = try variable.required(attribute: "name")
                let typed = try inner.typed(value, variable)
                names.append(name)
                entries.append(
                    ContextCode.Entry(slot: inner.declare(name, typed.type), code: typed.code))
                members.append(FEELType.ContextMember(name: name, type: typed.type))
            }
            return Compiled(
                code: ContextCode(ContextNames(names), entries), type: .context(members))
        }
    }

    /// A value in the type that its variable says.
    private func typed(_ value: Compiled, _ variable: XMLElement) throws -> Compiled {
        let type = try types.type(variable.attribute("typeRef"), in: source, at: variable)
        if case .any = type { return value }
        checkType(of: value, is: type, at: variable)
        return Compiled(code: CoercionCode(value.code, type), type: type)
    }

    mutating func list(_ element: XMLElement) throws -> Compiled {
        var items: [any Code] = []
        var common: FEELType?
        for part in element.content {
            let item = try compile(part)
            items.append(item.code)
            common = common.map { item.type.conforms(to: $0) ? $0 : .any } ?? item.type
        }
        return Compiled(code: ListCode(items), type: .list(common ?? .any))
    }

    /// A list of contexts whose members are the columns.
    mutating func relation(_ element: XMLElement) throws -> Compiled {
        let columns = element.parts("column")
        let names = try columns.map { try $0.required(attribute: "name") }
        let shared = ContextNames(names)
        let types = try columns.map {
            try self.types.type($0.attribute("typeRef"), in: source, at: $0)
        }
        for name in names { scope.add(member: name) }
        let rows = try element.parts("row").map { row -> any Code in
            let cells = row.content
            guard cells.count == names.count else {
                throw row.error(
                    "a row has \(cells.count) cells where there are \(names.count) columns")
            }
            var entries: [ContextCode.Entry] = []
            for (cell, type) in zip(cells, types) {
                let value = try compile(cell)
                let code = value.code
                let isTyped = if case .any = type { false } else { true }
                checkType(of: value, is: type, at: cell)
                entries.append(
                    ContextCode.Entry(
                        slot: compiler.frame.newSlot(),
                        code: isTyped ? CoercionCode(code, type) : code))
            }
            return ContextCode(shared, entries)
        }
        let members = zip(names, types).map { FEELType.ContextMember(name: $0, type: $1) }
        return Compiled(code: ListCode(rows), type: .list(.context(members)))
    }

    mutating func invocation(_ element: XMLElement) throws -> Compiled {
        let callee = try inside(element)
        var (names, values): ([String], [any Code]) = ([], [])
        for binding in element.parts("binding") {
            let parameter = try binding.requiredPart("parameter")
            names.append(try parameter.required(attribute: "name"))
            guard let expression = binding.expression else {
                values.append(ConstantCode(.null))
                continue
            }
            let value = try compile(expression)
            values.append(try typed(value, parameter).code)
        }
        var type = FEELType.any
        if case .function(_, let result) = callee.type.base { type = result }
        return Compiled(code: NamedCallCode(callee.code, names, values), type: type)
    }

    /// Functions of Java and PMML do not exist here: they are null, and a problem.
    mutating func function(_ element: XMLElement) throws -> Compiled {
        try function(element, result: .any)
    }

    mutating func function(_ element: XMLElement, result: FEELType) throws -> Compiled {
        let parameters = try element.parts("formalParameter").map {
            FEELFunction.Parameter(
                name: try $0.required(attribute: "name"),
                type: try types.type($0.attribute("typeRef"), in: source, at: $0))
        }
        let kind = element.attribute("kind") ?? "FEEL"
        guard kind == "FEEL", let body = element.expression else {
            if kind != "FEEL" {
                problems.add(element.error("a function of kind \(kind) is always null here"))
            }
            return Compiled(
                code: ConstantCode(.null), type: .function(parameters.map(\.type), .any))
        }
        var known = FEELType.any
        let code = try compiler.function(parameters, result: result, known: result) { inner in
            var boxed = self
            boxed.compiler = inner
            boxed.scope.push(
                NameScope.Layer(
                    Dictionary(parameters.map { ($0.name, $0.type) }, uniquingKeysWith: { $1 })))
            let compiled = try boxed.compile(body)
            known = compiled.type
            return compiled.code
        }
        return Compiled(code: code, type: .function(parameters.map(\.type), known))
    }
}
