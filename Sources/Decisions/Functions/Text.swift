/// Texts are counted in code points, as FEEL does.
extension Builtins {
    static let text: [Builtin] = [
        Builtin(
            "substring", .string,
            [
                form("string", "start position", "length", required: 2) {
                    call throws(DecisionLimit) in
                    try call.run.walk(call.string(0) ?? "")
                    return substring(call).map { FEELValue.string($0) } ?? .null
                }
            ]),
        one("string length", .number) { .number(Number($0.unicodeScalars.count)) },
        one("upper case", .string) { .string($0.uppercased()) },
        one("lower case", .string) { .string($0.lowercased()) },
        two("substring before") { text, match, run throws(DecisionLimit) in
            guard let count = try bytes(before: match, in: text, run) else {
                return .string("")
            }
            return .string(String(decoding: text.utf8.prefix(count), as: UTF8.self))
        },
        two("substring after") { text, match, run throws(DecisionLimit) in
            guard let count = try bytes(before: match, in: text, run) else {
                return .string("")
            }
            let rest = text.utf8.dropFirst(count + match.utf8.count)
            return .string(String(decoding: rest, as: UTF8.self))
        },
        two("contains") { text, match, run throws(DecisionLimit) in
            .boolean(try bytes(before: match, in: text, run) != nil)
        },
        two("starts with") { text, match, run throws(DecisionLimit) in
            try run.walk(match)
            return .boolean(text.utf8.starts(with: match.utf8))
        },
        two("ends with") { text, match, run throws(DecisionLimit) in
            try run.walk(match)
            return .boolean(text.utf8.reversed().starts(with: match.utf8.reversed()))
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
        Builtin(
            name, type,
            [
                form("string") { call throws(DecisionLimit) in
                    guard let text = call.string(0) else { return .null }
                    try call.run.walk(text)
                    return body(text)
                }
            ])
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

    /// How many bytes of UTF-8 stand before a match; in bytes, for they tell code points apart as they are.
    private static func bytes(
        before match: String, in text: String, _ run: Run
    ) throws(DecisionLimit) -> Int? {
        try run.walk(text)
        try run.walk(match)
        let (own, wanted) = (Array(text.utf8), Array(match.utf8))
        var (start, compared) = (0, 0)
        while start + wanted.count <= own.count {
            var length = 0
            while length < wanted.count, own[start + length] == wanted[length] { length += 1 }
            if length == wanted.count { return start }
            start += 1
            compared += length
            // What begins alike again and again is looked at more than once.
            if compared >= DecisionLimit.charactersPerStep {
                try run.step(compared / DecisionLimit.charactersPerStep)
                compared %= DecisionLimit.charactersPerStep
            }
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
