import Formats

/// A JSON value with the way to it, so that an error says where.
struct JSONNode {
    let json: JSON
    let file: String
    let line: Int
    let path: String

    func child(_ name: String) -> JSONNode? {
        guard let value = json[name], !value.isNull else { return nil }
        return JSONNode(json: value, file: file, line: line, path: path + "." + name)
    }

    func list(_ name: String) -> [JSONNode] {
        (json[name]?.arrayValue ?? []).enumerated().map { index, value in
            JSONNode(json: value, file: file, line: line, path: "\(path).\(name)[\(index)]")
        }
    }

    func text(_ name: String) -> String? { json[name].flatMap(JSONNode.text) }
    func flag(_ name: String) -> Bool? { json[name]?.boolValue }
    func int(_ name: String) -> Int? { json[name]?.intValue }

    func strings(_ name: String) -> [String] {
        json[name]?.arrayValue?.compactMap(JSONNode.text) ?? []
    }

    func required(_ name: String) throws -> String {
        guard let text = text(name) else { throw error("the key \"\(name)\" is missing; add it") }
        return text
    }

    /// A URN under the key, or the link to itself.
    func urn(_ name: String) throws -> SDMXURN? {
        guard let text = text(name) else { return nil }
        guard let urn = SDMXURN(text) else {
            throw error("'\(text)' is no URN of SDMX; write urn:sdmx:…=AGENCY:ID(VERSION)")
        }
        return urn
    }

    func concept(_ name: String) throws -> ItemReference? {
        guard let urn = try urn(name), let item = urn.item else { return nil }
        return ItemReference(scheme: urn.reference, item: item)
    }

    /// `names` by language, else `name` under the message's first language. A name that only repeats the identifier
    /// stands for none: the format asks for one.
    func texts(_ name: String, _ all: String, _ language: String) -> LocalTexts {
        if let members = json[all]?.objectValue {
            return members.compactMapValues(\.stringValue)
        }
        guard let one = text(name), name != "name" || one != text("id") else { return [:] }
        return [language: one]
    }

    var ownURN: String? {
        list("links").first { $0.text("rel") == "self" }?.text("urn") ?? text("urn")
    }

    func error(_ message: String) -> FormatError {
        FormatError(file: file, line: line, field: path, message: message)
    }

    /// Numbers and truth values as they are written, where a text is asked for.
    static func text(_ json: JSON) -> String? {
        switch json {
        case .string(let text): text
        case .int, .number, .decimal, .bool: json.canonical
        default: nil
        }
    }
}
