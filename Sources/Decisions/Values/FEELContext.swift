/// Named values in the order in which they were written.
public final class FEELContext: Sendable {
    let names: ContextNames
    let values: [FEELValue]
    let size: Int32
    let depth: Int32

    static let empty = FEELContext(names: ContextNames([]), values: [])

    init(names: ContextNames, values: [FEELValue]) {
        self.names = names
        self.values = values
        let list = FEELList(values)
        (size, depth) = (list.size, list.depth)
    }

    /// A later value of a name takes the place of an earlier one.
    public convenience init(_ members: some Sequence<(String, FEELValue)>) {
        var (names, values, places): ([String], [FEELValue], [Spelling: Int]) = ([], [], [:])
        for (name, value) in members {
            if let place = places[Spelling(name)] {
                values[place] = value
            } else {
                places[Spelling(name)] = names.count
                names.append(name)
                values.append(value)
            }
        }
        self.init(names: ContextNames(names), values: values)
    }

    public var count: Int { values.count }
    public var members: [(name: String, value: FEELValue)] {
        zip(names.list, values).map { ($0, $1) }
    }

    public subscript(name: String) -> FEELValue? {
        names.index(of: name).map { values[$0] }
    }

    func putting(_ name: String, _ value: FEELValue) -> FEELContext {
        var values = values
        if let index = names.index(of: name) {
            values[index] = value
            return FEELContext(names: names, values: values)
        }
        return FEELContext(names: ContextNames(names.list + [name]), values: values + [value])
    }
}

/// The names of a context, as they are written; all that one expression makes share one object.
final class ContextNames: Sendable {
    let list: [String]
    private let places: [Spelling: Int]

    /// Up to so many names a walk is faster than a hash.
    private static let walkMax = 6

    init(_ list: [String]) {
        self.list = list
        places =
            list.count > ContextNames.walkMax
            ? Dictionary(
                list.enumerated().map { (Spelling($1), $0) },
                uniquingKeysWith: { first, _ in first }) : [:]
    }

    func index(of name: String) -> Int? {
        if list.count > ContextNames.walkMax { return places[Spelling(name)] }
        return list.firstIndex { $0.isSame(as: name) }
    }
}
