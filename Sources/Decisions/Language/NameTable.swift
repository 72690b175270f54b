/// Names by their first token, the longest first: names may hold spaces and signs, so the scope decides.
struct NameTable: Sendable {
    struct Entry: Sendable {
        let parts: [String]
        let name: String
    }

    /// Names with one first token: by their length, and by all their tokens.
    private struct Group: Sendable {
        var lengths: [Int] = []
        var entries: [[String]: Entry] = [:]
    }

    private var groups: [String: Group] = [:]

    init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    mutating func insert(_ name: String) {
        guard let parts = Lexer.parts(of: name) else { return }
        var group = groups.removeValue(forKey: parts[0]) ?? Group()
        if group.entries.updateValue(Entry(parts: parts, name: name), forKey: parts) == nil {
            let place = group.lengths.firstIndex { $0 <= parts.count } ?? group.lengths.count
            if place == group.lengths.count || group.lengths[place] != parts.count {
                group.lengths.insert(parts.count, at: place)
            }
        }
        groups[parts[0]] = group
    }

    /// The longest name that begins at a token.
    func match(_ tokens: [Token], at start: Int) -> Entry? {
        guard let group = groups[tokens[start].text] else { return nil }
        for length in group.lengths where start + length < tokens.count {
            let part = tokens[start..<start + length]
            if part.contains(where: { $0.kind == .string }) { continue }
            if let entry = group.entries[part.map(\.text)] { return entry }
        }
        return nil
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
    private let members: NameTable
    /// Those of contexts that stand in the text itself.
    private var ownMembers = NameTable([])

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

    mutating func add(member name: String) { ownMembers.insert(name) }

    /// The longest name of a member at a token.
    func member(_ tokens: [Token], at start: Int) -> NameTable.Entry? {
        let (known, own) = (members.match(tokens, at: start), ownMembers.match(tokens, at: start))
        guard let known, let own else { return known ?? own }
        return own.parts.count > known.parts.count ? own : known
    }

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
            if layer.isOpen, let entry = member(tokens, at: start),
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
