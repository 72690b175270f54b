extension Builtins {
    static let lists: [Builtin] = [
        Builtin(
            "list contains", .boolean,
            [
                form("list", "element") { call in
                    guard let items = call.list(0) else { return .null }
                    return .boolean(items.contains { $0.isEqual(to: call[1]) == true })
                }
            ]),
        Builtin(
            "count", .number,
            [form("list") { call in FEELValue(call.list(0).map { Number($0.count) }) }]),
        Builtin(
            "sublist", .list(.any),
            [form("list", "start position", "length", required: 2) { sublist($0) }]),
        Builtin(
            "index of", .list(.number),
            [
                form("list", "match") { call in
                    guard let items = call.list(0) else { return .null }
                    let places = items.indices.filter { items[$0].isEqual(to: call[1]) == true }
                    return .list(places.map { .number(Number($0 + 1)) })
                }
            ]),
        Builtin(
            "all", .boolean,
            [form("list", required: 1, isOpen: true) { FEELValue(truth(of: $0, isAll: true)) }]),
        Builtin(
            "any", .boolean,
            [form("list", required: 1, isOpen: true) { FEELValue(truth(of: $0, isAll: false)) }]),
        Builtin(
            "sort", .list(.any),
            [
                form("list", "precedes", required: 1) { call throws(DecisionLimit) in
                    try sorted(call)
                }
            ]),
    ]

    private static func sublist(_ call: Arguments) -> FEELValue {
        guard let items = call.list(0), let start = call.int(1), start != 0 else { return .null }
        let first = start > 0 ? start - 1 : items.count + start
        guard (0..<max(items.count, 1)).contains(first), first <= items.count else { return .null }
        guard call.has(2) else { return call.count > 2 ? .null : .list(Array(items[first...])) }
        guard let length = call.int(2), length >= 0, length <= items.count - first else {
            return .null
        }
        return .list(Array(items[first..<first + length]))
    }

    /// `all` is the `and` of the items, `any` their `or`; another kind makes the whole null.
    private static func truth(of call: Arguments, isAll: Bool) -> Bool? {
        guard let items = call.items else { return nil }
        var result: Bool? = isAll
        for item in items {
            var flag: Bool?
            switch item {
            case .boolean(let value): flag = value
            case .null: flag = nil
            default: return nil
            }
            result = isAll ? both(result, flag) : either(result, flag)
        }
        return result
    }

    /// A stable merge sort: what the function says of two items is asked, whatever it says.
    private static func sorted(_ call: Arguments) throws(DecisionLimit) -> FEELValue {
        guard let items = call.list(0) else { return .null }
        let function = call.function(1)
        if function == nil, call.count > 1 { return .null }
        var isOrdered = true
        func precedes(_ left: FEELValue, _ right: FEELValue) throws(DecisionLimit) -> Bool {
            guard let function else {
                guard let order = left.order(right) else {
                    isOrdered = false
                    return false
                }
                return order < 0
            }
            guard case .boolean(let flag) = try function.call([left, right], call.run) else {
                isOrdered = false
                return false
            }
            return flag
        }
        func sort(_ part: ArraySlice<FEELValue>) throws(DecisionLimit) -> [FEELValue] {
            if part.count < 2 { return Array(part) }
            try call.run.step(part.count / 8)
            let middle = part.startIndex + part.count / 2
            let (left, right) = (try sort(part[..<middle]), try sort(part[middle...]))
            var (merged, first, second): ([FEELValue], Int, Int) = ([], 0, 0)
            merged.reserveCapacity(part.count)
            while first < left.count, second < right.count {
                if try precedes(right[second], left[first]) {
                    merged.append(right[second])
                    second += 1
                } else {
                    merged.append(left[first])
                    first += 1
                }
            }
            return merged + left[first...] + right[second...]
        }
        let result = try sort(items[...])
        return isOrdered ? .list(result) : .null
    }
}
