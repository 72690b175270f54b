/// What a model knows under a number: data, decisions, functions.
struct ModelNode: Sendable {
    enum Kind: Sendable {
        case input
        /// Data that a file beside the model brings.
        case rows(FEELValue)
        /// A decision; or a business knowledge model, whose value is a function.
        case computed(FunctionCode)
        /// A decision service.
        case function(FEELFunction)
    }

    let name: String
    let type: FEELType
    let kind: Kind
    /// The nodes that it asks for.
    let needs: [Int]

    var isInput: Bool {
        if case .input = kind { true } else { false }
    }

    /// Whether data may come from outside.
    var isGiven: Bool {
        switch kind {
        case .input, .rows: true
        case .computed, .function: false
        }
    }
}

/// The nodes of a model by their numbers.
struct ModelNodes: RandomAccessCollection, Sendable {
    private let list: [ModelNode]
    /// What a run knows of them as it begins: each takes a copy, which is faster than making it.
    let blank: [NodeValue]

    init(_ list: [ModelNode]) {
        self.list = list
        blank = list.map { _ in .open }
    }

    var startIndex: Int { 0 }
    var endIndex: Int { list.count }
    subscript(number: Int) -> ModelNode { list[number] }
}

/// The nodes of a model by their names; of several with one name the first.
struct NodePlaces: Sendable {
    private let names: ContextNames
    private let places: [Int]

    init(_ places: [Int], _ nodes: ModelNodes) {
        names = ContextNames(places.map { nodes[$0].name })
        self.places = places
    }

    subscript(name: String) -> Int? { names.index(of: name).map { places[$0] } }
}

/// What a run knows of a node. A type of its own: lists of it are made and let go faster than of optionals.
enum NodeValue: Sendable {
    case open
    case known(FEELValue)
}

/// The values of a model's nodes in a run; each is computed when somebody asks, and once.
extension Run {
    /// Gives a node its value from outside; a value that its type refuses is null.
    func set(_ index: Int, _ value: FEELValue) throws(DecisionLimit) {
        values[index] = .known(try accepted(value, by: nodes[index].type))
    }

    func node(_ index: Int) throws(DecisionLimit) -> FEELValue {
        if case .known(let value) = values[index] {
            evidence?.note(node: index)
            return value
        }
        var value = FEELValue.null
        switch nodes[index].kind {
        case .input: note(missing: index)
        case .rows(let rows): value = rows
        case .function(let function): value = .function(function)
        case .computed(let code):
            // The reader refuses circles; this is for what it may have overlooked.
            values[index] = .known(.null)
            let outer = evidence?.begin()
            value = try accepted(try call(code), by: nodes[index].type)
            if let outer { evidence?.finish(node: index, outer) }
        }
        values[index] = .known(value)
        return value
    }

    /// Whether a node has its value already.
    func holds(_ index: Int) -> Bool {
        if case .known = values[index] { true } else { false }
    }
}

/// A node of the model by its number.
final class NodeCode: Code {
    let index: Int
    init(_ index: Int) { self.index = index }

    func value(_ run: Run) throws(DecisionLimit) -> FEELValue {
        try run.node(index)
    }
}

/// A decision service called as a function: its decisions run among themselves.
final class ServiceCall: Invocable {
    struct Parts: Sendable {
        let parameters: [Int]
        let outputs: [Int]
        let outputNames: ContextNames
    }

    let parts: Parts
    init(_ parts: Parts) { self.parts = parts }

    func invoke(_ arguments: [FEELValue], _ run: Run) throws(DecisionLimit) -> FEELValue {
        // The values of all nodes are made anew.
        try run.step(1 + run.nodes.count)
        let outer = (values: run.values, nodes: run.evidence?.nodes ?? [:])
        defer {
            run.values = outer.values
            run.evidence?.nodes = outer.nodes
        }
        run.values = run.nodes.blank
        run.evidence?.nodes = [:]
        for (index, value) in zip(parts.parameters, arguments) {
            try run.set(index, value)
        }
        var values: [FEELValue] = []
        for output in parts.outputs { values.append(try run.node(output)) }
        if values.count == 1 { return values[0] }
        return FEELValue.bounded(FEELContext(names: parts.outputNames, values: values))
    }
}

extension Run {
    /// The value in its type, and null where the allowed values do not hold.
    func accepted(_ value: FEELValue, by type: FEELType) throws(DecisionLimit) -> FEELValue {
        try weigh(value)
        switch (type, value) {
        case (.any, _), (.string, .string), (.number, .number), (.boolean, .boolean):
            return value
        default: break
        }
        let changed = type.coerced(value)
        return try allows(changed, type) ? changed : .null
    }

    private func allows(_ value: FEELValue, _ type: FEELType) throws(DecisionLimit) -> Bool {
        if value.isNull { return true }
        switch type {
        case .constrained(let base, let constraint):
            guard try allows(value, base) else { return false }
            return try call(constraint.code, [value]).isTrue
        case .list(let item):
            if item.isFree { return true }
            for value in value.items { guard try allows(value, item) else { return false } }
            return true
        case .context(let members):
            guard case .context(let context) = value else { return true }
            for member in members where !member.type.isFree {
                guard let value = context[member.name] else { continue }
                guard try allows(value, member.type) else { return false }
            }
            return true
        default: return true
        }
    }
}

extension FEELType {
    /// Nothing in it can carry a constraint.
    fileprivate var isFree: Bool {
        switch self {
        case .constrained, .context, .list: false
        default: true
        }
    }
}
