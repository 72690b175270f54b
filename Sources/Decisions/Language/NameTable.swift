/// Names by their tokens, a tree of words: names may hold spaces and signs, so the scope decides.
struct NameTable: Sendable {
    struct Entry: Sendable {
        let parts: [String]
        let name: String
    }

    /// What may follow the words so far, and the name that ends here.
    private struct Node: Sendable {
        var next: [String: Int] = [:]
        var entry: Entry?
    }

    private var first: [String: Int] = [:]
    private var nodes: [Node] = []

    init(_ names: some Sequence<String>) {
        for name in names { insert(name) }
    }

    mutating func insert(_ name: String) {
        guard let parts = Lexer.parts(of: name) else { return }
        var place: Int?
        for part in parts { place = node(part, after: place) }
        if let place { nodes[place].entry = Entry(parts: parts, name: name) }
    }

    /// The node of one more word; it is made where there is none.
    private mutating func node(_ part: String, after place: Int?) -> Int {
        if let known = step(part, after: place) { return known }
        nodes.append(Node())
        if let place {
            nodes[place].next[part] = nodes.count - 1
        } else {
            first[part] = nodes.count - 1
        }
        return nodes.count - 1
    }

    private func step(_ part: String, after place: Int?) -> Int? {
        if let place { nodes[place].next[part] } else { first[part] }
    }

    /// The longest name that begins at a token: one walk, however many names begin alike.
    func match(_ tokens: [Token], at start: Int) -> Entry? {
        var (place, at): (Int?, Int) = (nil, start)
        var longest: Entry?
        while at < tokens.count, tokens[at].kind != .string, tokens[at].kind != .end {
            guard let next = step(tokens[at].text, after: place) else { break }
            if let entry = nodes[next].entry { longest = entry }
            (place, at) = (next, at + 1)
        }
        return longest
    }
}

/// What an expression may name: variables with their types, item definitions, members of contexts.
struct NameScope {
    /// Variables of one place: a decision, a loop, a function, a filter.
    struct Layer: Sendable {
        var table: NameTable
        var types: [String: FEELType]
        /// In a filter whose items are not known, each member of any context may be meant.
        var isOpen = false

        init(_ types: [String: FEELType], isOpen: Bool = false) {
            self.init(NameTable(types.keys), types, isOpen: isOpen)
        }

        init(_ table: NameTable, _ types: [String: FEELType], isOpen: Bool) {
            (self.table, self.types, self.isOpen) = (table, types, isOpen)
        }
    }

    private(set) var layers: [Layer]
    let types: TypeTable
    /// Shared by all copies of this scope.
    let memberTables: MemberTables
    /// Every name that a member of a context has somewhere in the model.
    private let members: NameTable
    /// Those of contexts that stand in the text itself.
    private var ownMembers = NameTable([])

    init(
        _ variables: [String: FEELType] = [:], types: TypeTable = .standard,
        members: NameTable = NameTable(NameScope.properties),
        memberTables: MemberTables = MemberTables()
    ) {
        layers = [Builtins.layer, Layer(variables)]
        self.memberTables = memberTables
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

    /// Inside a filter: `item`, and the members of the item.
    func itemLayer(_ list: FEELType) -> Layer {
        let item = list.item ?? .any
        var types = ["item": item]
        for member in item.contextMembers { types[member.name] = member.type }
        let names = item.contextMembers.map(\.name) + ["item"]
        return Layer(memberTables.table(names), types, isOpen: list.hasOpenItems)
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

/// The names of members, cut into tokens once for all texts that look into contexts of one type.
final class MemberTables {
    private(set) var tables: [[String]: NameTable] = [:]

    /// More types than a model has; beyond it all are forgotten, so that a hostile text fills no memory.
    private static let tablesMax = 1_000

    func table(_ names: [String]) -> NameTable {
        if let known = tables[names] { return known }
        if tables.count >= MemberTables.tablesMax { tables = [:] }
        let table = NameTable(names)
        tables[names] = table
        return table
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
