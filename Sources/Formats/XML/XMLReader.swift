import CXML

/// How much an XML reader accepts before it refuses the document.
public struct XMLLimits: Sendable {
    /// Two gigabytes: read as a stream, a large SDMX message is fine.
    public var bytes = 2 << 30
    public var depth = 128
    /// Whether a text of nothing but space is told too.
    public var keepsSpace = false

    public init() {}
}

/// Walks through an XML document as a stream, one node at a time; document types and entities are refused.
public final class XMLReader {
    public enum Kind: Sendable {
        case start
        case end
        case text
    }

    public let file: String
    private let input: XMLInput
    private let handle: xmlTextReaderPtr
    private let limits: XMLLimits
    private var owesEnd = false

    public init(
        _ chunks: @escaping ByteChunks, file: String, limits: XMLLimits = XMLLimits()
    ) throws {
        self.file = file
        self.limits = limits
        input = XMLInput(chunks, limit: limits.bytes)
        // No network, no external document, errors as values; huge mode stays off on purpose.
        let options =
            Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOCDATA.rawValue)
            | Int32(XML_PARSE_NOERROR.rawValue) | Int32(XML_PARSE_NOWARNING.rawValue)
        guard let handle = input.open(options: options) else {
            throw FormatError(file: file, message: "the XML reader could not be opened")
        }
        self.handle = handle
        input.collectErrors(of: handle)
    }

    public convenience init(bytes: [UInt8], file: String, limits: XMLLimits = XMLLimits()) throws {
        try self.init(chunks(of: bytes), file: file, limits: limits)
    }

    deinit { xmlFreeTextReader(handle) }

    /// The next start, end or text, or nil at the end; an empty element gives its end as well.
    public func advance() throws -> Kind? {
        if owesEnd {
            owesEnd = false
            return .end
        }
        while try read() {
            if let kind = try kind() { return kind }
        }
        return nil
    }

    /// The name without prefix of the element at hand.
    public var name: String { text(xmlTextReaderConstLocalName(handle)) ?? "" }
    public var namespace: String? { text(xmlTextReaderConstNamespaceUri(handle)) }
    public var value: String { text(xmlTextReaderConstValue(handle)) ?? "" }
    public var depth: Int { Int(xmlTextReaderDepth(handle)) }

    /// Whether the element has this name without prefix, without making a String of it.
    public func isNamed(_ name: StaticString) -> Bool {
        guard let own = xmlTextReaderConstLocalName(handle) else { return false }
        return name.withUTF8Buffer { wanted in
            for (index, byte) in wanted.enumerated() where own[index] != byte { return false }
            return own[wanted.count] == 0
        }
    }

    /// The line on which the node at hand begins.
    public var line: Int {
        let node = xmlTextReaderCurrentNode(handle).map { Int(xmlGetLineNo($0)) } ?? 0
        // libxml2 keeps 16 bits of line number in a node.
        return (1..<65_535).contains(node) ? node : Int(xmlTextReaderGetParserLineNumber(handle))
    }

    /// The value of an attribute without namespace.
    public func attribute(_ name: String) -> String? {
        guard xmlTextReaderMoveToAttribute(handle, name) == 1 else { return nil }
        defer { xmlTextReaderMoveToElement(handle) }
        return text(xmlTextReaderConstValue(handle))
    }

    /// All attributes of the element at hand, without namespace declarations.
    public func attributes() -> [XMLAttribute] {
        var found: [XMLAttribute] = []
        while xmlTextReaderMoveToNextAttribute(handle) == 1 {
            if xmlTextReaderIsNamespaceDecl(handle) == 1 { continue }
            found.append(XMLAttribute(name: name, namespace: namespace, value: value))
        }
        xmlTextReaderMoveToElement(handle)
        return found
    }

    /// An error at the node at hand.
    public func error(_ message: String, field: String? = nil) -> FormatError {
        FormatError(file: file, line: line, field: field, message: message)
    }

    private func read() throws -> Bool {
        let result = xmlTextReaderRead(handle)
        if let failure = input.failure { throw failure }
        if let problem = input.problem { throw problem.error(in: file) }
        guard result >= 0 else { throw error("the document is not well-formed") }
        return result == 1
    }

    private func kind() throws -> Kind? {
        switch xmlTextReaderNodeType(handle) {
        case 1:
            guard depth < limits.depth else {
                throw error("nested deeper than \(limits.depth) levels")
            }
            owesEnd = xmlTextReaderIsEmptyElement(handle) == 1
            return .start
        case 15: return .end
        case 3, 4: return .text
        case 13, 14: return limits.keepsSpace ? .text : nil
        case 5, 10:
            throw error("a document type or an entity; such a document is refused, remove it")
        default: return nil
        }
    }

    private func text(_ pointer: UnsafePointer<xmlChar>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}

/// An attribute of an XML element.
public struct XMLAttribute: Equatable, Sendable {
    public let name: String
    public let namespace: String?
    public let value: String
}
