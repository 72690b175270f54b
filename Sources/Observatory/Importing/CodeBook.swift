import Formats

/// Why a text of a file stands for no code.
struct CodeRefusal: Error {
    let words: String
}

/// Turns what a file writes into the codes of its dimensions.
struct CodeBook: Sendable {
    /// How codes are written that can be written in two ways.
    enum Scheme: String, Sendable, CaseIterable {
        /// Countries and regions by three digits: `4` and `004` are Afghanistan.
        case m49
        /// Regions of Portugal: `11A` and `PT11A` are one.
        case nuts
        /// Any way to write a country becomes its ISO 3166 alpha-3.
        case country
    }

    struct Chapter: Sendable {
        var scheme: Scheme?
        /// Codes by label; two for a label that several have.
        var labels: [String: [String]] = [:]
        /// The codes of the list; empty where any is taken.
        var known = Set<String>()
    }

    var chapters: [String: Chapter] = [:]
    var places = PlaceNames()

    /// The code that a text stands for: itself, where nothing says otherwise.
    func code(of text: String, in dimension: String) throws -> String {
        guard let chapter = chapters[dimension] else { return CodeBook.plain(text) }
        let code = try CodeBook.plain(text, chapter.scheme, places)
        if chapter.known.contains(code) || text.isEmpty { return code }
        let folded = text.trimmed
        guard let found = chapter.labels[folded] else {
            if chapter.labels.isEmpty { return code }
            throw CodeRefusal(
                words:
                    "'\(text)' is neither a code nor a label of \(dimension); add it to the labels")
        }
        guard found.count == 1 else {
            let both = found.joined(separator: " and ")
            throw CodeRefusal(words: "'\(text)' is the label of \(both); write the code")
        }
        return found[0]
    }

    /// The sign that parts codes may stand in none.
    private static func plain(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "|")) ? text.filter { $0 != "|" } : text
    }

    private static func plain(
        _ text: String, _ scheme: Scheme?, _ places: PlaceNames
    ) throws -> String {
        switch scheme {
        case nil: return plain(text)
        case .m49: return m49(text.trimmed) ?? plain(text)
        case .nuts: return nuts(text.trimmed)
        case .country:
            return places.alpha3(text) ?? plain(text)
        }
    }

    /// Three digits, as the United Nations write it; nil for what is no such number.
    static func m49(_ text: String) -> String? {
        guard (1...3).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return String(repeating: "0", count: 3 - text.utf8.count) + text
    }

    /// With the country before it, as Eurostat writes it.
    static func nuts(_ text: String) -> String {
        guard let first = text.utf8.first, (48...57).contains(first), text.utf8.count <= 3 else {
            return plain(text)
        }
        return "PT" + text
    }
}

extension String {
    /// Without blanks at its ends, and with one where several stand.
    var trimmed: String {
        guard utf8.contains(where: { $0 == 32 || $0 == 9 || $0 == 0xC2 || $0 == 10 }) else {
            return self
        }
        return split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
