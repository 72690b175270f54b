/// An element of a small document with all that it contains.
public struct XMLElement: Equatable, Sendable {
    public let file: String
    public let line: Int
    public let name: String
    public let namespace: String?
    public let attributes: [XMLAttribute]
    public fileprivate(set) var children: [XMLElement] = []
    /// The text directly inside this element.
    public fileprivate(set) var text = ""

    /// Reads a whole document into memory; for large ones walk with `XMLReader`.
    public static func parse(
        _ bytes: [UInt8], file: String, limits: XMLLimits = .small
    ) throws -> XMLElement {
        let reader = try XMLReader(bytes: bytes, file: file, limits: limits)
        var open: [XMLElement] = []
        while let kind = try reader.advance() {
            switch kind {
            case .start: open.append(XMLElement(at: reader))
            case .text: if !open.isEmpty { open[open.count - 1].text += reader.value }
            case .end:
                let closed = open.removeLast()
                if open.isEmpty { return try closed.atEnd(of: reader) }
                open[open.count - 1].children.append(closed)
            }
        }
        throw FormatError(file: file, message: "the document has no element")
    }

    public static func parse(
        _ text: String, file: String, limits: XMLLimits = .small
    ) throws -> XMLElement {
        try parse(Array(text.utf8), file: file, limits: limits)
    }

    /// The element at hand, without what it contains.
    public init(at reader: XMLReader) {
        file = reader.file
        line = reader.line
        name = reader.name
        namespace = reader.namespace
        attributes = reader.attributes()
    }

    public func child(_ name: String) -> XMLElement? { children.first { $0.name == name } }
    public func children(named name: String) -> [XMLElement] { children.filter { $0.name == name } }

    public func attribute(_ name: String) -> String? {
        attributes.first { $0.name == name && $0.namespace == nil }?.value
    }

    public func required(child name: String) throws -> XMLElement {
        guard let found = child(name) else {
            throw error("the element <\(name)> is missing inside; add it")
        }
        return found
    }

    public func required(attribute name: String) throws -> String {
        guard let found = attribute(name) else {
            throw error("the attribute \(name) is missing; add it")
        }
        return found
    }

    /// An error at this element.
    public func error(_ message: String) -> FormatError {
        FormatError(file: file, line: line, field: "<\(name)>", message: message)
    }

    /// Reads on, so that garbage after the root is refused and not overlooked.
    private func atEnd(of reader: XMLReader) throws -> XMLElement {
        while try reader.advance() != nil {}
        return self
    }
}

extension XMLReader {
    /// The element at hand with all that it contains; the reader stands at its end afterwards. For parts of a large
    /// document that are small themselves.
    public func element(nodesMax: Int = 1_000_000) throws -> XMLElement {
        var open = [XMLElement(at: self)]
        var nodes = 1
        while let kind = try advance() {
            switch kind {
            case .start:
                nodes += 1
                guard nodes <= nodesMax else {
                    throw open[0].error("over \(nodesMax) elements stand in one; split it")
                }
                open.append(XMLElement(at: self))
            case .text: open[open.count - 1].text += value
            case .end:
                let closed = open.removeLast()
                if open.isEmpty { return closed }
                open[open.count - 1].children.append(closed)
            }
        }
        throw error("the document ends within an element")
    }
}

extension XMLLimits {
    /// A document that is kept in memory as a tree.
    public static var small: XMLLimits {
        var limits = XMLLimits()
        limits.bytes = 32 << 20
        return limits
    }
}

/// Escapes a text for use between tags and inside attribute values; forbidden control characters become U+FFFD.
public func xmlEscaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
        switch scalar {
        case "&": result += "&amp;"
        case "<": result += "&lt;"
        case ">": result += "&gt;"
        case "\"": result += "&quot;"
        case "\t", "\n", "\r": result += "&#\(scalar.value);"
        case let control where control.value < 0x20: result += "\u{FFFD}"
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
