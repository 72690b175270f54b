/// Texts are counted in code points, as FEEL does.
extension Builtins {
    static let text: [Builtin] = [
        Builtin(
            "substring", .string,
            [
                form("string", "start position", "length", required: 2) {
                    substring($0).map { FEELValue.string($0) } ?? .null
                }
            ]),
        one("string length", .number) { .number(Number($0.unicodeScalars.count)) },
        one("upper case", .string) { .string($0.uppercased()) },
        one("lower case", .string) { .string($0.lowercased()) },
        two("substring before") { text, match in
            .string(split(text, at: match).map { String($0.before) } ?? "")
        },
        two("substring after") { text, match in
            .string(split(text, at: match).map { String($0.after) } ?? "")
        },
        two("contains") { text, match in .boolean(split(text, at: match) != nil) },
        two("starts with") { text, match in
            .boolean(text.unicodeScalars.starts(with: match.unicodeScalars))
        },
        two("ends with") { text, match in
            .boolean(
                text.unicodeScalars.reversed().starts(with: match.unicodeScalars.reversed()))
        },
        Builtin(
            "string join", .string,
            [
                form("list", "delimiter", required: 1) { call throws(DecisionLimit) in
                    guard let text = joined(call) else { return .null }
                    return try call.run.checked(text)
                }
            ]),
    ]

    private static func one(
        _ name: String, _ type: FEELType, _ body: @escaping @Sendable (String) -> FEELValue
    ) -> Builtin {
        Builtin(name, type, [form("string") { $0.string(0).map(body) ?? .null }])
    }

    private static func two(
        _ name: String, _ body: @escaping @Sendable (String, String) -> FEELValue
    ) -> Builtin {
        Builtin(
            name, .any,
            [
                form("string", "match") { call in
                    guard let text = call.string(0), let match = call.string(1) else {
                        return .null
                    }
                    return body(text, match)
                }
            ])
    }

    private static func split(
        _ text: String, at match: String
    ) -> (
        before: Substring, after: Substring
    )? {
        let (scalars, wanted) = (text.unicodeScalars, match.unicodeScalars)
        guard let first = wanted.first else { return (text.prefix(0), text[...]) }
        var at = scalars.startIndex
        while let start = scalars[at...].firstIndex(of: first) {
            let rest = scalars[start...]
            if rest.starts(with: wanted) {
                let end = scalars.index(start, offsetBy: wanted.count)
                return (text[..<start], text[end...])
            }
            at = scalars.index(after: start)
        }
        return nil
    }

    /// From a place that counts from 1, or from the end below 0.
    private static func substring(_ call: Arguments) -> String? {
        guard let text = call.string(0), let start = call.int(1), start != 0 else { return nil }
        let scalars = Array(text.unicodeScalars)
        let first = start > 0 ? start - 1 : scalars.count + start
        guard (0...scalars.count).contains(first) else { return start < 0 ? nil : "" }
        var end = scalars.count
        if call.has(2) {
            guard let length = call.int(2), length >= 1 else { return nil }
            end = min(end, first + min(length, scalars.count))
        }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[first..<end])
        return String(view)
    }

    /// Null items are passed over; another kind makes the whole null.
    private static func joined(_ call: Arguments) -> String? {
        guard let items = call.list(0), call.string(1) != nil || !call.has(1) else { return nil }
        var texts: [String] = []
        for item in items where !item.isNull {
            guard case .string(let text) = item else { return nil }
            texts.append(text)
        }
        return texts.joined(separator: call.string(1) ?? "")
    }
}
