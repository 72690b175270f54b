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
        two("substring before") { text, match, run throws(DecisionLimit) in
            let parts = try split(text, at: match, run)
            return .string(parts.map { String($0.before) } ?? "")
        },
        two("substring after") { text, match, run throws(DecisionLimit) in
            let parts = try split(text, at: match, run)
            return .string(parts.map { String($0.after) } ?? "")
        },
        two("contains") { text, match, run throws(DecisionLimit) in
            .boolean(try split(text, at: match, run) != nil)
        },
        two("starts with") { text, match, _ in
            .boolean(text.unicodeScalars.starts(with: match.unicodeScalars))
        },
        two("ends with") { text, match, _ in
            .boolean(
                text.unicodeScalars.reversed().starts(with: match.unicodeScalars.reversed()))
        },
        Builtin(
            "string join", .string,
            [
                form("list", "delimiter", required: 1) { call throws(DecisionLimit) in
                    guard let text = try joined(call) else { return .null }
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
        _ name: String,
        _ body: @escaping @Sendable (String, String, Run) throws(DecisionLimit) -> FEELValue
    ) -> Builtin {
        Builtin(
            name, .any,
            [
                form("string", "match") { call throws(DecisionLimit) in
                    guard let text = call.string(0), let match = call.string(1) else {
                        return .null
                    }
                    return try body(text, match, call.run)
                }
            ])
    }

    private static func split(
        _ text: String, at match: String, _ run: Run
    ) throws(DecisionLimit) -> (
        before: Substring, after: Substring
    )? {
        let (scalars, wanted) = (text.unicodeScalars, match.unicodeScalars)
        guard let first = wanted.first else { return (text.prefix(0), text[...]) }
        var at = scalars.startIndex
        while let start = scalars[at...].firstIndex(of: first) {
            var (end, place, compared) = (start, wanted.startIndex, 0)
            while place != wanted.endIndex, end != scalars.endIndex, scalars[end] == wanted[place] {
                scalars.formIndex(after: &end)
                wanted.formIndex(after: &place)
                compared += 1
            }
            if place == wanted.endIndex { return (text[..<start], text[end...]) }
            try run.step(compared / 16)
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
    private static func joined(_ call: Arguments) throws(DecisionLimit) -> String? {
        guard let items = call.list(0), call.string(1) != nil || !call.has(1) else { return nil }
        let delimiter = call.string(1) ?? ""
        var (texts, length): ([String], Int) = ([], 0)
        for item in items where !item.isNull {
            guard case .string(let text) = item else { return nil }
            texts.append(text)
            length += text.utf8.count + delimiter.utf8.count
            if length > DecisionLimit.textLengthMax { throw .textLength }
        }
        return texts.joined(separator: delimiter)
    }
}
