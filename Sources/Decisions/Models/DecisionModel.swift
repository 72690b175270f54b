public import Formats

/// A file of a model, as its bytes.
public struct DecisionFile: Sendable {
    public let bytes: [UInt8]
    public let file: String

    public init(_ bytes: [UInt8], file: String) {
        self.bytes = bytes
        self.file = file
    }
}

/// A compiled decision model: read once, asked many times.
public struct DecisionModel: Sendable {
    public let name: String
    public let file: String
    /// The data that somebody has to give.
    public let inputs: [String]
    /// In an order in which each comes after what it needs.
    public let decisions: [String]
    /// Decision services and business knowledge models: what can be called.
    public let functions: [String]
    /// What is not wrong enough to refuse the model, but to be mended: unknown names, with their lines.
    public let problems: [FormatError]
    /// The sources on which its rules rest.
    public let sources: [KnowledgeSource]
    /// When they were last held against these, and between which days the model may be asked.
    public let validity: ModelValidity
    /// Its own and those of the models that it imports, directly or through others.
    public let validities: [ModelValidity]
    /// The files of the models that it imports, directly or through others.
    public let importedFiles: [String]
    let nodes: ModelNodes
    let tables: [TableCode]
    /// What is certain to be wrong in types.
    let mistakes: [FormatError]
    private let places: NodePlaces
    /// Data of one name in several files: given to the first, they are given to the others too.
    private let twins: [String: [Int]]

    /// Reads DMN 1.2 to 1.5 XML. Models that it imports stand beside it, found by their namespace.
    /// `tables` are CSV files; an input with the base name of one is filled with its rows, unless the data give it.
    /// A lenient reading makes decisions that it does not understand null, and says so in `problems`.
    public init(
        _ bytes: [UInt8], file: String, imports: [DecisionFile] = [],
        tables: [DecisionFile] = [], isLenient: Bool = false,
        zones: @escaping ZoneSource = { _ in nil }
    ) throws {
        let home = try ModelSource(bytes, file: file)
        let gathered = try ModelSource.gathered(home, imports)
        let reader = try ModelReader(gathered, tables: tables, isLenient: isLenient, zones: zones)
        let read = ModelNodes(try reader.nodes())
        nodes = read
        sources = DecisionModel.sources(of: home)
        validity = try ModelValidity(home.root)
        validities = try gathered.map { try ModelValidity($0.root) }
        importedFiles = gathered.dropFirst().map(\.root.file)
        name = home.root.attribute("name") ?? file
        self.file = file
        let order = try DecisionModel.ordered(reader.home("decision"), read, home.root)
        let data = read.indices.filter { read[$0].isInput }
        let given = read.indices.filter { read[$0].isGiven }
        let callable = reader.home("decisionService") + reader.home("businessKnowledgeModel")
        inputs = DecisionModel.names(data, read)
        decisions = order.map { read[$0].name }
        functions = callable.map { read[$0].name }
        places = NodePlaces(order + callable + given, read)
        twins = Dictionary(grouping: given) { read[$0].name }.filter { $0.value.count > 1 }
        problems = reader.problems.list
        self.tables = reader.problems.tables
        mistakes = reader.problems.mistakes
    }

    public init(_ text: String, file: String) throws {
        try self.init(Array(text.utf8), file: file)
    }

    /// Each decision after those that it needs; a circle is refused.
    private static func ordered(
        _ decisions: [Int], _ nodes: ModelNodes, _ root: XMLElement
    ) throws -> [Int] {
        guard Set(decisions.map { nodes[$0].name }).count == decisions.count else {
            throw root.error("two decisions have one name")
        }
        let all = Set(decisions)
        var (waiting, followers): ([Int: Int], [Int: [Int]]) = ([:], [:])
        for decision in decisions {
            let needs = Set(nodes[decision].needs).intersection(all)
            waiting[decision] = needs.count
            for need in needs { followers[need, default: []].append(decision) }
        }
        var result = decisions.filter { waiting[$0] == 0 }
        var at = 0
        while at < result.count {
            for follower in followers[result[at]] ?? [] {
                waiting[follower, default: 0] -= 1
                if waiting[follower] == 0 { result.append(follower) }
            }
            at += 1
        }
        guard result.count == decisions.count else {
            let names = decisions.filter { !result.contains($0) }.prefix(20).map { nodes[$0].name }
            throw root.error(
                "these decisions need each other in a circle: \(names.joined(separator: ", "))")
        }
        return result
    }
}

extension DecisionModel {
    /// The value of a decision for the data that is known; data that is missing is null. Nil for an unknown decision.
    public func evaluate(
        _ decision: String, _ data: [String: FEELValue], world: DecisionWorld = DecisionWorld(),
        explain: Bool = true
    ) throws(DecisionLimit) -> DecisionResult? {
        guard let place = places[decision] else { return nil }
        let run = Run(nodes, world: world, isTracing: explain)
        try give(data, run, besides: place)
        return DecisionResult(try run.node(place), run.evidence)
    }

    /// Gives a run its data and computes the decision; nil for an unknown one.
    func begun(
        _ decision: String, _ data: [String: FEELValue], _ run: Run
    ) throws(DecisionLimit) -> Run? {
        guard let place = places[decision] else { return nil }
        try give(data, run, besides: place)
        _ = try run.node(place)
        return run
    }

    private func give(
        _ data: [String: FEELValue], _ run: Run, besides place: Int
    ) throws(DecisionLimit) {
        for (name, value) in data {
            if let index = places[name], index != place { try run.set(index, value) }
            if twins.isEmpty { continue }
            for index in twins[name] ?? [] { try run.set(index, value) }
        }
    }

    /// Calls a decision service or a business knowledge model with arguments by their names; those
    /// that are missing are null. Nil for an unknown one.
    public func call(
        _ function: String, _ data: [String: FEELValue], world: DecisionWorld = DecisionWorld(),
        explain: Bool = true
    ) throws(DecisionLimit) -> DecisionResult? {
        guard functions.contains(function), let place = places[function] else { return nil }
        let run = Run(nodes, world: world, isTracing: explain)
        guard case .function(let callee) = try run.node(place) else {
            return DecisionResult(.null, run.evidence)
        }
        let arguments = callee.parameters.map { data[$0.name] ?? .null }
        let value = try callee.call(arguments, run)
        return DecisionResult(value, run.evidence)
    }

    /// The data that a decision rests on, directly or through others.
    public func inputs(of decision: String) -> [String] {
        var (open, seen) = (places[decision].map { [$0] } ?? [], Set<Int>())
        while let next = open.popLast() {
            if seen.insert(next).inserted { open += nodes[next].needs }
        }
        return DecisionModel.names(
            nodes.indices.filter { seen.contains($0) && nodes[$0].isInput }, nodes)
    }

    /// The names of nodes, each once.
    static func names(_ places: [Int], _ nodes: ModelNodes) -> [String] {
        var seen: Set<String> = []
        return places.map { nodes[$0].name }.filter { seen.insert($0).inserted }
    }
}
