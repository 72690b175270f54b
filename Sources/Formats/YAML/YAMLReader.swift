import Yams

/// How much a YAML reader accepts before it refuses the document.
public struct YAMLLimits: Sendable {
    public var bytes = 4 << 20
    /// Counted after aliases are written out, which is what an alias bomb multiplies.
    public var nodes = 200_000
    public var depth = 64

    public init() {}
}

extension YAML {
    /// Reads one YAML document.
    public static func parse(
        _ text: String, file: String, limits: YAMLLimits = YAMLLimits()
    ) throws -> YAML {
        try guardShape(text, file: file, limits: limits)
        let root: Node?
        do {
            // Texts stay texts here, so no rule has to guess at what a plain one means.
            root = try Yams.compose(yaml: text, .basic)
        } catch {
            throw FormatError(yaml: error, file: file)
        }
        guard let root else {
            throw FormatError(file: file, line: 1, message: "the document is empty")
        }
        var builder = YAMLBuilder(file: file, limits: limits)
        return try builder.node(root, path: "", depth: 1)
    }

    public static func parse(
        _ bytes: [UInt8], file: String, limits: YAMLLimits = YAMLLimits()
    ) throws -> YAML {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw FormatError(file: file, message: "the text is not UTF-8; save it as UTF-8")
        }
        return try parse(text, file: file, limits: limits)
    }

    /// The parser below recurses; a hostile nesting is refused before it can exhaust the stack.
    private static func guardShape(_ text: String, file: String, limits: YAMLLimits) throws {
        guard text.utf8.count <= limits.bytes else {
            throw FormatError(
                file: file, message: "the text has over \(limits.bytes) bytes; split it")
        }
        var shape = YAMLShape()
        for byte in text.utf8 {
            shape.read(byte)
            guard shape.depth <= limits.depth * 8 else {
                throw FormatError(
                    file: file, line: shape.line,
                    message: "nested deeper than \(limits.depth) levels")
            }
        }
    }
}

/// An upper bound of the nesting of a YAML text, from its brackets, indents and leading dashes.
private struct YAMLShape {
    var line = 1
    private var brackets = 0
    private var lead = 0
    private var isLeading = true

    var depth: Int { brackets + lead }

    mutating func read(_ byte: UInt8) {
        switch byte {
        case 10: (line, lead, isLeading) = (line + 1, 0, true)
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "?"): if isLeading { lead += 1 }
        case UInt8(ascii: "["), UInt8(ascii: "{"): (brackets, isLeading) = (brackets + 1, false)
        case UInt8(ascii: "]"), UInt8(ascii: "}"):
            (brackets, isLeading) = (max(0, brackets - 1), false)
        default: isLeading = false
        }
    }
}

private struct YAMLBuilder {
    let file: String
    let limits: YAMLLimits
    var count = 0

    mutating func node(_ node: Node, path: String, depth: Int) throws -> YAML {
        let (line, column) = (node.mark?.line ?? 1, node.mark?.column ?? 1)
        count += 1
        guard count <= limits.nodes, depth <= limits.depth else {
            throw FormatError(
                file: file, line: line, column: column,
                message:
                    "more than \(limits.nodes) values or \(limits.depth) levels; aliases count each time"
            )
        }
        let content = try content(node, path: path, depth: depth)
        return YAML(file: file, line: line, column: column, path: path, content: content)
    }

    private mutating func content(_ node: Node, path: String, depth: Int) throws -> YAML.Content {
        switch node {
        case .scalar(let scalar):
            return .scalar(scalar.string, isPlain: scalar.style == .plain || scalar.style == .any)
        case .sequence(let items):
            var result: [YAML] = []
            for (index, item) in items.enumerated() {
                result.append(try self.node(item, path: "\(path)[\(index)]", depth: depth + 1))
            }
            return .list(result)
        case .mapping(let pairs):
            return .map(try pairs.map { try entry($0.key, $0.value, path: path, depth: depth) })
        case .alias(let alias):
            throw FormatError(
                file: file, line: alias.mark?.line,
                message: "an alias without its anchor; write the value out")
        }
    }

    private mutating func entry(
        _ key: Node, _ value: Node, path: String, depth: Int
    ) throws -> YAML.Entry {
        guard let name = key.scalar?.string else {
            throw FormatError(file: file, line: key.mark?.line, message: "a key must be a text")
        }
        let child = try node(value, path: path.isEmpty ? name : path + "." + name, depth: depth + 1)
        return YAML.Entry(key: name, value: child)
    }
}

extension FormatError {
    fileprivate init(yaml error: any Error, file: String) {
        switch error {
        case YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _):
            self.init(file: file, line: mark.line, column: mark.column, message: problem)
        case YamlError.duplicatedKeysInMapping(let duplicates, let context):
            let names = duplicates.joined(separator: ", ")
            self.init(
                file: file, line: context.mark.line, field: names,
                message: "this key stands here twice; keep one")
        default:
            self.init(file: file, message: "not readable as YAML: \(error)")
        }
    }
}
