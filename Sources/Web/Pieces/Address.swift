/// An address with its query, in which a page keeps its state: sort, filter, page, language.
public struct Address: Sendable, Equatable {
    public let path: String
    /// Names and values in order, as they were written (percent-encoded).
    private var items: [(name: String, value: String)]

    public init(_ text: String) {
        let halves = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = String(halves.first ?? "/")
        let query = halves.count > 1 ? halves[1] : ""
        items = query.split(separator: "&").map { item in
            let sides = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(sides[0]), sides.count > 1 ? String(sides[1]) : "")
        }
    }

    /// The same address with one value set, or taken away by nil.
    public func setting(_ name: String, to value: String?) -> Address {
        var copy = self
        let encoded = percentEncoded(name)
        copy.items.removeAll { $0.name == encoded }
        if let value { copy.items.append((encoded, percentEncoded(value))) }
        return copy
    }

    /// As it stands in a link (not yet escaped for HTML).
    public var text: String {
        if items.isEmpty { return path }
        return path + "?" + items.map { $0.name + "=" + $0.value }.joined(separator: "&")
    }

    public static func == (left: Address, right: Address) -> Bool { left.text == right.text }
}
