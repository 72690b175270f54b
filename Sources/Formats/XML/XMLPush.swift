import CXML

/// What an `XMLPush` tells of a document, in its order; an error that is thrown ends the walk.
public protocol XMLHandler: AnyObject {
    func start(_ element: borrowing XMLStart) throws
    func end(_ name: XMLName) throws
    /// Text between tags, also space; one text may come in several pieces.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws
}

/// Walks through a large XML document and calls a handler, several times as fast as `XMLReader`; names are compared
/// by address and values are handed on as bytes. Document types and entities are refused.
public final class XMLPush {
    public let file: String
    private let chunks: ByteChunks
    private let limits: XMLLimits
    private let context: xmlParserCtxtPtr
    // Set while `feed` runs, and kept alive by whoever called it.
    private unowned(unsafe) var handler: (any XMLHandler)?
    private var failure: (any Error)?
    private var problem: XMLInput.Problem?
    private var taken = 0
    private var depth = 0
    /// Bytes that were given since something was told: one tag grows no further than this.
    private var untold = 0
    private var isAtEnd = false

    /// What is parsed at once: the handler's results of one piece are all in memory.
    private static let pieceBytes = 16 << 10
    private static let tagBytesMax = 4 << 20

    public init(
        _ chunks: @escaping ByteChunks, file: String, limits: XMLLimits = XMLLimits()
    ) throws {
        self.chunks = chunks
        self.file = file
        self.limits = limits
        var calls = XMLPush.calls
        guard let context = xmlCreatePushParserCtxt(&calls, nil, nil, 0, nil) else {
            throw FormatError(file: file, message: "the XML reader could not be opened")
        }
        self.context = context
        // No network, no document type (the first one stops the walk), so no entity but the five and characters.
        xmlCtxtUseOptions(
            context, Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOENT.rawValue))
        context.pointee.userData = Unmanaged.passUnretained(self).toOpaque()
    }

    deinit { xmlFreeParserCtxt(context) }

    /// The address of a name that is looked for, the same wherever it stands in the document.
    public func name(_ text: String) -> XMLName {
        XMLName(pointer: xmlDictLookup(context.pointee.dict, text, Int32(text.utf8.count)))
    }

    /// The line that was read last.
    public var line: Int { context.pointee.input.map { Int($0.pointee.line) } ?? 0 }

    /// Reads on until the handler was called, or returns false: the document has ended, and well.
    public func feed(_ handler: any XMLHandler) throws -> Bool {
        self.handler = handler
        defer { self.handler = nil }
        while !isAtEnd {
            untold += 1
            try withExtendedLifetime(handler) { try push() }
            if untold == 0 { return true }
        }
        return false
    }

    private var rest: ArraySlice<UInt8> = []

    private func push() throws {
        while rest.isEmpty {
            guard let next = try chunks() else {
                isAtEnd = true
                xmlParseChunk(context, nil, 0, 1)
                return try check()
            }
            try count(next.count)
            rest = next[...]
        }
        let piece = rest.prefix(XMLPush.pieceBytes)
        rest = rest.dropFirst(piece.count)
        untold += piece.count
        piece.withUnsafeBytes { bytes in
            _ = xmlParseChunk(
                context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
                Int32(bytes.count), 0)
        }
        try check()
    }

    private func count(_ bytes: Int) throws {
        taken += bytes
        guard taken <= limits.bytes else {
            throw error("the document has over \(limits.bytes) bytes; split it")
        }
    }

    private func check() throws {
        if let failure { throw failure }
        if let problem { throw problem.error(in: file) }
        guard untold <= XMLPush.tagBytesMax else {
            throw error("a tag of over \(XMLPush.tagBytesMax) bytes; the document is refused")
        }
        guard context.pointee.wellFormed != 0 else { throw error("it is not well-formed") }
    }

    /// An error at the line that was read last.
    public func error(_ message: String, field: String? = nil) -> FormatError {
        FormatError(file: file, line: line, field: field, message: message)
    }
}

extension XMLPush {
    /// Called back by libxml2. An error cannot pass through C: it is kept, and the parser stopped.
    private static var calls: xmlSAXHandler {
        var calls = xmlSAXHandler()
        calls.initialized = UInt32(XML_SAX2_MAGIC)
        calls.internalSubset = { context, _, _, _ in
            XMLPush.told(context) { push, _ in
                throw push.error(
                    "a document type or an entity; such a document is refused, remove it")
            }
        }
        calls.startElementNs = { context, name, _, namespace, _, _, count, _, attributes in
            XMLPush.told(context) { push, handler in
                push.depth += 1
                guard push.depth <= push.limits.depth else {
                    throw push.error("nested deeper than \(push.limits.depth) levels")
                }
                try handler.start(
                    XMLStart(
                        name: XMLName(pointer: name), namespacePointer: namespace,
                        count: Int(count), attributes: attributes))
            }
        }
        calls.endElementNs = { context, name, _, _ in
            XMLPush.told(context) { push, handler in
                push.depth -= 1
                try handler.end(XMLName(pointer: name))
            }
        }
        calls.characters = { context, bytes, count in
            XMLPush.told(context) { _, handler in
                try handler.text(UnsafeBufferPointer(start: bytes, count: Int(count)))
            }
        }
        // The same address tells libxml2 not to look whether space can be left out.
        calls.ignorableWhitespace = calls.characters
        calls.serror = { context, error in
            guard let context, let error else { return }
            Unmanaged<XMLPush>.fromOpaque(context).takeUnretainedValue().note(error.pointee)
        }
        return calls
    }

    @inline(__always)
    private static func told(
        _ context: UnsafeMutableRawPointer?, _ body: (XMLPush, any XMLHandler) throws -> Void
    ) {
        guard let context else { return }
        Unmanaged<XMLPush>.fromOpaque(context)._withUnsafeGuaranteedRef { push in
            push.untold = 0
            guard push.failure == nil, let handler = push.handler else { return }
            do { try body(push, handler) } catch {
                push.failure = error
                xmlStopParser(push.context)
            }
        }
    }

    private func note(_ error: xmlError) {
        guard problem == nil, error.level.rawValue >= XML_ERR_ERROR.rawValue else { return }
        problem = XMLInput.Problem(error)
    }
}
