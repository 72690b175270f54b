import Formats

/// Writes a message again in another format, as a stream.
public struct Conversion {
    private let envelope: Envelope
    private let file: String
    private let format: MessageFormat
    private let catalogue: StructureCatalogue?
    /// How many observations or artefacts were written.
    public private(set) var count = 0

    public init(
        _ envelope: Envelope, file: String, to format: MessageFormat,
        catalogue: StructureCatalogue? = nil
    ) {
        self.envelope = envelope
        self.file = file
        self.format = format
        self.catalogue = catalogue
    }

    /// Hands over the bytes as they come.
    public mutating func run(
        progress: (Int) -> Void = { _ in }, write: ([UInt8]) throws -> Void
    ) throws {
        switch try OpenMessage(envelope, file: file, catalogue: catalogue) {
        case .data(var reader):
            var writer = try dataWriter(reader.header)
            while let event = try reader.next() {
                try writer.append(event)
                if case .observation = event { count += 1 }
                if count.isMultiple(of: pieceEvents) {
                    try write(writer.drain())
                    progress(count)
                }
            }
            for message in reader.footer { try writer.append(message) }
            try writer.finish()
            try write(writer.drain())
        case .structure(let reader): try runStructures(reader, progress, write)
        case .metadata, .other:
            throw FormatError(
                file: file, message: "this message has neither data nor structures to convert")
        }
    }

    private func dataWriter(_ header: MessageHeader) throws -> any DataMessageWriter {
        switch format {
        case .ml21Generic: return try ml(header, .generic21)
        case .ml21: return try ml(header, .structureSpecific21)
        case .ml30: return try ml(header, .structureSpecific30)
        case .json1: return JSONDataWriter(.v1, header: header, shape: try shape(), file: file)
        case .json20: return JSONDataWriter(.v20, header: header, shape: try shape(), file: file)
        case .json21: return JSONDataWriter(.v21, header: header, shape: try shape(), file: file)
        case .csv1: return CSVDataWriter(.v1, shape: try shape(), file: file)
        case .csv2: return CSVDataWriter(.v2, shape: try shape(), file: file)
        }
    }

    private func ml(_ header: MessageHeader, _ form: SDMXMLForm) throws -> any DataMessageWriter {
        var structure: DataStructure?
        if let catalogue, case .data(var reader) = try OpenMessage(envelope, file: file),
            case .dataSet(let first)? = try reader.next()
        {
            structure = catalogue.structure(for: first.structure.dataflow)
        }
        return SDMXMLWriter(header, form: form, structure: structure)
    }

    /// What is in the data, from a reading before: these formats name it in front.
    private func shape() throws -> MessageShape {
        var shape = MessageShape()
        if case .data(var reader) = try OpenMessage(envelope, file: file, catalogue: catalogue) {
            while let event = try reader.next() { shape.take(event) }
        }
        return shape
    }

    /// Artefacts are written in the order of the format; for each kind the message is read once, so that one artefact at a
    /// time is in memory.
    private mutating func runStructures(
        _ first: any StructureMessageReader, _ progress: (Int) -> Void,
        _ write: ([UInt8]) throws -> Void
    ) throws {
        guard let version = format.structures else {
            throw FormatError(
                file: file, message: "\(format.rawValue) holds data only; use ml21, ml30 or json21")
        }
        var first = first
        var kinds: Set<ArtefactKind> = []
        while let artefact = try first.next() {
            for next in try artefact.inVersion(version) { kinds.insert(next.kind) }
        }
        var writer: any StructureMessageWriter =
            format == .json20 || format == .json21
            ? StructureJSONWriter(header: first.header)
            : StructureMLWriter(version, header: first.header)
        let unknown = kinds.filter { !version.order.contains($0) }
        if let kind = unknown.first {
            throw FormatError(
                file: file, field: kind.rawValue,
                message: "\(format.rawValue) has no such artefacts")
        }
        for kind in version.order where kinds.contains(kind) {
            guard case .structure(var reader) = try OpenMessage(envelope, file: file) else {
                return
            }
            while let artefact = try reader.next() {
                for next in try artefact.inVersion(version) where next.kind == kind {
                    try writer.append(next)
                    count += 1
                    try write(writer.drain())
                    progress(count)
                }
            }
        }
        for message in first.footer { try writer.append(message) }
        try writer.finish()
        try write(writer.drain())
    }
}

/// What is written is handed over after so many observations.
private let pieceEvents = 2_000
