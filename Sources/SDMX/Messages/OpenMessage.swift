import Formats

/// A message of any kind, opened with the reader that its first bytes ask for.
public enum OpenMessage {
    case data(any DataMessageReader)
    case structure(any StructureMessageReader)
    case metadata(MetadataCounts)
    case other(PlainMessage)

    /// With a structure definition, dimensions come in its order and are told apart from attributes.
    public init(
        _ envelope: Envelope, file: String, catalogue: StructureCatalogue? = nil
    ) throws {
        let kind = envelope.kind
        switch (kind.content, kind.format) {
        case (.data, .ml):
            let structure = try OpenMessage.structure(envelope, file, catalogue)
            self = .data(try SDMXMLReader(envelope.open(), file: file, structure: structure))
        case (.data, .json): self = .data(try JSONDataReader(envelope.open, file: file))
        case (.data, .jsonStat): self = .data(try JSONStatReader(envelope.open, file: file))
        case (.data, .csv):
            let structure = try OpenMessage.structure(envelope, file, catalogue)
            self = .data(
                try CSVDataReader(
                    envelope.open(), file: file, known: structure.map(KnownComponents.init)))
        case (.structure, .ml):
            self = .structure(try StructureMLReader(envelope.open(), file: file))
        case (.structure, _):
            self = .structure(StructureJSONReader(try envelope.open(), file: file))
        case (.metadata, .json):
            self = .metadata(try MetadataCounts(json: envelope.open(), file: file))
        case (.metadata, _): self = .metadata(try MetadataCounts(ml: envelope.open(), file: file))
        case (.error, .json):
            var reader = StructureJSONReader(try envelope.open(), file: file)
            while try reader.next() != nil {}
            self = .other(PlainMessage(header: reader.header, footer: reader.footer))
        default: self = .other(try PlainMessage(ml: envelope.open(), file: file))
        }
    }

    /// The structure that the data name; to know the name, they are begun to be read once.
    private static func structure(
        _ envelope: Envelope, _ file: String, _ catalogue: StructureCatalogue?
    ) throws -> DataStructure? {
        guard let catalogue else { return nil }
        guard case .data(var reader) = try OpenMessage(envelope, file: file) else { return nil }
        guard case .dataSet(let header)? = try reader.next() else { return nil }
        return catalogue.structure(for: header.structure.dataflow)
    }
}

extension KnownComponents {
    public init(_ structure: DataStructure) {
        self.init(
            dimensions: structure.dimensions.map(\.id), time: structure.timeDimension?.id,
            measures: structure.measures.map(\.id), attributes: structure.attributes.map(\.id))
    }
}

/// A message without data: a question to a registry, or what went wrong.
public struct PlainMessage {
    public let header: MessageHeader
    public let footer: [FooterMessage]
    /// What is asked for, by the name of each `…Where` in it.
    public private(set) var asked: [String: Int] = [:]

    init(header: MessageHeader, footer: [FooterMessage]) {
        self.header = header
        self.footer = footer
    }

    init(ml chunks: @escaping ByteChunks, file: String) throws {
        let reader = try XMLReader(chunks, file: file)
        var (header, footer) = (MessageHeader(), [FooterMessage]())
        while let node = try reader.advance() {
            guard node == .start, reader.depth > 0 else { continue }
            let name = reader.name
            if reader.depth == 1, name == "Header" {
                header = MessageHeader(structureHeader: try reader.element())
            } else if name == "ErrorMessage" || name == "Message" {
                footer.append(FooterMessage(element: try reader.element()))
            } else if name.hasSuffix("Where") {
                asked[String(name.dropLast(5)), default: 0] += 1
            }
        }
        self.header = header
        self.footer = footer
    }
}

/// How much reference metadata a message holds. The words themselves are not kept.
public struct MetadataCounts {
    public private(set) var header = MessageHeader()
    public private(set) var sets = 0
    public private(set) var reports = 0
    /// Attributes that are told, those within others too.
    public private(set) var attributes = 0

    init(ml chunks: @escaping ByteChunks, file: String) throws {
        let reader = try XMLReader(chunks, file: file)
        var open: [String] = []
        while let node = try reader.advance() {
            if node == .end, reader.depth < open.count { open.removeLast() }
            guard node == .start else { continue }
            let name = reader.name
            if reader.depth == 1, name == "Header" {
                header = MessageHeader(structureHeader: try reader.element())
                continue
            }
            open = Array(open.prefix(reader.depth)) + [name]
            if name == "MetadataSet" { sets += 1 }
            if name == "Report" { reports += 1 }
            // Structure-specific attributes are elements of their own name below a set of attributes.
            let isSpecific = open.dropLast().last == "AttributeSet"
            if isSpecific || name == "ReportedAttribute" || name == "Attribute" { attributes += 1 }
        }
    }

    init(json chunks: @escaping ByteChunks, file: String) throws {
        var reader = try JSONMetadataReader(chunks, file: file)
        while let set = try reader.next() {
            sets += 1
            attributes += set.count
        }
        header = reader.header
    }
}
