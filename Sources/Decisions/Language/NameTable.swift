/// Names by their first token, the longest first: names may hold spaces and signs, so the scope decides.
struct NameTable: Sendable {
    struct Entry: Sendable {
        let parts: [String]
        let name: String
    }

    private var entries: [String: [Entry]] = [:]

    init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    mutating func insert(_ name: String) {
        guard let parts = Lexer.parts(of: name) else { return }
        var list = entries[parts[0]] ?? []
        if list.contains(where: { $0.name == name }) { return }
        let place = list.firstIndex { $0.parts.count < parts.count } ?? list.count
        list.insert(Entry(parts: parts, name: name), at: place)
        entries[parts[0]] = list
    }

    /// The longest name that begins at a token.
    func match(_ tokens: [Token], at start: Int) -> Entry? {
        entries[tokens[start].text]?.first { entry in
            guard start + entry.parts.count < tokens.count else { return false }
            return zip(entry.parts, tokens[start...]).allSatisfy {
                $1.text == $0 && $1.kind != .string
            }
        }
    }
}

/// What an expression may name: variables with their types, item definitions, members of contexts.
struct NameScope: Sendable {
    /// Variables of one place: a decision, a loop, a function, a filter.
    struct Layer: Sendable {
        var table: NameTable
        var types: [String: FEELType]
        /// In a filter whose items are not known, each member of any context may be meant.
        var isOpen = false

        init(_ types: [String: FEELType], isOpen: Bool = false) {
            table = NameTable(types.keys)
            self.types = types
            self.isOpen = isOpen
        }
    }

    private(set) var layers: [Layer]
    let types: TypeTable
    /// Every name that a member of a context has somewhere in the model.
    var members: NameTable

    init(
        _ variables: [String: FEELType] = [:], types: TypeTable = .standard,
        members: NameTable = NameTable(NameScope.properties)
    ) {
        layers = [Builtins.layer, Layer(variables)]
        self.types = types
        self.members = members
    }

    /// The properties of dates, times, durations and ranges that have a space in them.
    static let properties = ["time offset", "start included", "end included"]

    mutating func push(_ layer: Layer) { layers.append(layer) }
    mutating func pop() { layers.removeLast() }

    /// Makes a name known from here on in the innermost place.
    mutating func add(_ name: String, _ type: FEELType) {
        layers[layers.count - 1].table.insert(name)
        layers[layers.count - 1].types[name] = type
    }

    /// The longest name at a token; of equally long ones the innermost.
    func match(_ tokens: [Token], at start: Int) -> (entry: NameTable.Entry, type: FEELType)? {
        var best: (entry: NameTable.Entry, type: FEELType)?
        for layer in layers.reversed() {
            if let entry = layer.table.match(tokens, at: start),
                entry.parts.count > best?.entry.parts.count ?? 0
            {
                best = (entry, layer.types[entry.name] ?? .any)
            }
            if layer.isOpen, let entry = members.match(tokens, at: start),
                entry.parts.count > best?.entry.parts.count ?? 0
            {
                best = (entry, .any)
            }
        }
        return best
    }
}

/// The item definitions of a model and the types of the standard, by name.
struct TypeTable: Sendable {
    private let definitions: [String: FEELType]
    private let table: NameTable

    static let standard = TypeTable([:])

    private static let names = [
        "Any", "Null", "boolean", "number", "string", "date", "time", "date and time", "dateTime",
        "days and time duration", "dayTimeDuration", "years and months duration",
        "yearMonthDuration", "list", "context", "function", "range",
    ]

    init(_ definitions: [String: FEELType]) {
        self.definitions = definitions
        table = NameTable(Array(definitions.keys) + TypeTable.names)
    }

    subscript(name: String) -> FEELType? { definitions[name] ?? FEELType(standard: name) }

    func match(_ tokens: [Token], at start: Int) -> NameTable.Entry? {
        table.match(tokens, at: start)
    }
}
