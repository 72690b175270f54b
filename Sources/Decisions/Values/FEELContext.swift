/// Named values in the order in which they were written.
public struct FEELContext: Sendable {
    let names: ContextNames
    var values: [FEELValue]

    public static let empty = FEELContext(names: ContextNames([]), values: [])

    init(names: ContextNames, values: [FEELValue]) {
        self.names = names
        self.values = values
    }

    /// A later value of a name takes the place of an earlier one.
    public init(_ members: some Sequence<(String, FEELValue)>) {
        var context = FEELContext.empty
        for (name, value) in members { context = context.putting(name, value) }
        self = context
    }

    public var count: Int { values.count }
    public var members: [(name: String, value: FEELValue)] {
        zip(names.list, values).map { ($0, $1) }
    }

    public subscript(name: String) -> FEELValue? {
        names.index(of: name).map { values[$0] }
    }

    func putting(_ name: String, _ value: FEELValue) -> FEELContext {
        var copy = self
        if let index = names.index(of: name) {
            copy.values[index] = value
            return copy
        }
        return FEELContext(names: ContextNames(names.list + [name]), values: values + [value])
    }
}

/// The names of a context; all that one expression makes share one object.
final class ContextNames: Sendable {
    let list: [String]
    private let places: [String: Int]

    /// Up to so many names a walk is faster than a hash.
    private static let walkMax = 6

    init(_ list: [String]) {
        self.list = list
        places =
            list.count > ContextNames.walkMax
            ? Dictionary(
                list.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first }) : [:]
    }

    func index(of name: String) -> Int? {
        list.count > ContextNames.walkMax ? places[name] : list.firstIndex(of: name)
    }
}
