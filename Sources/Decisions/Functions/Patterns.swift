/// Functions with regular expressions, as XPath defines them.
extension Builtins {
    static let patterns: [Builtin] = [
        Builtin(
            "matches", .boolean,
            [
                form("input", "pattern", "flags", required: 2) { call throws(DecisionLimit) in
                    guard var matcher = try Builtins.matcher(call, flags: 2) else { return .null }
                    return .boolean(try matcher.firstMatch(from: 0) != nil)
                }
            ]),
        Builtin(
            "replace", .string,
            [
                form("input", "pattern", "replacement", "flags", required: 3) {
                    call throws(DecisionLimit) in
                    guard let replacement = call.string(2),
                        var matcher = try Builtins.matcher(call, flags: 3)
                    else { return .null }
                    return try replaced(&matcher, Array(replacement.unicodeScalars), call.run)
                }
            ]),
        Builtin(
            "split", .list(.string),
            [
                form("string", "delimiter") { call throws(DecisionLimit) in
                    guard var matcher = try Builtins.matcher(call, flags: 2) else { return .null }
                    return try split(&matcher, call.run)
                }
            ]),
    ]

    private static func matcher(
        _ call: Arguments, flags index: Int
    ) throws(DecisionLimit) -> Matcher? {
        guard let text = call.string(0), let source = call.string(1),
            let flags = call.has(index) ? call.string(index) : ""
        else { return nil }
        try call.run.walk(text)
        // Each sign becomes a node and an instruction.
        try call.run.step(source.utf8.count)
        guard let pattern = Pattern(source, flags: flags) else { return nil }
        return Matcher(pattern, text, call.run)
    }

    /// A pattern that matches nothing at all is an error in XPath; so it is null.
    private static func replaced(
        _ matcher: inout Matcher, _ replacement: [Unicode.Scalar], _ run: Run
    ) throws(DecisionLimit) -> FEELValue {
        var result: [Unicode.Scalar] = []
        var at = 0
        while let match = try matcher.firstMatch(from: at) {
            if match.isEmpty { return .null }
            result += matcher.text[at..<match.lowerBound]
            guard try insert(replacement, matcher, match, into: &result) else { return .null }
            at = match.upperBound
        }
        result += matcher.text[at...]
        return try run.checked(string(result[...]))
    }

    /// `$1` is a group, `$0` the whole match, `\$` and `\\` the signs themselves.
    private static func insert(
        _ replacement: [Unicode.Scalar], _ matcher: Matcher, _ match: Range<Int>,
        into result: inout [Unicode.Scalar]
    ) throws(DecisionLimit) -> Bool {
        var at = 0
        while at < replacement.count {
            // Here, for the whole may be many times what goes in.
            if result.count > DecisionLimit.textLengthMax { throw .textLength }
            let scalar = replacement[at]
            at += 1
            if scalar == "\\" {
                guard at < replacement.count, replacement[at] == "$" || replacement[at] == "\\"
                else { return false }
                result.append(replacement[at])
                at += 1
            } else if scalar == "$" {
                guard at < replacement.count, let digit = Int(String(replacement[at])) else {
                    return false
                }
                at += 1
                var number = digit
                while at < replacement.count, let more = Int(String(replacement[at])),
                    number * 10 + more < matcher.groupCount
                {
                    number = number * 10 + more
                    at += 1
                }
                result += number == 0 ? matcher.text[match] : matcher.group(number)
            } else {
                result.append(scalar)
            }
        }
        return true
    }

    private static func split(
        _ matcher: inout Matcher, _ run: Run
    ) throws(DecisionLimit) -> FEELValue {
        var parts: [FEELValue] = []
        var at = 0
        while let match = try matcher.firstMatch(from: at) {
            if match.isEmpty { return .null }
            parts.append(.string(string(matcher.text[at..<match.lowerBound])))
            at = match.upperBound
        }
        parts.append(.string(string(matcher.text[at...])))
        return try run.checked(parts)
    }

    private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }
}
