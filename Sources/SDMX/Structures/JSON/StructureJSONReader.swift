public import Formats

/// Reads structure messages of SDMX-JSON 2.0 and 2.1 as a stream: one artefact is in memory at a time.
public struct StructureJSONReader: StructureMessageReader {
    public private(set) var header = MessageHeader()
    public private(set) var footer: [FooterMessage] = []

    private var walk: JSONWalk
    private var place = Place.start
    private var isFirst = true
    private var languages: [String] = []

    private enum Place {
        case start
        case root
        case data
        case list(ArtefactKind)
        case end
    }

    public init(_ chunks: @escaping ByteChunks, file: String) {
        walk = JSONWalk(chunks, file: file)
    }

    public init(bytes: [UInt8], file: String) { self.init(chunks(of: bytes), file: file) }

    public mutating func next() throws -> StructureArtefact? {
        while true {
            switch place {
            case .start:
                try walk.expect("{")
                place = .root
            case .root: try readRoot()
            case .data: try readData()
            case .list(let kind): if let artefact = try item(kind) { return artefact }
            case .end: return nil
            }
        }
    }

    private mutating func readRoot() throws {
        guard let key = try walk.key(isFirst: isFirst) else {
            try walk.skipSpace()
            guard try walk.peek() == nil else {
                throw walk.error("text after the end of the document; remove it")
            }
            place = .end
            return
        }
        isFirst = false
        switch key {
        case "meta": readMeta(try node(key))
        case "errors": footer = try errors(node(key))
        case "data":
            try walk.expect("{")
            (place, isFirst) = (.data, true)
        default: try walk.skip()
        }
    }

    private mutating func readData() throws {
        guard let key = try walk.key(isFirst: isFirst) else {
            (place, isFirst) = (.root, false)
            return
        }
        isFirst = false
        if key.hasPrefix("x-") { return try walk.skip() }
        guard let kind = ArtefactKind(json: key) else {
            throw walk.error("no artefacts of SDMX are called so", field: "data." + key)
        }
        try walk.expect("[")
        (place, isFirst) = (.list(kind), true)
    }

    private mutating func item(_ kind: ArtefactKind) throws -> StructureArtefact? {
        if try walk.take("]") {
            (place, isFirst) = (.data, false)
            return nil
        }
        if !isFirst { try walk.expect(",") }
        isFirst = false
        let node = try node("data." + kind.jsonKey)
        return try JSONArtefact(language: languages.first ?? "en").artefact(kind, node)
    }

    private mutating func node(_ path: String) throws -> JSONNode {
        try walk.skipSpace()
        let line = walk.line
        let value = try walk.value(max: artefactBytesMax)
        return JSONNode(json: value, file: walk.file, line: line, path: path)
    }

    private mutating func readMeta(_ meta: JSONNode) {
        languages = meta.strings("contentLanguages")
        header.id = meta.text("id") ?? ""
        header.isTest = meta.flag("test") ?? false
        header.prepared = meta.text("prepared")
        header.sender = meta.child("sender")?.text("id")
        header.receivers = meta.list("receivers").compactMap { $0.text("id") }
        header.names = meta.texts("name", "names", languages.first ?? "en")
    }

    private func errors(_ list: JSONNode) throws -> [FooterMessage] {
        (list.json.arrayValue ?? []).map { error in
            let code = error["code"].flatMap { $0.intValue ?? $0.stringValue.flatMap(Int.init) }
            let texts = error["titles"]?.objectValue?.compactMapValues(\.stringValue)
            let title = error["title"]?.stringValue.map { [languages.first ?? "en": $0] }
            return FooterMessage(
                code: code ?? 0, severity: "Error", texts: [texts ?? title ?? [:]])
        }
    }
}

/// A code list of a million codes has some 200 MB; beyond, a file is split or hostile.
private let artefactBytesMax = 256 << 20

extension ArtefactKind {
    /// The key of the list of such artefacts in a message.
    var jsonKey: String {
        switch self {
        case .categoryScheme: "categorySchemes"
        case .hierarchy: "hierarchies"
        case .process: "processes"
        case .reportingTaxonomy: "reportingTaxonomies"
        case .geographicCodelist: "geographicCodelists"
        default: rawValue.prefix(1).lowercased() + rawValue.dropFirst() + "s"
        }
    }

    init?(json key: String) {
        guard let kind = ArtefactKind.byKey[key] else { return nil }
        self = kind
    }

    private static let byKey: [String: ArtefactKind] = {
        var all = Dictionary(uniqueKeysWithValues: allCases.map { ($0.jsonKey, $0) })
        // Names of 2.0.
        all["contentConstraints"] = .contentConstraint
        all["hierarchicalCodelists"] = .hierarchicalCodelist
        return all
    }()
}
