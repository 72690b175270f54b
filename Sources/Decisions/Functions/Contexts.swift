extension Builtins {
    static let contexts: [Builtin] = [
        Builtin(
            "get value", .any,
            [
                form("m", "key") { call in
                    guard let context = call.context(0), let key = call.string(1) else {
                        return .null
                    }
                    return context[key] ?? .null
                }
            ]),
        Builtin(
            "get entries", .list(.any),
            [
                form("m") { call in
                    guard let context = call.context(0) else { return .null }
                    return .list(
                        context.members.map {
                            .context(
                                FEELContext(
                                    names: entryNames, values: [.string($0.name), $0.value]))
                        })
                }
            ]),
        Builtin("context", .any, [form("entries") { made($0) }]),
        Builtin(
            "context put", .any,
            [
                // Without names both are meant, so the wider form stands first.
                form("context", "keys", "value") { put($0, allowsPath: true) },
                form("context", "key", "value") { put($0, allowsPath: false) },
            ]),
        Builtin(
            "context merge", .any,
            [
                form("contexts") { call in
                    guard let items = call.list(0) else { return .null }
                    var members: [(String, FEELValue)] = []
                    for item in items {
                        guard case .context(let context) = item else { return .null }
                        members += context.members.map { ($0.name, $0.value) }
                    }
                    return FEELValue.bounded(FEELContext(members))
                }
            ]),
    ]

    private static let entryNames = ContextNames(["key", "value"])

    /// Of entries with `key` and `value`; a key that stands twice makes it null.
    private static func made(_ call: Arguments) -> FEELValue {
        guard let items = call.list(0) else { return .null }
        var (members, names): ([(String, FEELValue)], Set<Spelling>) = ([], [])
        for item in items {
            guard case .context(let entry) = item, case .string(let key)? = entry["key"],
                let value = entry["value"], names.insert(Spelling(key)).inserted
            else { return .null }
            members.append((key, value))
        }
        return FEELValue.bounded(FEELContext(members))
    }

    private static func put(_ call: Arguments, allowsPath: Bool) -> FEELValue {
        guard let context = call.context(0), call.count == 3 else { return .null }
        var keys: [String] = []
        if allowsPath, case .list(let items) = call[1] {
            for item in items {
                guard case .string(let key) = item else { return .null }
                keys.append(key)
            }
        } else if case .string(let key) = call[1] {
            keys = [key]
        }
        guard !keys.isEmpty, keys.count < 100 else { return .null }
        return put(context, keys[...], call[2]).map { FEELValue.bounded($0) } ?? .null
    }

    private static func put(
        _ context: FEELContext, _ keys: ArraySlice<String>, _ value: FEELValue
    ) -> FEELContext? {
        guard let key = keys.first else { return nil }
        if keys.count == 1 { return context.putting(key, value) }
        guard case .context(let inner)? = context[key],
            let changed = put(inner, keys.dropFirst(), value)
        else { return nil }
        return context.putting(key, .context(changed))
    }
}
