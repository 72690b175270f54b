import Formats

/// Reads item definitions; each is resolved when it is first asked for, in any order.
final class TypeReader {
    private struct Key: Hashable {
        let source: Int
        let name: String
    }

    private let sources: [ModelSource]
    private var elements: [Key: XMLElement] = [:]
    private var done: [Key: FEELType] = [:]
    private var open: Set<Key> = []
    private let problems: Findings
    /// Every name of a component, for paths whose type is not known.
    private(set) var memberNames: Set<String> = []

    init(_ sources: [ModelSource], _ problems: Findings) {
        self.sources = sources
        self.problems = problems
        for (index, source) in sources.enumerated() {
            for element in source.root.parts("itemDefinition") {
                guard let name = element.attribute("name") else { continue }
                elements[Key(source: index, name: name)] = element
            }
        }
    }

    /// All types by the names that they have in a file.
    func table(in source: Int) throws -> TypeTable {
        var table: [String: FEELType] = [:]
        for key in elements.keys.sorted(by: { ($0.source, $0.name) < ($1.source, $1.name) }) {
            guard let type = try definition(key) else { continue }
            if key.source == source {
                table[key.name] = type
            } else if sources[source].imports[sources[key.source].namespace] != nil {
                let name = sources[source].name(key.name, of: sources[key.source])
                table[name] = table[name] ?? type
            }
        }
        return TypeTable(table)
    }

    /// The type that a reference names in a file; an unknown one is any, and a problem.
    func type(_ reference: String?, in source: Int, at element: XMLElement) throws -> FEELType {
        guard let reference, !reference.isEmpty else { return .any }
        let local = reference.split(separator: ":").last.map(String.init) ?? reference
        for name in [reference, local] {
            if let type = try definition(Key(source: source, name: name)) { return type }
            for (index, other) in sources.enumerated() where index != source {
                guard let prefix = sources[source].imports[other.namespace] else { continue }
                let start = prefix.isEmpty ? "" : prefix + "."
                guard name.hasPrefix(start) else { continue }
                let own = String(name.dropFirst(start.count))
                if let type = try definition(Key(source: index, name: own)) { return type }
            }
        }
        if let type = FEELType(standard: local) { return type }
        problems.add(element.error("the type '\(reference)' is not defined; it is taken as any"))
        return .any
    }

    private func definition(_ key: Key) throws -> FEELType? {
        if let type = done[key] { return type }
        guard let element = elements[key] else { return nil }
        guard open.insert(key).inserted else {
            throw element.error("the type '\(key.name)' is made of itself")
        }
        defer { open.remove(key) }
        let type = try read(element, key.source)
        done[key] = type
        return type
    }

    private func read(_ element: XMLElement, _ source: Int) throws -> FEELType {
        var type = try base(element, source)
        let isList = element.attribute("isCollection") == "true"
        if let allowed = element.part("allowedValues") {
            type = try constrained(type, by: allowed)
        }
        if isList { type = .list(type) }
        if let limit = element.part("typeConstraint") { type = try constrained(type, by: limit) }
        return type
    }

    private func base(_ element: XMLElement, _ source: Int) throws -> FEELType {
        if let reference = element.part("typeRef") {
            return try type(reference.feel, in: source, at: reference)
        }
        if let function = element.part("functionItem") {
            let parameters = try function.parts("parameters").map {
                try type($0.attribute("typeRef"), in: source, at: $0)
            }
            let result = try type(function.attribute("outputTypeRef"), in: source, at: function)
            return .function(parameters, result)
        }
        let components = element.parts("itemComponent")
        if components.isEmpty { return .any }
        return .context(
            try components.map { component in
                let name = try component.required(attribute: "name")
                memberNames.insert(name)
                return FEELType.ContextMember(name: name, type: try read(component, source))
            })
    }

    /// Allowed values are tests, as those of a cell.
    private func constrained(_ type: FEELType, by element: XMLElement) throws -> FEELType {
        let text = element.feel
        if text.isEmpty { return type }
        do throws(FEELProblem) {
            var parser = try Parser(text, scope: NameScope(["?": type.base]))
            let tests = try parser.wholeTests()
            let frame = Frame()
            let code = Compiler(frame: frame).tests(tests, of: frame.newSlot())
            return .constrained(
                type,
                FEELType.Constraint(
                    code: FunctionCode(
                        body: code, slotCount: frame.slotCount, levels: frame.levels)))
        } catch {
            throw FormatError(
                file: element.file, line: element.line(of: error.place, in: text),
                field: "<\(element.name)>", message: "\(error.message), in: \(text)")
        }
    }
}
