/// What a value rests on: which tables were read on the way to it, and which were computed and never counted.
///
/// A table looks at all of its columns before its rules fire; only what stands behind the columns that made them fire
/// belongs to its answer. So each value that is computed notes what was read for it, and in the end those are told that
/// the answer reaches.
final class Evidence {
    /// A table, or a node of the model whose value rests on several.
    private struct Item {
        let trace: TableTrace?
        let rests: Set<Int>
    }

    /// In the order in which they were finished: what one rests on comes before it.
    @exclusivity(unchecked) private var items: [Item] = []
    /// The items that were read for the value at hand.
    @exclusivity(unchecked) private var read: Set<Int> = []
    /// For each node that has its value, the item to which it leads; none where it rests on no table.
    @exclusivity(unchecked) var nodes: [Int: Int] = [:]

    /// Begins to note what is read for another value; gives back what was read so far.
    func begin() -> Set<Int> {
        var outer: Set<Int> = []
        swap(&outer, &read)
        return outer
    }

    /// What was read since, which does not count for the outer value yet.
    func end(_ outer: Set<Int>) -> Set<Int> {
        var own = outer
        swap(&own, &read)
        return own
    }

    /// Somebody reads a node that has its value.
    func note(node: Int) {
        if let item = nodes[node] { read.insert(item) }
    }

    /// A node has its value now, and what was read since the beginning stands behind it.
    func finish(node: Int, _ outer: Set<Int>) {
        let own = end(outer)
        if own.count > 1 {
            let item = add(Item(trace: nil, rests: own))
            nodes[node] = item
        } else {
            nodes[node] = own.first
        }
        note(node: node)
    }

    /// A table has its value now.
    func finish(_ trace: TableTrace, restingOn rests: Set<Int>) {
        let item = add(Item(trace: trace, rests: rests))
        read.insert(item)
    }

    private func add(_ item: Item) -> Int {
        items.append(item)
        return items.count - 1
    }

    /// All tables that were computed.
    var all: [TableTrace] { items.compactMap(\.trace) }

    /// Those that the value at hand reaches.
    var reached: [TableTrace] {
        if items.isEmpty { return [] }
        var (open, seen) = (Array(read), read)
        while let next = open.popLast() {
            for item in items[next].rests where seen.insert(item).inserted { open.append(item) }
        }
        return seen.sorted().compactMap { items[$0].trace }
    }
}
