import Formats

/// A dimension, measure or attribute as an SDMX-JSON message describes it.
struct JSONComponent {
    var id = ""
    var keyPosition: Int?
    var isTime = false
    /// What is meant where nothing is said.
    var fallback: String?
    /// The texts that an index stands for; empty where values are written out.
    var values: [String] = []
    var label: String?
    var codeLabels: [String: LocalTexts] = [:]
    var spans: [String: SDMXStructure.Span] = [:]

    /// Reads the object that comes next.
    static func read(_ tokens: inout JSONTokens, language: String) throws -> JSONComponent {
        var component = JSONComponent()
        guard try tokens.next() == .beginObject else {
            throw tokens.error("a component is an object")
        }
        while try tokens.next() == .key {
            switch tokens.text {
            case "id": component.id = try tokens.value().stringValue ?? ""
            case "name": component.label = try tokens.value().stringValue
            case "keyPosition": component.keyPosition = try tokens.value().intValue
            case "default": component.fallback = AttributeText.value(try tokens.value())?.stored
            case "role", "roles": component.take(roles: try tokens.value())
            case "values": try component.readValues(&tokens, language)
            default: try tokens.skipValue()
            }
        }
        guard !component.id.isEmpty else { throw tokens.error("a component without an id") }
        if component.id == "TIME_PERIOD" { component.isTime = true }
        return component
    }

    private mutating func take(roles: JSON) {
        let all = roles.arrayValue?.compactMap(\.stringValue) ?? [roles.stringValue ?? ""]
        if all.contains("TIME_PERIOD") { isTime = true }
    }

    private mutating func readValues(_ tokens: inout JSONTokens, _ language: String) throws {
        guard try tokens.next() == .beginArray else { throw tokens.error("values are an array") }
        while case let token = try tokens.next(), token != .endArray {
            let value = try tokens.value(after: token)
            guard value != .null else {
                values.append("")
                continue
            }
            take(value, language)
        }
    }

    private mutating func take(_ value: JSON, _ language: String) {
        let told = value["value"] ?? value["values"] ?? value["name"] ?? ""
        let text = value["id"]?.stringValue ?? AttributeText.value(told)?.stored ?? ""
        values.append(text)
        var labels = value["names"]?.objectValue?.compactMapValues(\.stringValue) ?? [:]
        if labels.isEmpty, let name = value["name"]?.stringValue { labels[language] = name }
        if value["id"] != nil, labels.values.contains(where: { $0 != text }) {
            codeLabels[text] = labels
        }
        let (start, end) = (value["start"]?.stringValue, value["end"]?.stringValue)
        if start != nil || end != nil { spans[text] = SDMXStructure.Span(start: start, end: end) }
    }
}

/// The structure of a data set as SDMX-JSON writes it: components by where their values stand.
struct JSONShape {
    var dataflow = ""
    var name: String?
    var dimensions: [String: [JSONComponent]] = [:]
    var attributes: [String: [JSONComponent]] = [:]
    var measures: [JSONComponent] = []

    /// Reads the object that comes next.
    static func read(_ tokens: inout JSONTokens, language: String) throws -> JSONShape {
        var shape = JSONShape()
        guard try tokens.next() == .beginObject else {
            throw tokens.error("a structure is an object")
        }
        while try tokens.next() == .key {
            switch tokens.text {
            case "name": shape.name = try tokens.value().stringValue
            case "links": shape.dataflow = JSONLinks.artefact(try tokens.value())
            case "dimensions": shape.dimensions = try levels(&tokens, language)
            case "attributes": shape.attributes = try levels(&tokens, language)
            case "measures":
                shape.measures = try levels(&tokens, language)["observation"] ?? []
            default: try tokens.skipValue()
            }
        }
        return shape
    }

    private static func levels(
        _ tokens: inout JSONTokens, _ language: String
    ) throws -> [String: [JSONComponent]] {
        var levels: [String: [JSONComponent]] = [:]
        guard try tokens.next() == .beginObject else {
            throw tokens.error("components stand in an object, by level")
        }
        while try tokens.next() == .key {
            let level = tokens.text
            guard try tokens.next() == .beginArray else {
                throw tokens.error("the components of a level are an array", field: level)
            }
            var components: [JSONComponent] = []
            while try tokens.isMore() {
                components.append(try JSONComponent.read(&tokens, language: language))
            }
            levels[level] = components
        }
        return levels
    }
}

/// Which artefact a structure's links name.
enum JSONLinks {
    /// The dataflow, else the data structure: `ECB:EXR(1.0)`.
    static func artefact(_ links: JSON) -> String {
        let all = links.arrayValue ?? []
        for kind in ["dataflow", "datastructure", "provisionagreement"] {
            for link in all where link["rel"]?.stringValue == kind {
                if let urn = link["urn"]?.stringValue, let mark = urn.lastIndex(of: "=") {
                    return String(urn[urn.index(after: mark)...])
                }
                // Our own way to name what has no URN.
                if link["href"]?.stringValue == "#", let title = link["title"]?.stringValue {
                    return title
                }
                if let found = reference(link["href"]?.stringValue ?? "", kind) { return found }
            }
        }
        return ""
    }

    /// `https://…/dataflow/ECB/EXR/1.0` → `ECB:EXR(1.0)`.
    private static func reference(_ address: String, _ kind: String) -> String? {
        let path = address.prefix { $0 != "?" && $0 != "#" }
        let parts = path.split(separator: "/").map(String.init)
        guard let at = parts.firstIndex(of: kind), parts.count >= at + 3 else { return nil }
        let version = parts.count > at + 3 ? "(" + parts[at + 3] + ")" : ""
        return parts[at + 1] + ":" + parts[at + 2] + version
    }
}
