public import Formats

/// Reads structure messages of SDMX-ML 2.1 and 3.0 as a stream: one artefact is in memory at a time.
public struct StructureMLReader: StructureMessageReader {
    public private(set) var header = MessageHeader()
    public private(set) var footer: [FooterMessage] = []
    public private(set) var version = StructureVersion.v21

    private let reader: XMLReader

    public init(
        _ chunks: @escaping ByteChunks, file: String, limits: XMLLimits = XMLLimits()
    ) throws {
        reader = try XMLReader(chunks, file: file, limits: limits)
        try readRoot()
    }

    public init(bytes: [UInt8], file: String) throws {
        try self.init(chunks(of: bytes), file: file)
    }

    public mutating func next() throws -> StructureArtefact? {
        while let kind = try reader.advance() {
            guard kind == .start else { continue }
            switch reader.depth {
            case 1: try readPart()
            case 3: return try artefact()
            default: continue
            }
        }
        return nil
    }

    private mutating func readRoot() throws {
        guard try reader.advance() == .start else {
            throw FormatError(file: reader.file, message: "the document has no element")
        }
        guard reader.name == "Structure" else {
            throw reader.error("<\(reader.name)> is no structure message")
        }
        if reader.namespace?.contains("/v3_") == true { version = .v30 }
        // The head stands first; where there is none, `next` meets what stands instead.
        while let kind = try reader.advance(), kind == .start {
            try readPart()
            return
        }
    }

    private mutating func readPart() throws {
        switch reader.name {
        case "Header": header = MessageHeader(structureHeader: try reader.element())
        case "Footer":
            footer += try reader.element().children(named: "Message").map(
                FooterMessage.init(element:))
        case "Structures": break
        default: throw reader.error("<\(reader.name)> does not belong into a structure message")
        }
    }

    private func artefact() throws -> StructureArtefact {
        guard let kind = ArtefactKind(element: reader.name) else {
            throw reader.error("<\(reader.name)> is no artefact that SDMX 2.1 or 3.0 knows")
        }
        let shell = XMLElement(at: reader)
        var artefact = try MLArtefact(kind, shell, version)
        let depth = reader.depth
        while let node = try reader.advance() {
            if node == .start { try artefact.take(try reader.element(nodesMax: partMax)) }
            if node == .end, reader.depth == depth { break }
        }
        return try artefact.finish()
    }
}

/// How many elements one item, tree or list of components may have; the largest seen has 8,600.
private let partMax = 4_000_000

extension ArtefactKind {
    /// The kind by the name of its element.
    init?(element name: String) {
        if name == "GeographicCodelist" {
            self = .geographicCodelist
        } else {
            self.init(rawValue: name)
        }
    }

    var element: String { self == .geographicCodelist ? "GeographicCodelist" : rawValue }
}
