import Formats

/// Writes structure messages of SDMX-JSON 2.1 as a stream; its schema holds for what it writes.
public struct StructureJSONWriter: StructureMessageWriter {
    private var bytes: [UInt8] = []
    private var kind: ArtefactKind?
    private var closed: Set<ArtefactKind> = []
    private var hasItem = false
    private var footer: [FooterMessage] = []

    public init(header: MessageHeader) {
        put("{\"$schema\":\"https://json.sdmx.org/2.1/sdmx-json-structure-schema.json\",\"meta\":")
        put(JSONParts.meta(header).canonical)
        put(",\"data\":{")
    }

    public mutating func append(_ artefact: StructureArtefact) throws {
        for artefact in try artefact.inVersion(.v30) {
            let json = try JSONParts.artefact(artefact)
            try open(artefact)
            if hasItem { put(",") }
            hasItem = true
            put("\n" + json.canonical)
        }
    }

    public mutating func append(_ footer: FooterMessage) { self.footer.append(footer) }

    public mutating func finish() {
        if kind != nil { put("]") }
        put("}")
        if !footer.isEmpty {
            let errors = footer.map { message -> JSON in
                let texts = message.texts.reduce(into: LocalTexts()) { all, next in
                    all.merge(next) { $0 + " " + $1 }
                }
                return ["code": .int(message.code), "title": .string(JSONParts.best(texts) ?? "")]
            }
            put(",\"errors\":" + JSON.array(errors).canonical)
        }
        put("}\n")
    }

    public mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// A list that is closed is not opened again: a key stands once.
    private mutating func open(_ artefact: StructureArtefact) throws {
        if kind == artefact.kind { return }
        guard !closed.contains(artefact.kind) else {
            throw FormatError(
                file: artefact.about.reference.text, field: artefact.kind.jsonKey,
                message: "artefacts of this kind belong together; sort them")
        }
        if let kind {
            closed.insert(kind)
            put("],")
        }
        kind = artefact.kind
        hasItem = false
        put("\"\(artefact.kind.jsonKey)\":[")
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
