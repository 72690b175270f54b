import Formats

/// Appends elements with their prefixes to bytes.
struct MLOut {
    private(set) var bytes: [UInt8] = []
    private var open: [String] = []

    init() { bytes += Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) }

    typealias Pairs = KeyValuePairs<String, String?>

    mutating func begin(_ name: String, _ attributes: Pairs = [:]) {
        tag(name, attributes)
        put(">")
        open.append(name)
    }

    mutating func end() {
        put("</\(open.removeLast())>")
        if open.count < 4 { put("\n") }
    }

    mutating func empty(_ name: String, _ attributes: Pairs = [:]) {
        tag(name, attributes)
        put("/>")
    }

    mutating func element(
        _ name: String, _ attributes: Pairs = [:], _ body: (inout MLOut) throws -> Void
    ) rethrows {
        begin(name, attributes)
        try body(&self)
        end()
    }

    mutating func text(_ name: String, _ attributes: Pairs = [:], _ text: String) {
        tag(name, attributes)
        put(">\(xmlEscaped(text))</\(name)>")
    }

    /// Of each language one, in the order of the languages.
    mutating func texts(_ name: String, _ texts: LocalTexts) {
        for (language, words) in texts.sorted(by: { $0.key < $1.key }) {
            text(name, ["xml:lang": language], words)
        }
    }

    mutating func drain() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    private mutating func tag(_ name: String, _ attributes: Pairs) {
        put("<" + name)
        for (key, value) in attributes {
            if let value { put(" \(key)=\"\(xmlEscaped(value))\"") }
        }
    }

    private mutating func put(_ text: String) { bytes.append(contentsOf: text.utf8) }
}
