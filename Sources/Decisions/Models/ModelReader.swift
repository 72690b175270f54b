import Formats

/// Reads the elements of a model into numbered nodes.
struct ModelReader {
    /// An input, a decision or a function as it stands in its file.
    private struct Entry {
        let element: XMLElement
        let source: Int
        let name: String
        var type: FEELType
    }

    private let sources: [ModelSource]
    private let isLenient: Bool
    private let zones: ZoneSource
    /// The CSV files by the names of the inputs that they fill.
    private let rows: [String: DecisionFile]
    private var entries: [Entry] = []
    /// The number of an element by the namespace of its file and its identifier.
    private var places: [String: Int] = [:]
    let problems = Findings()
    private let types: TypeReader
    private var members = NameTable(NameScope.properties)
    private let memberTables = MemberTables()
    /// The types by their names in each file.
    private let tables: [TypeTable]

    init(
        _ sources: [ModelSource], tables: [DecisionFile], isLenient: Bool,
        zones: @escaping ZoneSource
    ) throws {
        self.sources = sources
        self.isLenient = isLenient
        self.zones = zones
        rows = Dictionary(
            tables.compactMap { file in InputRows.name(of: file.file).map { ($0, file) } },
            uniquingKeysWith: { first, _ in first })
        types = TypeReader(sources, problems)
        self.tables = try sources.indices.map(types.table)
        for name in types.memberNames { members.insert(name) }
        try collect()
    }

    func nodes() throws -> [ModelNode] {
        try entries.indices.map { try node($0) }
    }

    /// Numbers of what stands in the first file, by kind.
    func home(_ kind: String) -> [Int] {
        entries.indices.filter { entries[$0].source == 0 && entries[$0].element.name == kind }
    }

    private static let kinds: Set<String> = [
        "inputData", "decision", "businessKnowledgeModel", "decisionService",
    ]

    private mutating func collect() throws {
        for (index, source) in sources.enumerated() {
            for element in source.root.parts where ModelReader.kinds.contains(element.name) {
                let name = element.part("variable")?.attribute("name")
                let own = try element.required(attribute: "name")
                if let id = element.attribute("id") {
                    places[source.namespace + "#" + id] = entries.count
                }
                entries.append(
                    Entry(element: element, source: index, name: name ?? own, type: .any))
            }
            gatherMembers(source.root)
        }
        for index in entries.indices {
            let type = try variableType(entries[index])
            entries[index].type = type
        }
    }

    /// Names in boxed contexts and outputs are members somewhere.
    private mutating func gatherMembers(_ element: XMLElement) {
        for part in element.parts {
            switch part.name {
            case "contextEntry":
                if let name = part.part("variable")?.attribute("name") { members.insert(name) }
            case "output", "column":
                if let name = part.attribute("name") { members.insert(name) }
            default: break
            }
            gatherMembers(part)
        }
    }

    private func variableType(_ entry: Entry) throws -> FEELType {
        let variable = entry.element.part("variable")
        let declared = try types.type(
            variable?.attribute("typeRef"), in: entry.source, at: variable ?? entry.element)
        guard entry.element.name != "inputData", entry.element.name != "decision" else {
            return declared
        }
        if case .function = declared.base { return declared }
        let parameters = try entry.element.part("encapsulatedLogic")?.parts("formalParameter").map {
            try types.type($0.attribute("typeRef"), in: entry.source, at: $0)
        }
        return .function(parameters ?? [], declared)
    }

    private func place(_ element: XMLElement, _ entry: Entry) throws -> Int {
        let href = try element.required(attribute: "href")
        let key = href.hasPrefix("#") ? sources[entry.source].namespace + href : href
        guard let place = places[key] else {
            throw element.error("'\(href)' points to nothing in this file")
        }
        return place
    }

    private static let requirements = [
        "requiredInput", "requiredDecision", "requiredKnowledge",
    ]

    private func needs(_ entry: Entry) throws -> [Int] {
        var needs: [Int] = []
        for part in entry.element.parts
        where part.name == "informationRequirement" || part.name == "knowledgeRequirement" {
            guard let target = ModelReader.requirements.compactMap({ part.part($0) }).first else {
                throw part.error("a requirement without its target")
            }
            needs.append(try place(target, entry))
        }
        return needs
    }

    private func node(_ index: Int) throws -> ModelNode {
        let entry = entries[index]
        let needs = try self.needs(entry)
        switch entry.element.name {
        case "inputData":
            return ModelNode(
                name: entry.name, type: entry.type, kind: try input(entry), needs: [])
        case "decision":
            let code = try tolerant { try decision(entry, needs) }
            return ModelNode(
                name: entry.name, type: entry.type, kind: .computed(code), needs: needs)
        case "decisionService":
            let (function, parts) = try service(entry)
            return ModelNode(
                name: entry.name, type: .any, kind: .function(function), needs: parts.outputs)
        default:
            let code = try tolerant { try knowledge(entry, needs) }
            return ModelNode(name: entry.name, type: .any, kind: .computed(code), needs: needs)
        }
    }

    /// Somebody gives it, unless a file beside the model does.
    private func input(_ entry: Entry) throws -> ModelNode.Kind {
        guard let file = rows[entry.name] else { return .input }
        do {
            return .rows(try InputRows(file, zones: zones).value(for: entry.name, in: entry.type))
        } catch let error as FormatError where isLenient {
            problems.add(error)
            return .rows(.null)
        }
    }

    /// A lenient reader makes what it does not understand null, and a problem.
    private func tolerant(_ body: () throws -> FunctionCode) throws -> FunctionCode {
        do { return try body() } catch let error as FormatError where isLenient {
            problems.add(error)
            return FunctionCode(body: ConstantCode(.null), slotCount: 0, levels: 1)
        }
    }

    /// A compiler in which the needs of an element are names.
    private func compiler(_ entry: Entry, _ needs: [Int]) -> BoxedCompiler {
        let frame = Frame()
        var scope = NameScope(
            types: tables[entry.source], members: members, memberTables: memberTables)
        for need in needs {
            let target = entries[need]
            let name =
                target.source == entry.source
                ? target.name
                : sources[entry.source].name(target.name, of: sources[target.source])
            scope.add(name, target.type)
            frame.declare(name, NodeCode(need))
        }
        return BoxedCompiler(
            compiler: Compiler(frame: frame), scope: scope, types: types, problems: problems,
            source: entry.source, zones: zones, decision: entry.name)
    }

    private func decision(_ entry: Entry, _ needs: [Int]) throws -> FunctionCode {
        var compiler = self.compiler(entry, needs)
        compiler.declared = entry.type
        guard let expression = entry.element.expression else {
            return FunctionCode(body: ConstantCode(.null), slotCount: 0, levels: 1)
        }
        let compiled = try compiler.compile(expression)
        compiler.checkType(of: compiled, is: entry.type, at: expression)
        let frame = compiler.compiler.frame
        return FunctionCode(
            body: compiled.code, slotCount: frame.slotCount, levels: frame.levels)
    }

    private func knowledge(_ entry: Entry, _ needs: [Int]) throws -> FunctionCode {
        var compiler = self.compiler(entry, needs)
        guard let logic = entry.element.part("encapsulatedLogic") else {
            return FunctionCode(body: ConstantCode(.null), slotCount: 0, levels: 1)
        }
        var result = FEELType.any
        if case .function(_, let declared) = entry.type.base { result = declared }
        let compiled = try compiler.function(logic, result: result)
        return FunctionCode(body: compiled.code, slotCount: 0, levels: 1)
    }

    private func service(_ entry: Entry) throws -> (FEELFunction, ServiceCall.Parts) {
        func places(_ name: String) throws -> [Int] {
            try entry.element.parts(name).map { try place($0, entry) }
        }
        let parameters = try places("inputData") + places("inputDecision")
        let outputs = try places("outputDecision")
        let parts = ServiceCall.Parts(
            parameters: parameters, outputs: outputs,
            outputNames: ContextNames(outputs.map { entries[$0].name }))
        var result = FEELType.any
        if case .function(_, let declared) = entry.type.base { result = declared }
        let function = FEELFunction(
            parameters.map {
                FEELFunction.Parameter(name: entries[$0].name, type: entries[$0].type)
            },
            FEELFunction.Result(coerced: result, known: result), .model(ServiceCall(parts)))
        return (function, parts)
    }
}
