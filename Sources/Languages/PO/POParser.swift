import Formats

/// Reads the text of a `.po` file line by line.
struct POParser {
    private enum Part: Equatable { case context, id, plural, string(Int) }

    let file: String
    private var line = 0
    private var entries: [POEntry] = []
    private var seen: [String: Int] = [:]
    private var current = POEntry()
    private var part: Part?
    private var isFuzzyNext = false
    private var isUnreviewedNext = false

    init(file: String) { self.file = file }

    mutating func parse(_ text: String) throws -> [POEntry] {
        // By bytes: characters of many scripts are slow to find, and a line ends at one byte.
        for raw in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        {
            line += 1
            try read(Self.trimmed(Substring(raw)))
        }
        try finish()
        return entries
    }

    private mutating func read(_ text: Substring) throws {
        if text.isEmpty { return try finish() }
        if text.first == "#" { return try comment(text) }
        if text.first == "\"" { return append(try quoted(text)) }
        let keyword = text.prefix { $0 != " " && $0 != "\"" && $0 != "\t" }
        let rest = Self.trimmed(text.dropFirst(keyword.count))
        try begin(keyword)
        append(try quoted(rest))
    }

    private mutating func comment(_ text: Substring) throws {
        if part != nil, text.hasPrefix("#~") == false, isComplete { try finish() }
        if text.hasPrefix("#,"), text.contains("fuzzy") { isFuzzyNext = true }
        if text.hasPrefix("#,"), text.contains("unreviewed") { isUnreviewedNext = true }
    }

    private var isComplete: Bool {
        if case .string = part { true } else { false }
    }

    private mutating func begin(_ keyword: Substring) throws {
        switch keyword {
        case "msgctxt":
            if part != nil { try finish() }
            part = .context
            current.context = ""
        case "msgid":
            if part != nil, part != .context { try finish() }
            part = .id
            current.line = line
        case "msgid_plural":
            guard part == .id else { throw error("msgid_plural must follow msgid") }
            part = .plural
            current.pluralID = ""
        case "msgstr": try beginString(0)
        case _ where keyword.hasPrefix("msgstr[") && keyword.hasSuffix("]"):
            guard let index = Int(keyword.dropFirst(7).dropLast()), current.pluralID != nil else {
                throw error("\(keyword) needs a msgid_plural before it")
            }
            try beginString(index)
        default:
            throw error("'\(keyword)' is no keyword; use msgctxt, msgid, msgid_plural or msgstr")
        }
        if isFuzzyNext { (current.isFuzzy, isFuzzyNext) = (true, false) }
        if isUnreviewedNext { (current.isUnreviewed, isUnreviewedNext) = (true, false) }
    }

    private mutating func beginString(_ index: Int) throws {
        guard part != nil, part != .context else { throw error("msgstr must follow msgid") }
        guard index == current.strings.count else {
            throw error("msgstr[\(index)] stands out of order")
        }
        current.strings.append("")
        part = .string(index)
    }

    private mutating func append(_ text: String) {
        switch part {
        case .context: current.context = (current.context ?? "") + text
        case .id: current.id += text
        case .plural: current.pluralID = (current.pluralID ?? "") + text
        case .string(let index): current.strings[index] += text
        case nil: break
        }
    }

    private mutating func finish() throws {
        guard part != nil else { return }
        guard isComplete else { throw error("the message \"\(current.id)\" has no msgstr") }
        if let first = seen.updateValue(current.line, forKey: current.key) {
            throw error("the message \"\(current.id)\" stands here and on line \(first); keep one")
        }
        entries.append(current)
        (current, part) = (POEntry(), nil)
    }

    private func quoted(_ text: Substring) throws -> String {
        guard text.first == "\"", text.last == "\"", text.utf8.count >= 2 else {
            throw error("a text in double quotes is expected here")
        }
        let words = text.dropFirst().dropLast()
        if !words.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") }) {
            return String(words)
        }
        var result = ""
        var inner = words.makeIterator()
        while let character = inner.next() {
            if character == "\"" { throw error("a quote inside the text; write \\\"") }
            guard character == "\\" else {
                result.append(character)
                continue
            }
            guard let escape = inner.next(), let plain = Self.escapes[escape] else {
                throw error("an unknown escape; use \\n, \\t, \\r, \\\" or \\\\")
            }
            result.append(plain)
        }
        return result
    }

    private static let escapes: [Character: Character] = [
        "n": "\n", "t": "\t", "r": "\r", "\"": "\"", "\\": "\\",
    ]

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" || last == "\r" {
            text.removeLast()
        }
        return text
    }

    private func error(_ message: String) -> FormatError {
        FormatError(file: file, line: line, message: message)
    }
}
