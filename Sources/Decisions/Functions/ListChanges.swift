/// Functions that make a list of others.
extension Builtins {
    static let changes: [Builtin] = [
        Builtin(
            "append", .list(.any),
            [
                form("list", "item", required: 1, isOpen: true) { call throws(DecisionLimit) in
                    guard let items = call.list(0) else { return .null }
                    return try call.run.checked(items + call.values.dropFirst())
                }
            ]),
        Builtin(
            "concatenate", .list(.any),
            [
                form("list", required: 1, isOpen: true) { call throws(DecisionLimit) in
                    try joined(call) ?? .null
                }
            ]),
        Builtin(
            "union", .list(.any),
            [
                form("list", required: 1, isOpen: true) { call throws(DecisionLimit) in
                    guard case .list(let items)? = try joined(call) else { return .null }
                    return try distinct(Array(items), call.run)
                }
            ]),
        Builtin(
            "distinct values", .list(.any),
            [
                form("list") { call throws(DecisionLimit) in
                    guard let items = call.list(0) else { return .null }
                    return try distinct(Array(items), call.run)
                }
            ]),
        Builtin(
            "flatten", .list(.any),
            [
                form("list") { call throws(DecisionLimit) in
                    guard let items = call.list(0) else { return .null }
                    var flat: [FEELValue] = []
                    try flatten(items, into: &flat, call.run)
                    return try call.run.checked(flat)
                }
            ]),
        Builtin(
            "reverse", .list(.any),
            [form("list") { call in call.list(0).map { .list($0.reversed()) } ?? .null }]),
        Builtin(
            "insert before", .list(.any),
            [
                form("list", "position", "newItem") { call throws(DecisionLimit) in
                    guard var items = call.list(0), let place = Builtins.place(call, items.count)
                    else {
                        return .null
                    }
                    items.insert(call[2], at: place)
                    return try call.run.checked(items)
                }
            ]),
        Builtin(
            "remove", .list(.any),
            [
                form("list", "position") { call in
                    guard var items = call.list(0), let place = Builtins.place(call, items.count)
                    else {
                        return .null
                    }
                    items.remove(at: place)
                    return .list(items)
                }
            ]),
        Builtin(
            "list replace", .list(.any),
            [
                form("list", "position", "newItem") { call throws(DecisionLimit) in
                    try replaced(call)
                },
                form("list", "match", "newItem") { call throws(DecisionLimit) in
                    call.function(1) == nil ? .null : try replaced(call)
                },
            ]),
    ]

    /// The index that a position names, from 1 or from the end.
    private static func place(_ call: Arguments, _ count: Int) -> Int? {
        guard let position = call.int(1), position != 0, abs(position) <= count else { return nil }
        return position > 0 ? position - 1 : count + position
    }

    private static func joined(_ call: Arguments) throws(DecisionLimit) -> FEELValue? {
        var items: [FEELValue] = []
        for index in 0..<call.count {
            guard let list = call.list(index) else { return nil }
            items += list
        }
        return try call.run.checked(items)
    }

    /// Each value once. Plain ones are looked up, others compared one by one.
    private static func distinct(
        _ items: [FEELValue], _ run: Run
    ) throws(DecisionLimit) -> FEELValue {
        var (numbers, texts): (Set<Number>, Set<Spelling>) = ([], [])
        var (kept, others): ([FEELValue], [FEELValue]) = ([], [])
        for item in items {
            switch item {
            case .number(let number): if numbers.insert(number).inserted { kept.append(item) }
            case .string(let text):
                if texts.insert(Spelling(text)).inserted { kept.append(item) }
            default:
                try run.step((others.count + 1) * (1 + Int(item.size) / 16))
                if others.contains(item) { continue }
                others.append(item)
                kept.append(item)
            }
        }
        return .list(kept)
    }

    private static func flatten(
        _ items: [FEELValue], into flat: inout [FEELValue], _ run: Run
    ) throws(DecisionLimit) {
        for item in items {
            try run.step()
            if case .list(let inner) = item {
                try flatten(inner.items, into: &flat, run)
            } else {
                flat.append(item)
            }
        }
    }

    private static func replaced(_ call: Arguments) throws(DecisionLimit) -> FEELValue {
        guard var items = call.list(0) else { return .null }
        guard let function = call.function(1) else {
            guard let place = Builtins.place(call, items.count) else { return .null }
            items[place] = call[2]
            return .list(items)
        }
        for (index, item) in items.enumerated() {
            guard case .boolean(let isMeant) = try function.call([item, call[2]], call.run) else {
                return .null
            }
            if isMeant { items[index] = call[2] }
        }
        return .list(items)
    }
}
