import Formats

/// Follows the tags of a template through a filled page, and refuses a tag without an answer.
struct TagWalk {
    let file: String

    func check(_ text: String, page: Any) throws {
        var scopes: [Any] = [page]
        for (line, tag) in tags(text) {
            switch tag.first {
            case "#", "^": scopes.append(first(try answer(String(tag.dropFirst()), scopes, line)))
            case "/": if scopes.count > 1 { scopes.removeLast() }
            case "!": continue
            default: _ = try answer(tag, scopes, line)
            }
        }
    }

    private func tags(_ text: String) -> [(line: Int, tag: String)] {
        var found: [(Int, String)] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
            .enumerated()
        {
            var rest = line[...]
            while let open = rest.firstRange(of: "{{"),
                let close = rest[open.upperBound...].firstRange(of: "}}")
            {
                found.append(
                    (index + 1, rest[open.upperBound..<close.lowerBound].filter { $0 != " " }))
                rest = rest[close.upperBound...]
            }
        }
        return found
    }

    /// The value of `a.b`, looked for from the innermost scope outwards as the engine does.
    private func answer(_ tag: String, _ scopes: [Any], _ line: Int) throws -> Any {
        if tag == "." { return scopes.last ?? "" }
        for scope in scopes.reversed() {
            var value: Any? = scope
            for name in tag.split(separator: ".") {
                value = value.flatMap { child(String(name), of: $0) }
            }
            if let value { return value }
        }
        throw FormatError(file: file, line: line, field: tag, message: "nothing answers this tag")
    }

    private func child(_ name: String, of value: Any) -> Any? {
        Mirror(reflecting: value).children.first { $0.label == name }?.value
    }

    /// What stands inside a section: an element of a list, the value of an optional.
    private func first(_ value: Any) -> Any {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .collection, .optional: return mirror.children.first?.value ?? value
        default: return value
        }
    }
}
