public import Formats

/// What a message is, from its first bytes: which format, in which version, and what it speaks of.
public struct MessageKind: Equatable, Sendable {
    public enum Format: String, Sendable {
        case ml = "SDMX-ML"
        case json = "SDMX-JSON"
        case csv = "SDMX-CSV"
        case jsonStat = "JSON-stat"
    }

    public enum Content: String, Sendable {
        case data
        case structure
        /// Reference metadata.
        case metadata
        /// A question to a registry, or what it answers.
        case query
        case error
    }

    public var format: Format
    public var content: Content
    /// `2.1`, `3.0`; of SDMX-JSON `1.0`, `2.0`; nil where the first bytes do not say.
    public var version: String?
    /// Generic or structure-specific, of SDMX-ML.
    public var isGeneric = false

    public init(
        _ format: Format, _ content: Content, version: String? = nil, isGeneric: Bool = false
    ) {
        self.format = format
        self.content = content
        self.version = version
        self.isGeneric = isGeneric
    }
}

/// A message as it came: perhaps packed with gzip or zip, in any of the formats.
public struct Envelope {
    public let kind: MessageKind
    /// The file's name inside a zip archive; not to be trusted.
    public let innerName: String?
    private let source: () throws -> ByteChunks
    private let file: String
    private let limit: Int

    /// Two gigabytes of XML, as `XMLLimits`: what is packed smaller may still be large.
    public static let bytesMax = 2 << 30
    /// Roots and headers stand within.
    private static let lookBytes = 64 << 10

    /// `source` opens the input, once to look and once for each reading.
    public init(
        _ source: @escaping () throws -> ByteChunks, file: String, limit: Int = Envelope.bytesMax
    ) throws {
        self.source = source
        self.file = file
        self.limit = limit
        let (bytes, name) = try Envelope.unpack(source(), file: file, limit: limit)
        innerName = name
        var head: [UInt8] = []
        while head.count < Envelope.lookBytes, let next = try bytes() { head += next }
        guard let kind = MessageLook(head).kind else {
            throw FormatError(
                file: file,
                message: "no statistical message: neither SDMX-ML, -JSON, -CSV nor JSON-stat")
        }
        self.kind = kind
    }

    public init(bytes: [UInt8], file: String) throws {
        try self.init({ chunks(of: bytes) }, file: file)
    }

    /// The message from its beginning, unpacked.
    public func open() throws -> ByteChunks {
        try Envelope.unpack(source(), file: file, limit: limit).bytes
    }

    private static func unpack(
        _ chunks: @escaping ByteChunks, file: String, limit: Int
    ) throws -> (bytes: ByteChunks, name: String?) {
        var first: [UInt8] = []
        while first.count < 4, let next = try chunks() { first += next }
        var held: [UInt8]? = first
        let whole: ByteChunks = {
            if let bytes = held {
                held = nil
                return bytes
            }
            return try chunks()
        }
        if first.starts(with: [0x1F, 0x8B]) {
            return (try Gzip.decompress(whole, limit: limit, file: file), nil)
        }
        if first.starts(with: Array("PK".utf8) + [3, 4]) {
            let entry = try ZipReader.file(whole, limit: limit, file: file)
            return (entry.bytes, entry.name)
        }
        return (whole, nil)
    }
}
