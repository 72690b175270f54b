/// Finds the rules of a large table that may fire, by the value of the column that tells most.
final class TableIndex: Sendable {
    let column: Int
    /// Rules by the text or number that their cell names.
    private let exact: [Key: [Int]]
    /// Between and on the bounds of the cells with numbers: below the first, on it, up to the second…
    private let bounds: [Number]
    private let segments: [[Int]]
    /// Rules whose cell says nothing that can be looked up; they are always asked.
    private let others: [Int]

    private enum Key: Hashable, Sendable {
        /// In whatever spelling: the cells of the rules that are found are asked all the same.
        case text(String)
        case number(Number)
    }

    /// Smaller tables are walked through in no time.
    private static let rulesMin = 12
    /// How large the lists may be beside the table.
    private static let growthMax = 64

    /// The best index of a table; nil where no column tells enough.
    static func best(of rules: [TableCode.Rule], columns: Int) -> TableIndex? {
        guard rules.count >= rulesMin else { return nil }
        let all = (0..<columns).compactMap { TableIndex(rules, column: $0) }
        let best = all.min { $0.cost < $1.cost }
        return best.flatMap { $0.cost * 2 < Double(rules.count) ? $0 : nil }
    }

    private init?(_ rules: [TableCode.Rule], column: Int) {
        var (keys, ranges, others): ([Key: [Int]], [(Int, FEELRange)], [Int]) = ([:], [], [])
        for (place, rule) in rules.enumerated() {
            guard let constants = rule.cells[column]?.constants, !constants.isEmpty,
                constants.allSatisfy(TableIndex.isKnown)
            else {
                others.append(place)
                continue
            }
            for constant in constants {
                switch constant {
                case .string(let text): keys[.text(text), default: []].append(place)
                case .number(let number): keys[.number(number), default: []].append(place)
                case .range(let range): ranges.append((place, range))
                default: break
                }
            }
        }
        self.column = column
        self.others = others
        let spans = ranges.map { (place: $0.0, range: $0.1) }
        bounds = ranges.isEmpty ? [] : TableIndex.bounds(keys.keys, ranges.map(\.1))
        guard bounds.count * 2 < rules.count * TableIndex.growthMax,
            let segments = TableIndex.segments(bounds, keys, spans, rules.count)
        else { return nil }
        self.segments = segments
        exact = keys.mapValues { Array(Set($0)).sorted() }
    }

    private static func isKnown(_ constant: FEELValue) -> Bool {
        switch constant {
        case .string, .number: return true
        case .range(let range):
            guard range.form != .notEqual else { return false }
            return [range.start, range.end].allSatisfy {
                if case .number = $0 { true } else { $0.isNull }
            }
        default: return false
        }
    }

    private static func bounds(_ keys: some Sequence<Key>, _ ranges: [FEELRange]) -> [Number] {
        var numbers: Set<Number> = []
        for case .number(let number) in keys { numbers.insert(number) }
        for range in ranges {
            for case .number(let number) in [range.start, range.end] { numbers.insert(number) }
        }
        return numbers.sorted()
    }

    /// For each segment its rules; nil where that becomes too much.
    private static func segments(
        _ bounds: [Number], _ keys: [Key: [Int]], _ ranges: [(place: Int, range: FEELRange)],
        _ ruleCount: Int
    ) -> [[Int]]? {
        if bounds.isEmpty { return [] }
        var segments: [Set<Int>] = Array(repeating: [], count: bounds.count * 2 + 1)
        var size = 0
        for (place, range) in ranges {
            let low = start(of: range, bounds)
            let high = end(of: range, bounds)
            guard low <= high else { continue }
            size += high - low
            guard size < ruleCount * growthMax else { return nil }
            for segment in low...high { segments[segment].insert(place) }
        }
        for (key, places) in keys {
            guard case .number(let number) = key else { continue }
            segments[segment(of: number, bounds)].formUnion(places)
        }
        return segments.map { $0.sorted() }
    }

    /// The number of the segment that holds a number: odd ones are the bounds themselves.
    private static func segment(of number: Number, _ bounds: [Number]) -> Int {
        var (low, high) = (0, bounds.count)
        while low < high {
            let middle = (low + high) / 2
            if bounds[middle] < number { low = middle + 1 } else { high = middle }
        }
        return low < bounds.count && bounds[low] == number ? low * 2 + 1 : low * 2
    }

    private static func start(of range: FEELRange, _ bounds: [Number]) -> Int {
        guard case .number(let number) = range.start else { return 0 }
        return segment(of: number, bounds) + (range.includesStart ? 0 : 1)
    }

    private static func end(of range: FEELRange, _ bounds: [Number]) -> Int {
        guard case .number(let number) = range.end else { return bounds.count * 2 }
        return segment(of: number, bounds) - (range.includesEnd ? 0 : 1)
    }

    /// How many rules are asked for one value, on the average of the lists.
    private var cost: Double {
        let lists = bounds.isEmpty ? Array(exact.values) : segments
        guard !lists.isEmpty else { return Double(others.count + 1) * 4 }
        let size = lists.reduce(0) { $0 + $1.count }
        return Double(others.count) + Double(size) / Double(lists.count)
    }

    /// The places of the rules that may fire, in their order; nil where all may.
    func candidates(for value: FEELValue) -> [Int]? {
        var found: [Int] = []
        switch value {
        case .string(let text): found = exact[.text(text)] ?? []
        case .number(let number):
            found =
                bounds.isEmpty
                ? exact[.number(number)] ?? []
                : segments[TableIndex.segment(of: number, bounds)]
        // A cell may be the same range.
        case .range: return nil
        default: break
        }
        if others.isEmpty { return found }
        return found.isEmpty ? others : merged(found)
    }

    private func merged(_ found: [Int]) -> [Int] {
        var (result, first, second): ([Int], Int, Int) = ([], 0, 0)
        result.reserveCapacity(found.count + others.count)
        while first < found.count, second < others.count {
            if found[first] < others[second] {
                result.append(found[first])
                first += 1
            } else {
                result.append(others[second])
                second += 1
            }
        }
        return result + found[first...] + others[second...]
    }
}
