import Formats

/// All of an SDMX-JSON data message but its series and observations: what a first reading finds, wherever it stands.
struct JSONOutline {
    /// What holds for one data set.
    struct Head {
        var structure = 0
        var action = SDMXAction.information
        var validFrom: String?
        var attributes: [JSON] = []
    }

    var header = MessageHeader()
    var footer: [FooterMessage] = []
    var shapes: [JSONShape] = []
    var heads: [Head] = []
    /// Names are in the message's first language where it says nothing else.
    private var language = "und"
    private var isMessage = false

    init(_ chunks: @escaping ByteChunks, file: String) throws {
        var tokens = JSONTokens(chunks, file: file)
        guard try tokens.next() == .beginObject else {
            throw tokens.error("an SDMX-JSON message is an object")
        }
        try readMembers(&tokens)
        _ = try tokens.next()
        guard isMessage else {
            throw FormatError(
                file: file,
                message: "this JSON is no SDMX data message: it has neither data sets nor errors")
        }
        guard heads.isEmpty || !shapes.isEmpty else {
            throw FormatError(file: file, message: "the message has data and no structure")
        }
    }

    private mutating func readMembers(_ tokens: inout JSONTokens) throws {
        while try tokens.next() == .key {
            switch tokens.text {
            case "header", "meta": try readHeader(tokens.value())
            case "data":
                guard try tokens.next() == .beginObject else {
                    throw tokens.error("data is an object")
                }
                try readMembers(&tokens)
            case "structure": shapes = [try JSONShape.read(&tokens, language: language)]
            case "structures":
                shapes = []
                try each(&tokens) { outline, tokens in
                    let shape = try JSONShape.read(&tokens, language: outline.language)
                    outline.shapes.append(shape)
                }
            case "dataSets":
                isMessage = true
                try each(&tokens) { try $0.readHead(&$1) }
            case "metadataSets": throw tokens.error("this is a metadata message, and holds no data")
            case "errors":
                isMessage = true
                for problem in try tokens.value().arrayValue ?? [] {
                    footer.append(JSONFooter.read(problem))
                }
            default: try tokens.skipValue()
            }
        }
    }

    private mutating func each(
        _ tokens: inout JSONTokens, _ body: (inout JSONOutline, inout JSONTokens) throws -> Void
    ) throws {
        guard try tokens.next() == .beginArray else { throw tokens.error("an array is expected") }
        while try tokens.isMore() { try body(&self, &tokens) }
    }

    private mutating func readHead(_ tokens: inout JSONTokens) throws {
<<<<<<< HEAD
        guard try tokens.next() == .beginObject else { throw tokens.error("a data set is an object") }
=======
        guard try tokens.next() == .beginObject else {
            throw tokens.error("a data set is an object")
        }
>>>>>>> 5d18434a8d54d73a0ba56a229a5d023e3546271f
        var head = Head()
        while try tokens.next() == .key {
            switch tokens.text {
            case "structure": head.structure = try tokens.value().intValue ?? 0
            case "validFrom": head.validFrom = try tokens.value().stringValue
            case "attributes": head.attributes = try tokens.value().arrayValue ?? []
            case "action":
                let text = try tokens.value().stringValue ?? ""
                guard let action = JSONWords.action(text) else {
                    throw tokens.error("'\(text)' is no action", field: "action")
                }
                head.action = action
            default: try tokens.skipValue()
            }
        }
        heads.append(head)
    }

    private mutating func readHeader(_ json: JSON) throws {
        header.id = json["id"]?.stringValue ?? ""
        header.isTest = json["test"]?.boolValue ?? false
        header.prepared = json["prepared"]?.stringValue
        header.sender = json["sender"]?["id"]?.stringValue
        let receivers = json["receivers"] ?? json["receiver"]
        header.receivers = (receivers?.arrayValue ?? [receivers].compactMap { $0 })
            .compactMap { $0["id"]?.stringValue }
        language = json["contentLanguages"]?[0]?.stringValue ?? language
        header.names = json["names"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
        if header.names.isEmpty, let name = json["name"]?.stringValue {
            header.names[language] = name
        }
    }
}

/// What the words of SDMX-JSON mean.
enum JSONWords {
    static func action(_ word: String) -> SDMXAction? {
        switch word.lowercased() {
        case "information", "": .information
        case "append": .append
        case "merge", "update": .merge
        case "replace": .replace
        case "delete": .delete
        default: nil
        }
    }

    static func word(_ action: SDMXAction) -> String {
        switch action {
        case .information: "Information"
        case .append: "Append"
        case .merge: "Merge"
        case .replace: "Replace"
        case .delete: "Delete"
        }
    }
}

/// What a service says beside its data.
enum JSONFooter {
    static func read(_ json: JSON) -> FooterMessage {
        let code = json["code"]?.doubleValue ?? 0
        let texts = [
            texts(json, "titles", "title"), texts(json, "details", "detail"),
            texts(json, "messages", "message"),
        ]
        return FooterMessage(
            code: Int(exactly: code.rounded()) ?? 0, severity: json["x-severity"]?.stringValue,
            texts: texts.filter { !$0.isEmpty })
    }

    private static func texts(_ json: JSON, _ many: String, _ one: String) -> LocalTexts {
        if let all = json[many]?.objectValue { return all.compactMapValues(\.stringValue) }
        return json[one]?.stringValue.map { ["und": $0] } ?? [:]
    }
}

extension JSONTokens {
    /// Whether the array that is open has an item more; its closing bracket is taken where it has none.
    mutating func isMore() throws -> Bool {
        if try peekByte() == UInt8(ascii: "]") {
            _ = try next()
            return false
        }
        return true
    }
}
