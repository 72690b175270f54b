/// Columns with room for some rows each, and the points a row pays there: who goes where for the fewest points?
///
/// Rows come one after the other, the best rank first, and each takes the cheapest way to a free column, by which
/// rows before it may move but never lose their column (successive shortest paths with prices, after Jonker and
/// Volgenant 1987). What is optimal for the rows so far stays optimal with one more.
///
/// A row that finds no way has seen columns that are full of better rows, none of which can go anywhere else: so no
/// exchange ever serves it without taking a column from a better one, and these columns are closed for all who follow.
/// The rows served are therefore the best of all sets that can be served together, rank by rank, and as many as
/// possible (a transversal matroid: Edmonds and Fulkerson 1965); of all ways to serve them it is the cheapest.
struct ShortestPaths {
    struct Arc {
        let column: Int32
        let cost: Int32
    }

    private static let none: Int32 = -1
    private static let far = Int.max

    private let arcs: [Arc]
    private let firstArc: [Int]
    private var room: [Int32]
    private var price: [Int]
    private var isClosed: [Bool]
    private var distance: [Int]
    private var reachedFrom: [Int32]
    private var head: [Int32]
    private var next: [Int32]
    /// The column of each row, or nil.
    private var column: [Int32]
    private var ownCost: [Int32]
    private var heap = Heap()
    private var touched: [Int32] = []
    private var settled: [Int32] = []

    /// The arcs of a row are `arcs[firstArc[row]..<firstArc[row + 1]]`.
    init(arcs: [Arc], firstArc: [Int], room: [Int]) {
        self.arcs = arcs
        self.firstArc = firstArc
        self.room = room.map(Int32.init)
        let rows = firstArc.count - 1
        price = Array(repeating: 0, count: room.count)
        isClosed = room.map { $0 <= 0 }
        distance = Array(repeating: ShortestPaths.far, count: room.count)
        reachedFrom = Array(repeating: ShortestPaths.none, count: room.count)
        head = reachedFrom
        next = Array(repeating: ShortestPaths.none, count: rows)
        column = next
        ownCost = Array(repeating: 0, count: rows)
    }

    /// The column of each row, nil where it is served by none.
    mutating func solve() -> [Int?] {
        for row in column.indices { serve(row) }
        return column.map { $0 == ShortestPaths.none ? nil : Int($0) }
    }

    private mutating func serve(_ row: Int) {
        heap.removeAll()
        touched.removeAll(keepingCapacity: true)
        settled.removeAll(keepingCapacity: true)
        label(from: row, at: 0)
        var end = ShortestPaths.none
        while let (far, nearest) = heap.pop() {
            let at = Int(nearest)
            guard far == distance[at] else { continue }
            if room[at] > 0 {
                end = nearest
                break
            }
            settled.append(nearest)
            var other = head[at]
            while other != ShortestPaths.none {
                label(from: Int(other), at: far - Int(ownCost[Int(other)]) - price[at])
                other = next[Int(other)]
            }
        }
        if end == ShortestPaths.none {
            for one in settled { isClosed[Int(one)] = true }
        } else {
            let length = distance[Int(end)]
            for one in settled { price[Int(one)] += length - distance[Int(one)] }
            move(along: end, to: row)
        }
        for one in touched { distance[Int(one)] = ShortestPaths.far }
    }

    @inline(__always)
    private mutating func label(from row: Int, at base: Int) {
        for number in firstArc[row]..<firstArc[row + 1] {
            let arc = arcs[number]
            let at = Int(arc.column)
            let way = base + Int(arc.cost) + price[at]
            guard way < distance[at], !isClosed[at] else { continue }
            if distance[at] == ShortestPaths.far { touched.append(arc.column) }
            distance[at] = way
            reachedFrom[at] = Int32(row)
            heap.push(way, arc.column)
        }
    }

    /// Each row on the way moves to the column by which it was reached; the last has room.
    private mutating func move(along end: Int32, to row: Int) {
        room[Int(end)] -= 1
        var at = end
        while true {
            let mover = reachedFrom[Int(at)]
            let left = column[Int(mover)]
            if left != ShortestPaths.none { detach(mover, from: Int(left)) }
            attach(mover, to: Int(at))
            if Int(mover) == row { return }
            at = left
        }
    }

    private mutating func attach(_ row: Int32, to at: Int) {
        column[Int(row)] = Int32(at)
        next[Int(row)] = head[at]
        head[at] = row
        for number in firstArc[Int(row)]..<firstArc[Int(row) + 1]
        where arcs[number].column == Int32(at) {
            ownCost[Int(row)] = arcs[number].cost
        }
    }

    private mutating func detach(_ row: Int32, from at: Int) {
        if head[at] == row {
            head[at] = next[Int(row)]
            return
        }
        var before = head[at]
        while next[Int(before)] != row { before = next[Int(before)] }
        next[Int(before)] = next[Int(row)]
    }
}

/// The nearest column first; of equal ones the first.
private struct Heap {
    private struct Entry {
        let far: Int
        let column: Int32

        @inline(__always)
        func isBefore(_ other: Entry) -> Bool {
            far < other.far || far == other.far && column < other.column
        }
    }

    private var entries: [Entry] = []

    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    @inline(__always)
    mutating func push(_ far: Int, _ column: Int32) {
        let entry = Entry(far: far, column: column)
        entries.append(entry)
        var at = entries.count - 1
        while at > 0 {
            let parent = (at - 1) / 4
            guard entry.isBefore(entries[parent]) else { break }
            entries[at] = entries[parent]
            at = parent
        }
        entries[at] = entry
    }

    @inline(__always)
    mutating func pop() -> (Int, Int32)? {
        guard let first = entries.first, let last = entries.popLast() else { return nil }
        if !entries.isEmpty { sink(last) }
        return (first.far, first.column)
    }

    @inline(__always)
    private mutating func sink(_ entry: Entry) {
        var at = 0
        while true {
            let child = at * 4 + 1
            guard child < entries.count else { break }
            var least = child
            for other in child + 1..<max(child + 1, min(child + 4, entries.count))
            where entries[other].isBefore(entries[least]) {
                least = other
            }
            guard entries[least].isBefore(entry) else { break }
            entries[at] = entries[least]
            at = least
        }
        entries[at] = entry
    }
}
